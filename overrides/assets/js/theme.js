/* Before the first paint: the reader's text size and colours. Runs in the head, so it must stay tiny. */
(function () {
  'use strict';
  var root = document.documentElement;
  var dark = window.matchMedia('(prefers-color-scheme: dark)');

  function kept(name) {
    // Storage throws where cookies are forbidden, and in some embedded browsers on file://.
    try { return window.localStorage.getItem(name); } catch (error) { return null; }
  }

  function show() {
    root.dataset.cbScheme = kept('cb-scheme') || (dark.matches ? 'dark' : 'light');
    root.dataset.cbSize = kept('cb-size') || 'standard';
  }

  root.classList.add('cb-js');
  show();
  // Old WebKit (WeChat on iOS 13) knows only addListener.
  if (dark.addEventListener) { dark.addEventListener('change', show); } else { dark.addListener(show); }
}());
