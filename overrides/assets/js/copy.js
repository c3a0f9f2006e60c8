/* The link of a figure: a click copies its full address and says so. */
(function () {
  'use strict';
  function onClick(event) {
    var link = event.currentTarget;
    if (event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    window.location.hash = link.hash;
    window.cb.copy(link.href, '这个数据的链接').then(function (done) {
      window.cb.mark(link, done);
      link.focus();
    });
  }

  document.querySelectorAll('.cb-permalink').forEach(function (link) {
    link.textContent = '复制链接';
    link.addEventListener('click', onClick);
  });
}());
