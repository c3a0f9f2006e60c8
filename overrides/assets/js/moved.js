/* An old address leads on to the new one and keeps what followed it: `?…` and `#…`. */
(function () {
  'use strict';
  var note = document.querySelector('[data-moved-to]');
  if (!note) { return; }
  // In the offline copy no server adds the file's name.
  var file = document.documentElement.dataset.offline === undefined ? '' : 'index.html';
  var there = new URL(note.dataset.movedTo + file, window.location.href);
  there.search = window.location.search;
  there.hash = window.location.hash;
  window.location.replace(there.href);
}());
