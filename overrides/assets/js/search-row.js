'use strict';
// The parts of a result that box and page share.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const FACETS = {
    places: '地方', themes: '主题', problems: '问题', bodies: '单位', documents: '文件', kinds: '类型', stages: '阶段', terms: '易混词',
  };

  /** The address of a practice, at the figure that answers the query if one does. */
  cb.practiceAddress = function (result, key) {
    return cb.address('practices/' + result.card.id + '/' + (key ? '#' + key : ''));
  };

  cb.valueAddress = function (value) {
    return cb.address('browse/' + value.facet + '/' + value.id + '/');
  };

  /** The practice's name with what the query met in it. */
  cb.nameNodes = function (result, query) {
    const own = result.name.name && result.name.name.kind === 'name';
    return cb.marked(result.card.name, query, own ? result.name.way : '');
  };

  /** Why a practice is found when its name does not show it: the alias, the sound or the other word. Null if it does. */
  cb.whyNode = function (result, query) {
    const met = result.name;
    if (!met.name || met.score < 0.45) return null;
    const parts = [];
    if (met.name.kind !== 'name') {
      parts.push(met.name.kind === 'alias' ? '又称：' : '也说：');
      parts.push.apply(parts, cb.marked(met.name.text, query, met.way));
    }
    if (met.way === 'sound') parts.push((parts.length ? '，' : '') + '读音相合');
    if (met.way === 'like') parts.push((parts.length ? '，' : '') + '写法相近');
    return parts.length ? cb.element('span', 'cb-hit-why', parts) : null;
  };

  /** The figure that answers the query. Null if none does. */
  cb.figureNode = function (result) {
    const figure = result.figure;
    return figure ? cb.element('span', 'cb-hit-figure', [cb.element('b', '', [figure.shown]), ' ' + figure.metric]) : null;
  };

  /** What an index value is: 主题, 地方 … */
  cb.facetName = function (value) {
    return FACETS[value.facet];
  };

  cb.append = function (parent, nodes) {
    nodes.forEach(function (node) { if (node) parent.appendChild(node); });
    return parent;
  };
})(window);
