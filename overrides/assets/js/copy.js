/* The link of a figure: a click copies its full address and says so. */
(function () {
  'use strict';
  var SHOWN_MS = 2500;
  var said = document.createElement('p');
  said.className = 'cb-said';
  said.setAttribute('role', 'status');
  document.body.appendChild(said);

  function copyOldWay(text) {
    var field = document.createElement('textarea');
    field.value = text;
    field.setAttribute('readonly', '');
    field.className = 'cb-offscreen';
    document.body.appendChild(field);
    field.select();
    field.setSelectionRange(0, text.length);
    var done = false;
    try { done = document.execCommand('copy'); } catch (error) { done = false; }
    document.body.removeChild(field);
    return done;
  }

  function copy(text) {
    // On plain http there is no navigator.clipboard.
    if (window.isSecureContext && navigator.clipboard && navigator.clipboard.writeText) {
      return navigator.clipboard.writeText(text).then(function () { return true; }, function () { return copyOldWay(text); });
    }
    return Promise.resolve(copyOldWay(text));
  }

  function tell(link, done, address) {
    var before = link.dataset.cbText || link.textContent;
    link.dataset.cbText = before;
    link.textContent = done ? '已复制' : before;
    said.textContent = done ? '已复制这个数据的链接' : '没能复制，请手工复制：' + address;
    window.setTimeout(function () {
      link.textContent = before;
      said.textContent = '';
    }, done ? SHOWN_MS : SHOWN_MS * 4);
  }

  function onClick(event) {
    var link = event.currentTarget;
    if (event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    window.location.hash = link.hash;
    copy(link.href).then(function (done) {
      tell(link, done, link.href);
      link.focus();
    });
  }

  document.querySelectorAll('.cb-permalink').forEach(function (link) {
    link.textContent = '复制链接';
    link.addEventListener('click', onClick);
  });
}());
