/* Addresses as one hands them on. A copy opened from disk hands on the public ones, if it knows them. */
(function () {
  'use strict';
  var cb = window.cb;

  /** A full address within the site, as other people can open it. */
  cb.publicAddress = function (address) {
    var known = document.querySelector('link[rel="canonical"]');
    var form = document.querySelector('[data-search-root]');
    if (window.location.protocol !== 'file:' || !known || !form) { return address; }
    var up = form.getAttribute('data-search-root') + '/';
    var here = new URL(up, document.baseURI).href;
    return address.replace(here, new URL(up, known.href).href).replace(/index\.html(?=[?#]|$)/, '');
  };

  /** The full address of this page; query and anchor as given (`?since=2026-11-22`, `#coverage`; either may be empty). */
  cb.pageAddress = function (query, anchor) {
    return cb.publicAddress(window.location.href.split('#')[0].split('?')[0]) + (query || '') + (anchor || '');
  };
}());
