'use strict';
// What stands in the comparison, as lines of text: the table on the page and the table for WPS are both made of it.
(function (root) {
  const compare = (root.cb.compare = root.cb.compare || {});

  function plain(text) {
    return { text: text };
  }

  function numbered(step, i) {
    return plain(i + 1 + '. ' + step);
  }

  function place(told) {
    return { before: told[0] + ' ', stage: told[1], text: told[2] };
  }

  function source(told) {
    return { text: told[0], href: root.cbSearch.address(told[1]) };
  }

  const ROWS = [
    ['做什么', function (p) { return [plain(p.summary)]; }],
    ['类型', function (p) { return [plain(p.kind)]; }],
    ['在哪里，做到哪一步', function (p) { return p.where.map(place); }],
    ['牵头单位', function (p) { return p.lead.map(plain); }],
    ['怎么做', function (p) { return p.steps.map(numbered); }],
    ['所需条件', function (p) { return p.particulars['所需条件'].map(plain); }],
    ['经费来源', function (p) { return p.particulars['经费来源'].map(plain); }],
  ];
  const LAST = ['来源', function (p) { return p.sources.map(source); }];

  function row(part, practices) {
    return { label: part[0], cells: practices.map(part[1]) };
  }

  /** Where a figure stands on its practice's page. */
  function address(practice, figure) {
    return root.cbSearch.address('practices/' + practice.id + '/#' + figure.key);
  }

  /** A figure as a line, with all that must never be missing beside the number; from: the document and the day, or empty. */
  function figureLine(practice, figure, from) {
    const said = figure.marks.concat(from).filter(Boolean).join('；');
    return { value: figure.value, text: said ? '（' + said + '）' : '', href: address(practice, figure) };
  }

  /** Where, and of what, a figure is counted. */
  function about(figure) {
    return figure.place + '；口径：' + figure.scope;
  }

  /** The keys of the rows that at least two of the practices have. */
  function sharedKeys(practices) {
    const owners = new Map();
    practices.forEach(function (practice, i) {
      practice.figures.forEach(function (figure) {
        if (figure.row) owners.set(figure.row, (owners.get(figure.row) || new Set()).add(i));
      });
    });
    return Array.from(owners.keys()).filter(function (key) { return owners.get(key).size > 1; });
  }

  /** Rows of figures that are of one metric, one place and one scope: only these may stand side by side. */
  compare.sharedFigures = function (practices) {
    return sharedKeys(practices).map(function (key) {
      const same = practices.map(function (p) { return p.figures.filter(function (f) { return f.row === key; }); });
      const one = same.find(function (figures) { return figures.length; })[0];
      return {
        label: one.metric,
        about: about(one),
        cells: practices.map(function (p, i) { return same[i].map(function (figure) { return figureLine(p, figure, figure.from); }); }),
      };
    });
  };

  /** All other figures, by practice: [{practice, figures: [{metric, about, from, line}]}]; from: document and day. */
  compare.ownFigures = function (practices) {
    const keys = sharedKeys(practices);
    return practices.map(function (practice) {
      const own = practice.figures.filter(function (figure) { return keys.indexOf(figure.row) < 0; });
      return {
        practice: practice,
        figures: own.map(function (figure) {
          return { metric: figure.metric, about: about(figure), from: figure.from, line: figureLine(practice, figure, '') };
        }),
      };
    });
  };

  /** The rows above and below the figures. */
  compare.firstRows = function (practices) {
    return ROWS.map(function (part) { return row(part, practices); });
  };

  compare.lastRow = function (practices) {
    return row(LAST, practices);
  };
})(window);
