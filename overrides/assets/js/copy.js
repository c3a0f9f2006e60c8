/* What can be copied of a figure: its link, and the sentence that tells it with its source. */
(function () {
  'use strict';
  var cb = window.cb;
  var WARNINGS = { '存疑': '。数据存疑，引用前请看说明', '撤回': '。数据已撤回，请勿引用' };

  function onLink(event, figure) {
    var link = event.currentTarget;
    if (event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    window.location.hash = link.hash;
    var warning = WARNINGS[figure.status] || '';
    cb.copy(cb.pageAddress('', link.hash), '这个数据的链接' + warning).then(function (done) {
      cb.mark(link, done);
      if (done && warning) { link.textContent = '已复制' + warning; }
      link.focus();
    });
  }

  function addTo(figure) {
    var link = cb.link('#' + figure.key, '复制链接');
    link.className = 'cb-permalink';
    link.addEventListener('click', function (event) { onLink(event, figure); });
    figure.tools.appendChild(link);
    figure.tools.appendChild(cb.button('复制这句话', 'cb-copy-sentence', function (event) {
      var button = event.currentTarget;
      cb.copy(figure.sentence, '这句话和它的来源').then(function (done) { cb.mark(button, done); });
    }));
  }

  cb.pageFigures.forEach(addTo);
}());
