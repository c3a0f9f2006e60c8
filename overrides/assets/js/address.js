/* The page's own address as one hands it on. A copy opened from disk hands on the public address, if it knows one. */
(function () {
  'use strict';
  var cb = window.cb = window.cb || {};

  /** The full address of this page; query and anchor as given (`?since=2026-11-22`, `#coverage`; either may be empty). */
  cb.pageAddress = function (query, anchor) {
    var known = document.querySelector('link[rel="canonical"]');
    var here = window.location.protocol === 'file:' && known ? known.href : window.location.href;
    return here.split('#')[0].split('?')[0] + (query || '') + (anchor || '');
  };
}());
