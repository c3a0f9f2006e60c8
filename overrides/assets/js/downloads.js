/* WeChat's browser saves no files: say how to get them. */
(function () {
  'use strict';
  var FILES = 'a[download], a[href$=".xlsx"], a[href$=".csv"], a[href$=".docx"], a[href$=".zip"]';
  if (!/MicroMessenger/i.test(navigator.userAgent)) { return; }
  function hintAt(link) {
    var hint = document.createElement('span');
    hint.className = 'cb-hint';
    hint.textContent = '（微信里不能下载：请点右上角“…”，选“在浏览器打开”）';
    link.parentNode.insertBefore(hint, link.nextSibling);
  }
  document.querySelectorAll(FILES).forEach(hintAt);
  // For links that a script makes later.
  window.cb.hintAtDownload = hintAt;
}());
