/* What leaves the page: text that is copied, and said so; files that are made here. */
(function () {
  'use strict';
  var cb = window.cb;
  var SHOWN_MS = 2500;
  var said = document.createElement('p');
  said.className = 'cb-said';
  said.setAttribute('role', 'status');
  document.body.appendChild(said);

  /** Show a sentence for a moment, to readers of the screen and to screen readers. */
  cb.say = function (text, ms) {
    said.textContent = text;
    window.setTimeout(function () { if (said.textContent === text) { said.textContent = ''; } }, ms || SHOWN_MS);
  };

  // On plain http there is no navigator.clipboard.
  function copyOldWay(text) {
    var focused = document.activeElement;
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
    if (focused && focused.focus) { focused.focus(); }
    return done;
  }

  function put(text) {
    if (window.isSecureContext && navigator.clipboard && navigator.clipboard.writeText) {
      return navigator.clipboard.writeText(text).then(function () { return true; }, function () { return copyOldWay(text); });
    }
    return Promise.resolve(copyOldWay(text));
  }

  /** Copy a text; say `what` was copied, or show the text for copying by hand. A promise of whether it worked. */
  cb.copy = function (text, what) {
    return put(text).then(function (done) {
      if (done && /^file:/.test(text)) {
        cb.say('已复制，但这是这台电脑上的位置，别人打不开：这份离线版没有公开网址', SHOWN_MS * 4);
      } else if (done) { cb.say('已复制' + what); } else { cb.say('没能复制，请手工复制：' + text, SHOWN_MS * 4); }
      return done;
    });
  };

  /** A link that saves a text as a file. */
  cb.fileLink = function (text, name, type) {
    var link = cb.link(URL.createObjectURL(new Blob([text], { type: type + ';charset=utf-8' })), '下载');
    link.download = name;
    return link;
  };

  /** Show on the button itself, for a moment, that it was done. */
  cb.mark = function (button, done) {
    var before = button.dataset.cbText || button.textContent;
    button.dataset.cbText = before;
    if (done) { button.textContent = '已复制'; }
    window.setTimeout(function () { button.textContent = before; }, SHOWN_MS);
  };
}());
