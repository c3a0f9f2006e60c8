'use strict';
// The comparison on the page, as DOM nodes: record text never becomes HTML.
(function (root) {
  const compare = (root.cb.compare = root.cb.compare || {});
  const UNSAID = '来源未说明';
  const NONE_SHARED = '这几项做法没有指标、地方、口径和说话人都相同的数据：有一样不同，就不并列。各自的数据列在表的下面。';

  const element = root.cb.element;
  const link = root.cb.link;

  function lineNode(line) {
    const parts = [];
    if (line.before) parts.push(line.before);
    if (line.stage) {
      const badge = element('span', 'cb-stage', [line.stage]);
      badge.dataset.stage = line.stage.split('（')[0];
      parts.push(badge, ' ');
    }
    if (line.value) {
      const value = element('b', 'cb-number', [line.value]);
      const there = element('a', '', [value]);
      there.href = line.href;
      parts.push(there, line.text);
    } else parts.push(line.href ? link(line.href, line.text) : line.text);
    return element('p', '', parts);
  }

  function cell(lines, unsaid) {
    return element('td', '', lines.length ? lines.map(lineNode) : [element('p', 'cb-unsaid', [unsaid])]);
  }

  function head(text, about) {
    const th = element('th', '', about ? [text, element('span', 'cb-compare-about', [about])] : [text]);
    th.scope = 'row';
    return th;
  }

  function rowNode(row, unsaid) {
    return element('tr', '', [head(row.label, row.about)].concat(row.cells.map(function (lines) { return cell(lines, unsaid); })));
  }

  function button(text, said, act) {
    const made = root.cb.button(text, '', act);
    made.setAttribute('aria-label', said);
    return made;
  }

  function column(practice, i, all, act) {
    const tools = element('span', 'cb-compare-tools', []);
    if (i > 0) tools.appendChild(button('左移', '左移：' + practice.name, function () { act.move(i, -1); }));
    if (i < all.length - 1) tools.appendChild(button('右移', '右移：' + practice.name, function () { act.move(i, 1); }));
    tools.appendChild(button('移去', '移去：' + practice.name, function () { act.remove(i); }));
    const th = element('th', '', [link(root.cbSearch.address('practices/' + practice.id + '/'), practice.name), tools]);
    th.scope = 'col';
    return th;
  }

  function figureRows(practices) {
    const shared = compare.sharedFigures(practices);
    if (shared.length) return shared.map(function (row) { return rowNode(row, '没有这个数据'); });
    if (practices.length < 2) return [];
    const td = element('td', '', [element('p', '', [NONE_SHARED])]);
    td.colSpan = practices.length;
    return [element('tr', '', [head('数据', ''), td])];
  }

  /** The table of these practices. act: {move(index, by), remove(index)}. */
  compare.table = function (practices, act) {
    const corner = element('td', '', []);
    const heads = element('tr', '', [corner].concat(practices.map(function (p, i) { return column(p, i, practices, act); })));
    const rows = compare.firstRows(practices).map(function (row) { return rowNode(row, UNSAID); });
    const body = rows.concat(figureRows(practices), [rowNode(compare.lastRow(practices), UNSAID)]);
    const table = element('table', 'cb-compare-table', [element('thead', '', [heads]), element('tbody', '', body)]);
    table.style.setProperty('--cb-columns', practices.length);
    return table;
  };

  /** The figures that stand alone: each practice's own, one practice below the other. */
  compare.ownLists = function (practices) {
    const parts = compare.ownFigures(practices).filter(function (own) { return own.figures.length; });
    const title = practices.length > 1 ? '各自的数据（口径、地方或说话人不同，不并列）' : '数据';
    if (!parts.length) return null;
    return element('section', 'cb-compare-own', [element('h2', '', [title])].concat(parts.map(ownList)));
  };

  /** One practice's own figures, those of one document and day together. */
  function ownList(own) {
    const parts = [element('h3', '', [own.practice.name])];
    Array.from(new Set(own.figures.map(function (figure) { return figure.from; }))).forEach(function (from) {
      const items = own.figures.filter(function (figure) { return figure.from === from; }).map(ownFigure);
      parts.push(element('p', '', [from]), element('ul', '', items));
    });
    return element('div', '', parts);
  }

  function ownFigure(figure) {
    const about = element('span', 'cb-compare-about', ['（' + figure.about + '）']);
    return element('li', '', [figure.metric + ' ', lineNode(figure.line), about]);
  }

  function text(line) {
    return (line.before || '') + (line.stage ? line.stage + ' ' : '') + (line.value || '') + line.text;
  }

  function texts(lines, unsaid) {
    return lines.map(text).join('\n').trim() || unsaid;
  }

  /** The same as a table for WPS. Of the figures that stand alone, each has a row of its own. */
  compare.forCopying = function (practices, notes) {
    const toRow = function (unsaid) {
      return function (row) {
        const label = row.label + (row.about ? '（' + row.about + '）' : '');
        return [label].concat(row.cells.map(function (lines) { return texts(lines, unsaid); }));
      };
    };
    const own = [];
    compare.ownFigures(practices).forEach(function (part, i) {
      part.figures.forEach(function (figure) {
        const cells = practices.map(function (p, k) { return k === i ? [figure.line] : []; });
        own.push({ label: figure.metric, about: figure.about + '；' + figure.from, cells: cells });
      });
    });
    const rows = compare.firstRows(practices).map(toRow(UNSAID)).concat(
      compare.sharedFigures(practices).map(toRow('没有这个数据')), own.map(toRow('')), [toRow(UNSAID)(compare.lastRow(practices))]);
    return { head: [''].concat(practices.map(function (p) { return p.name; })), rows: rows, notes: notes };
  };
})(window);
