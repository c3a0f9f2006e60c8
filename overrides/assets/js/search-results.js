'use strict';
// The parts of the results page: rows of practices, pages of other kinds, and what is said where little or nothing fits.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const PATIENCE_MS = 2000;
  /** What a page of an index is marked with: one of it. */
  const ONE = {
    documents: 'document', bodies: 'body', policies: 'policy', places: 'place', themes: 'theme', problems: 'problem',
    terms: 'term', kinds: 'kind', stages: 'stage', courses: 'course',
  };
  const ROOM = '0px 0px 300px 0px';

  /** A promise of the list's practices, in rank order. The first ones, in sight at once, come with their texts: else they would push each other down. */
  cb.resultItems = function (results, query, inSight, chosen) {
    const rows = results.map(function (result) { return row(result, query, chosen); });
    const first = rows.slice(0, inSight).map(function (one) { return one.fill(); });
    rows.slice(inSight).forEach(function (one) { whenSeen(one.element, one.fill); });
    const late = new Promise(function (resolve) { root.setTimeout(resolve, PATIENCE_MS); });
    return Promise.race([Promise.all(first), late]).then(function () { return rows.map(function (one) { return one.element; }); });
  };

  function row(result, query, chosen) {
    const link = cb.element('a', 'cb-result-name', cb.nameNodes(result, query));
    link.href = cb.practiceAddress(result, '');
    const where = cb.element('span', 'cb-hit-where', whereNodes(result.card.pairs, result.card.count));
    const text = cb.element('div', 'cb-result-text', []);
    const element = cb.append(cb.element('li', 'cb-result', [link, where]), [cb.whyNode(result, query), text]);
    element.dataset.practice = result.card.id;
    return { element: element, fill: function () { return cb.fillExcerpt(text, result, query, function (pairs) { narrow(where, pairs, chosen); }); } };
  }

  /** Where it is done and how far it is there: as the card says it, the stages as badges. pairs: [place, stage] that are shown; count: of how many. */
  function whereNodes(pairs, count) {
    const more = count > pairs.length ? ' 等 ' + count + ' 处' : '';
    if (pairs.every(function (pair) { return pair[1] === pairs[0][1]; })) {
      return [pairs.map(function (pair) { return pair[0]; }).join('、') + more + ' ', stageNode(pairs[0][1])];
    }
    const nodes = [];
    pairs.forEach(function (pair) { nodes.push((nodes.length ? '、' : '') + pair[0] + ' ', stageNode(pair[1])); });
    return nodes.concat([more]);
  }

  function stageNode(stage) {
    const badge = cb.element('span', 'cb-stage', [stage]);
    badge.dataset.stage = stage.split('（')[0]; // without （推断）
    return badge;
  }

  /** Of many places, show those that the filters ask for: a row must not seem to be there for another reason. */
  function narrow(where, pairs, chosen) {
    const asked = cb.pairsAsked(pairs, chosen);
    if (!asked.length || asked.length === pairs.length) return;
    const shown = asked.map(function (pair) { return pair.slice(1); });
    // As with those of a card, none may pass for the stage of one that is not shown.
    const other = shown.find(function (pair) { return pair[1] !== shown[0][1]; });
    where.textContent = '';
    cb.append(where, [cb.element('span', '', whereNodes(other ? [shown[0], other] : shown.slice(0, 2), shown.length))]);
  }

  function whenSeen(element, act) {
    if (!root.IntersectionObserver) return act();
    const watcher = new IntersectionObserver(function (entries) {
      if (!entries.some(function (entry) { return entry.isIntersecting; })) return;
      watcher.disconnect();
      act();
    }, { rootMargin: ROOM });
    watcher.observe(element);
    return null;
  }

  /** The rows of a block in a list, with the button for more below. */
  cb.rowList = function (rows, total, more) {
    const parts = [cb.element('ol', 'cb-result-list', rows)];
    if (total > rows.length) parts.push(root.cb.button('再看 ' + Math.min(cb.AT_ONCE, total - rows.length) + ' 项', 'cb-more', more));
    return parts;
  };

  /** The rest, folded: only some of the words fit. */
  cb.weakRows = function (parts, total, open, onOpen) {
    const box = cb.element('details', 'cb-weak', [cb.element('summary', '', ['只有部分字词对得上（' + total + ' 项）'])].concat(parts));
    box.setAttribute('data-weak', '');
    box.open = open;
    box.addEventListener('toggle', function () { if (box.open !== open) onOpen(box.open); });
    return box;
  };

  /** The pages whose very name was typed, and the page on the problem asked about: they stand above the practices. Null if there are none. */
  cb.namedPages = function (answer) {
    const problem = answer.problem ? [answer.problem] : [];
    const values = problem.concat(answer.others.filter(function (value) { return value.exact; }));
    return values.length ? cb.element('ul', 'cb-result-named', values.map(function (value) { return valueRow(value, answer.query); })) : null;
  };

  /** The other pages that the query touches. Null if there are none. */
  cb.valueList = function (answer) {
    const values = answer.others.filter(function (value) { return !value.exact; });
    if (!values.length) return null;
    const rows = values.map(function (value) { return valueRow(value, answer.query); });
    return cb.element('section', 'cb-result-values', [cb.element('h2', '', ['有关的主题、地方、文件等']), cb.element('ul', '', rows)]);
  };

  function valueRow(value, query) {
    const link = cb.element('a', '', cb.marked(value.name, query, ''));
    link.href = cb.address(value.address);
    const item = cb.element('li', '', [cb.element('span', 'cb-hit-facet', [cb.facetName(value.kind)]), link]);
    cb.append(item, cb.valueNotes(value).map(function (note) { return cb.element('span', 'cb-hit-where', cb.marked(note, query, '')); }));
    if (value.count) item.appendChild(cb.element('span', 'cb-count', [value.count + ' 项做法']));
    item.setAttribute('data-' + ONE[value.kind], value.id);
    return item;
  }

  /** What stands where no practice fits whole: near names and subjects, and how to add what is missing. some: filters are set. */
  cb.notFound = function (said, answer, some) {
    const typed = answer.query.typed.trim();
    const box = cb.element('div', 'cb-nothing', [cb.element('p', 'cb-nothing-said', [said + (some ? '可以去掉一些筛选条件再看。' : '')])]);
    if (!typed) return box;
    const near = answer.nearest;
    cb.append(box, [
      nearLine('名称相近的做法：', near.names.map(function (card) { return [card.name, 'practices/' + card.id + '/']; })),
      nearLine('相近的问题：', near.problems.map(function (value) { return [value.name, value.address]; })),
      nearLine('相近的主题：', near.themes.map(function (value) { return [value.name, value.address]; })),
    ]);
    box.appendChild(elsewhere());
    const add = root.cb.link(cb.address('contribute/') + '?name=' + encodeURIComponent(typed), '补一条');
    box.appendChild(cb.missed(['本库里可能还没有：可以', add, '，或者'], typed, said));
    return box;
  };

  function elsewhere() {
    const ways = [['按问题', 'browse/problems/'], ['按主题', 'browse/themes/'], ['按地方', 'browse/places/']];
    const links = ways.map(function (way, i) { return [i ? '、' : '也可以', root.cb.link(cb.address(way[1]), way[0])]; });
    return cb.element('p', '', [].concat.apply([], links).concat(['浏览。']));
  }

  function nearLine(label, links) {
    if (!links.length) return null;
    const items = links.map(function (pair) { return cb.element('li', '', [root.cb.link(cb.address(pair[1]), pair[0])]); });
    return cb.element('div', 'cb-near', [cb.element('p', '', [label]), cb.element('ul', '', items)]);
  }
})(window);
