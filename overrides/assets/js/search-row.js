'use strict';
// The parts of a result that box and page share, what the query met marked. As DOM nodes: record text never becomes HTML.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});

  cb.element = root.cb.element;

  /** The text with the query's words in <mark>; way: how its name was met ('', 'sound', 'like'). */
  cb.marked = function (text, query, way) {
    const original = Array.from(text);
    const parts = original.map(cb.folded);
    const hit = way === 'sound' ? soundHits(parts, query) : hits(parts, query);
    if (way === 'like' || (way === 'sound' && hit.indexOf(true) < 0)) likeHits(parts, query, hit);
    return runs(original, hit);
  };

  function hits(parts, query) {
    const joined = parts.join('');
    const owner = [];
    parts.forEach(function (part, i) { for (let k = 0; k < part.length; k++) owner.push(i); });
    const hit = parts.map(function () { return false; });
    const wanted = query.forms.map(function (form) { return form.text; }).filter(function (form) { return joined.indexOf(form) >= 0; });
    (wanted.length ? wanted.slice(0, 1) : query.terms.map(cb.folded)).forEach(function (word) {
      for (let at = word ? joined.indexOf(word) : -1; at >= 0; at = joined.indexOf(word, at + 1)) {
        for (let k = 0; k < word.length; k++) hit[owner[at + k]] = true;
      }
    });
    return hit;
  }

  function soundHits(parts, query) {
    const hit = parts.map(function () { return false; });
    const places = [];
    parts.forEach(function (part, i) { if (part) places.push(i); });
    const characters = places.map(function (i) { return parts[i]; });
    for (let at = 0; at < characters.length; at++) {
      const found = cb.spell(query.forms[0].text, 0, characters, at);
      if (!found) continue;
      for (let k = at; k < found.end; k++) hit[places[k]] = true;
      break;
    }
    return hit;
  }

  function likeHits(parts, query, hit) {
    const typed = query.forms[query.forms.length - 1].characters;
    parts.forEach(function (part, i) {
      if (part && typed.some(function (c) { return cb.alike(c, part) > 0; })) hit[i] = true;
    });
  }

  function runs(original, hit) {
    const nodes = [];
    for (let i = 0; i < original.length;) {
      let end = i;
      while (end < original.length && hit[end] === hit[i]) end++;
      const text = original.slice(i, end).join('');
      nodes.push(hit[i] ? cb.element('mark', '', [text]) : document.createTextNode(text));
      i = end;
    }
    return nodes;
  }

  /** The address of a practice, at the figure that answers the query if one does. */
  cb.practiceAddress = function (result, key) {
    return cb.address('practices/' + result.card.id + '/' + (key ? '#' + key : ''));
  };

  /** The address of a figure's anchor on the page of its practice. */
  cb.figureAddress = function (figure) {
    return cb.address('practices/' + figure.practice.id + '/#' + figure.key);
  };

  /** The practice's name with what the query met in it. */
  cb.nameNodes = function (result, query) {
    const own = result.name.name && result.name.name.kind === 'name';
    return cb.marked(result.card.name, query, own ? result.name.way : '');
  };

  const WHY = { alias: '又称：', word: '也说：', found: '有关说法：', part: '其中包括：' };

  /** Why a practice is found when its name does not show it: the alias, the sound or the other word. Null if it does. */
  cb.whyNode = function (result, query) {
    const met = result.name;
    if (!met.name || met.score < 0.45) return null;
    const parts = [];
    if (met.name.kind !== 'name') {
      parts.push(WHY[met.name.kind]);
      parts.push.apply(parts, cb.marked(met.name.text, query, met.way));
    }
    if (met.way === 'sound') parts.push((parts.length ? '，' : '') + '读音相合');
    if (met.way === 'like') parts.push((parts.length ? '，' : '') + '写法相近');
    return parts.length ? cb.element('span', 'cb-hit-why', parts) : null;
  };

  /** A figure by the names of its parts. row: as `rows.answer_row` made it at build. */
  cb.figure = function (row, score) {
    return { key: row[0], doubt: row[1], text: row[2], metric: row[3], said: row[4], where: row[5], label: row[6], document: row[7], score: score };
  };

  /** A figure with those that must stand beside it: other counts of the same thing, other places, other years. */
  cb.together = function (group) {
    return [group].concat(group.rivals);
  };

  /** A figure with all its marks: a doubt before the number, the others behind. listed: an item whose number leads to it. */
  cb.figureNode = function (figure, query, listed) {
    const doubt = figure.doubt ? [cb.element('strong', 'cb-hit-doubt', [figure.doubt]), ' '] : [];
    const number = cb.element(listed ? 'a' : 'b', '', cb.marked(figure.text, query, ''));
    if (listed) number.href = cb.figureAddress(figure);
    const said = cb.element('span', 'cb-hit-said', cb.marked('（' + figure.said + '）', query, ''));
    const node = cb.element(listed ? 'li' : 'span', 'cb-hit-figure', doubt.concat([number, ' '], cb.marked(figure.metric, query, ''), [said]));
    node.dataset.figure = figure.id;
    return node;
  };

  /** A promise of what a folder of the data tells of a practice: `text`, `sentences`. */
  cb.told = function (folder, number) {
    return cb.start().then(function (head) {
      return cb.load(folder + '/' + Math.floor(number / head.texts)).then(function (rows) { return rows[number % head.texts]; });
    });
  };

  /** A promise of the sentences by which figures are quoted, as the pages of their practices have them; each in a line. */
  cb.sentences = function (figures) {
    return Promise.all(figures.map(function (figure) {
      return cb.told('sentences', figure.number).then(function (said) { return said[figure.key]; });
    })).then(function (lines) { return lines.join('\n'); });
  };

  let facets = [];

  /** Learn the indexes: [id, what a value is called, its parameter in the address where search filters by it]. */
  cb.learnFacets = function (rows) {
    facets = rows;
    cb.FILTERS = rows.map(function (row) { return row[2]; }).filter(Boolean);
  };

  /** What a value of an index is called: 主题, 地方 … index: its id, or its parameter in the address. */
  cb.facetName = function (index) {
    return facets.find(function (row) { return row[0] === index || row[2] === index; })[1];
  };

  cb.append = function (parent, nodes) {
    nodes.forEach(function (node) { if (node) parent.appendChild(node); });
    return parent;
  };
})(window);
