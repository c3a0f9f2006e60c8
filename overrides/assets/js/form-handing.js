'use strict';
// Where no repository is set: the files go to somebody by mail, as files, or as a text to copy.
(function (root) {
  const form = root.cb.form;
  const LONGEST_ADDRESS = 6000;

  /** What to do with the files, and who takes them. */
  form.handingWords = function () {
    const model = form.have('model');
    if (model.repository.url) return model.sayings.after;
    const who = model.handing.operator ? '主办单位（' + model.handing.operator + '）' : '主办单位，或给您这个网址的人';
    return '下载这些文件，交给' + who + '；也可以写成邮件，或复制下来。维护的人会再检查，并与原文核对。';
  };

  /** A mail draft with the files' texts, as far as an address can hold them, and a button that copies all. */
  form.handingPart = function (files) {
    const text = files.map(function (file) { return '文件 ' + file.path + '：\n\n' + file.text; }).join('\n');
    const start = 'mailto:' + form.have('model').handing.mail + '?subject=' + encodeURIComponent('提供记录：' + files[files.length - 1].name);
    const full = start + '&body=' + encodeURIComponent(text);
    const fits = full.length <= LONGEST_ADDRESS;
    const mail = root.cb.link(fits ? full : start, fits ? '写成邮件' : '写邮件（内容太长，已复制，请粘贴）');
    mail.className = 'cb-button';
    if (!fits) mail.addEventListener('click', function () { root.cb.copy(text, '全部文件'); });
    const copy = form.button('复制全部', '', function () {
      root.cb.copy(text, '全部文件').then(function (done) { root.cb.mark(copy, done); });
    });
    return form.element('p', 'cb-handing', [mail, copy]);
  };
})(window);
