'use strict';
// The parts of the results page: a result, the values found beside, what to say when nothing is found.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});

  const PATIENCE_MS = 2000;

  /** A promise of the list's practices, in rank order. The first ones, in sight at once, come with their texts: else they would push each other down. */
  cb.resultItems = function (results, query, inSight) {
    const rows = results.map(function (result) { return row(result, query); });
    const first = rows.slice(0, inSight).map(function (one) { return one.fill(); });
    rows.slice(inSight).forEach(function (one) { whenSeen(one.element, one.fill); });
    const late = new Promise(function (resolve) { root.setTimeout(resolve, PATIENCE_MS); });
    return Promise.race([Promise.all(first), late]).then(function () { return rows.map(function (one) { return one.element; }); });
  };

  function row(result, query) {
    const link = cb.element('a', 'cb-result-name', cb.nameNodes(result, query));
    link.href = cb.practiceAddress(result, '');
    const where = cb.element('span', 'cb-hit-where', [result.card.where]);
    const text = cb.element('div', 'cb-result-text', []);
    const element = cb.append(cb.element('li', 'cb-result', [link, where]), [cb.whyNode(result, query), text]);
    element.dataset.practice = result.card.id;
    return { element: element, fill: function () { return cb.fillExcerpt(text, result, query); } };
  }

  function whenSeen(element, act) {
    if (!root.IntersectionObserver) return act();
    const watcher = new IntersectionObserver(function (entries) {
      if (!entries.some(function (entry) { return entry.isIntersecting; })) return;
      watcher.disconnect();
      act();
    }, { rootMargin: '0px 0px 60px 0px' });
    watcher.observe(element);
    return null;
  }

  /** The pages whose very name was typed: they stand above the practices. Null if there are none. */
  cb.namedPages = function (answer) {
    const values = answer.values.filter(function (value) { return value.exact; });
    return values.length ? cb.element('ul', 'cb-result-named', values.map(function (value) { return valueRow(value, answer.query); })) : null;
  };

  /** The other values of indexes that the query touches. Null if there are none. */
  cb.valueList = function (answer) {
    const values = answer.values.filter(function (value) { return !value.exact; });
    if (!values.length) return null;
    const rows = values.map(function (value) { return valueRow(value, answer.query); });
    return cb.element('section', 'cb-result-values', [cb.element('h2', '', ['主题、地方、单位和文件']), cb.element('ul', '', rows)]);
  };

  function valueRow(value, query) {
    const link = cb.element('a', '', cb.marked(value.name, query, ''));
    link.href = cb.valueAddress(value);
    return cb.element('li', '', [cb.element('span', 'cb-hit-facet', [cb.facetName(value.facet)]), link, ' ', cb.element('span', 'cb-count', [value.count + ' 项'])]);
  }

  /** What stands in the place of results: near names, and how to add what is missing. */
  cb.nothingFound = function (answer, typed, filtered) {
    const box = cb.element('div', 'cb-nothing', []);
    box.setAttribute('data-no-results', '');
    const what = typed ? '没有找到“' + typed + '”。' : '没有做法同时符合所选的条件。';
    box.appendChild(cb.element('p', '', [what + (filtered ? '可以去掉一些筛选条件再看。' : '')]));
    const near = cb.nearest(answer.query);
    if (near.length) {
      const names = near.map(function (card) {
        const link = cb.element('a', '', [card.name]);
        link.href = cb.address('practices/' + card.id + '/');
        return cb.element('li', '', [link]);
      });
      box.appendChild(cb.element('p', '', ['名称相近的做法：']));
      box.appendChild(cb.element('ul', '', names));
    }
    const link = cb.element('a', '', ['告诉我们缺了什么，或自己补一条']);
    link.href = cb.address('contribute/') + '?name=' + encodeURIComponent(typed);
    box.appendChild(cb.element('p', '', ['本库里可能还没有。', link, '。']));
    return box;
  };
})(window);
