/* What can be copied of a figure: its link, and the sentence that tells it with its source. */
(function () {
  'use strict';
  function copyLink(event) {
    var link = event.currentTarget;
    if (event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    window.location.hash = link.hash;
    var status = link.closest('.cb-figure').dataset.status;
    var warning = { '存疑': '。数据存疑，引用前请看说明', '撤回': '。数据已撤回，请勿引用' }[status] || '';
    window.cb.copy(window.cb.pageAddress('', link.hash), '这个数据的链接' + warning).then(function (done) {
      window.cb.mark(link, done);
      if (done && warning) { link.textContent = '已复制' + warning; }
      link.focus();
    });
  }

  function copySentence(event) {
    var button = event.currentTarget;
    window.cb.copy(button.parentNode.dataset.sentence, '这句话和它的来源').then(function (done) {
      window.cb.mark(button, done);
    });
  }

  document.querySelectorAll('.cb-permalink').forEach(function (link) {
    link.textContent = '复制链接';
    link.addEventListener('click', copyLink);
  });
  document.querySelectorAll('[data-sentence]').forEach(function (tools) { tools.appendChild(window.cb.button('复制这句话', 'cb-copy-sentence', copySentence)); });
}());
