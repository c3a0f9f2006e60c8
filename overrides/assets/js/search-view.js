'use strict';
// How far the reader came on the results page: rows shown, and the place scrolled to. Kept with the entry of the history, so that Back finds it.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const PAUSE_MS = 150;

  cb.AT_ONCE = 20;

  /** {whole, weak: how many rows are shown of each; open: the weak ones unfolded; seen: rows down to the window's foot; row, at: the first in the window, where it begins}. */
  cb.freshView = function () {
    return { whole: cb.AT_ONCE, weak: cb.AT_ONCE, open: false, seen: 0, row: -1, at: 0 };
  };

  /** The view that this entry of the history was left with. */
  cb.keptView = function () {
    return Object.assign(cb.freshView(), history.state && history.state.cbView);
  };

  function rowsOf(list) {
    return Array.from(list.querySelectorAll('[data-practice]')).filter(function (row) { return row.offsetParent; });
  }

  /** Keep the view of the page as it is now. */
  cb.keepView = function (view, list) {
    const places = rowsOf(list).map(function (row) { return row.getBoundingClientRect(); });
    view.seen = places.filter(function (place) { return place.top < root.innerHeight; }).length;
    view.row = root.pageYOffset ? places.findIndex(function (place) { return place.bottom > 0; }) : -1;
    view.at = view.row < 0 ? 0 : places[view.row].top;
    history.replaceState({ cbView: view }, '');
  };

  /** Scroll to where the reader was. By the row, not by the length of the page: rows above it may have got their texts only now. */
  cb.returnTo = function (view, list) {
    const row = rowsOf(list)[view.row];
    if (row) root.scrollBy(0, row.getBoundingClientRect().top - view.at);
  };

  /** Call `keep` whenever the reader may be about to leave. */
  cb.beforeLeaving = function (keep) {
    let timer = 0;
    root.addEventListener('scroll', function () {
      root.clearTimeout(timer);
      timer = root.setTimeout(keep, PAUSE_MS);
    }, { passive: true });
    root.addEventListener('pagehide', keep);
    document.addEventListener('click', function (event) { if (event.target.closest('a')) keep(); }, true);
    // The rows come later than the browser would scroll.
    history.scrollRestoration = 'manual';
  };
})(window);
