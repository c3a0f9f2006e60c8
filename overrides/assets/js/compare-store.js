'use strict';
// Which practices a visitor has ticked, from list to list: kept for this visit, in this browser only.
(function (root) {
  const compare = (root.cb.compare = root.cb.compare || {});
  const KEY = 'cb-compare';
  const told = [];
  let chosen = read([]);
  compare.MOST = 4;

  // Storage throws where cookies are forbidden; then the choice holds for this page only.
  function read(otherwise) {
    try {
      const kept = JSON.parse(root.sessionStorage.getItem(KEY) || '[]');
      return kept.filter(function (one) { return one && typeof one.id === 'string' && typeof one.name === 'string'; });
    } catch (error) {
      return otherwise;
    }
  }

  function changed() {
    try { root.sessionStorage.setItem(KEY, JSON.stringify(chosen)); } catch (error) { /* see above */ }
    told.forEach(function (act) { act(); });
  }

  /** What is chosen, in the order of choice: [{id, name}]. */
  compare.chosen = function () {
    return chosen.slice();
  };

  compare.isChosen = function (id) {
    return chosen.some(function (one) { return one.id === id; });
  };

  /** Choose one more. False if there are as many as fit side by side. */
  compare.choose = function (id, name) {
    if (compare.isChosen(id)) return true;
    if (chosen.length >= compare.MOST) return false;
    chosen.push({ id: id, name: name });
    changed();
    return true;
  };

  compare.drop = function (id) {
    compare.keep(chosen.filter(function (one) { return one.id !== id; }));
  };

  /** Put another choice in the place of the present one. */
  compare.keep = function (practices) {
    chosen = practices.map(function (one) { return { id: one.id, name: one.name }; });
    changed();
  };

  /** Call this when the choice has changed. */
  compare.whenChanged = function (act) {
    told.push(act);
  };

  // Back from another page: the browser may show this one as it was left.
  root.addEventListener('pageshow', function (event) {
    if (!event.persisted) return;
    chosen = read(chosen);
    told.forEach(function (act) { act(); });
  });

  /** The address of the comparison of these practices. */
  compare.address = function (ids) {
    return root.cbSearch.address('compare/') + (ids.length ? '?ids=' + ids.join(',') : '');
  };
})(window);
