/* Copying a page as plain text: its Markdown comes as a script file, which also loads from a local disk. */
(function () {
  'use strict';
  var cb = window.cb;
  var place = document.querySelector('.cb-plain');
  if (!place) { return; }
  var text = '';

  cb.plain = { take: function (name, told) { text = told; } };

  function load() { return window.cbSearch.loadScript('../../' + place.dataset.plain).catch(function () {}); }

  var button = cb.button('复制全文', 'cb-plain-copy', function () {
    load().then(function () {
      if (!text) { cb.say('没有加载成功，请刷新页面再试'); return; }
      cb.copy(text, '本页的纯文本').then(function (done) { cb.mark(button, done); });
    });
  });
  // Before the click, so that it copies at once.
  ['pointerenter', 'focus'].forEach(function (name) { button.addEventListener(name, load); });
  place.appendChild(button);
}());
