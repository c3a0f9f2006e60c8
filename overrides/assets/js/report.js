/* “本页有误”, for the page and for each figure: a panel with what a reader would else have to copy together. */
(function () {
  'use strict';
  var cb = window.cb;
  var page = document.querySelector('.cb-reporting');
  var plain = page && page.parentNode.querySelector('a[href*="about/corrections/"]');
  if (!plain) { return; }
  var LONGEST = 6000; // bytes of an address that every mail program and web server takes

  function title(figure) {
    var name = document.querySelector('h1').textContent.trim();
    return '更正：' + name + (figure ? '，' + figure.metric : '');
  }

  function prefilled(figure) {
    var lines = [
      '页面：' + document.querySelector('h1').textContent.trim(),
      '网址：' + cb.pageAddress('', figure ? '#' + figure.key : ''),
      '记录：' + page.dataset.record
    ];
    if (figure) {
      lines.push('数据：' + figure.value + '，' + figure.metric, figure.scope, '原文词句：“' + figure.anchor + '”');
    } else {
      lines.push('哪一处，现在怎么写：');
    }
    return lines.concat(['应当怎么写：', '根据哪份文件的哪句话：', '']).join('\n');
  }

  function address(base, names, figure, text) {
    var full = base + (base.indexOf('?') < 0 ? '?' : '&') + encodeURIComponent(names[0]) + '=' + encodeURIComponent(title(figure)) +
      '&' + encodeURIComponent(names[1]) + '=' + encodeURIComponent(text);
    return full.length <= LONGEST ? full : base;
  }

  // The text is copied on the way too: the other side may not take it from the address, or it may be too long for one.
  function way(text, base, names, figure, field) {
    var link = cb.link(base, text);
    if (!/^mailto:/.test(base)) {
      link.target = '_blank';
      link.rel = 'noopener external';
    }
    link.addEventListener('click', function () {
      link.href = names.length === 2 ? address(base, names, figure, field.value) : base;
      cb.copy(field.value, '报告的文字，打开的页面里没有的话请粘贴');
    });
    return link;
  }

  function onCopy(event, field) {
    var pressed = event.currentTarget;
    cb.copy(field.value, '报告的文字').then(function (done) {
      cb.mark(pressed, done);
      if (!done) { field.select(); }
    });
  }

  function buttons(figure, field, close) {
    var row = cb.element('p', 'cb-report-buttons', [cb.button('复制', '', function (event) { onCopy(event, field); })]);
    if (page.dataset.mail) { row.appendChild(way('发邮件', 'mailto:' + page.dataset.mail, ['subject', 'body'], figure, field)); }
    if (page.dataset.open) { row.appendChild(way('提交意见', page.dataset.open, (page.dataset.fields || '').split(' '), figure, field)); }
    if (!page.dataset.mail && !page.dataset.open) {
      row.appendChild(way('写成邮件', 'mailto:', ['subject', 'body'], figure, field));
      row.appendChild(saved(figure, field));
    }
    row.appendChild(cb.button('关闭', '', close));
    return row;
  }

  // A file to hand over, with what stands in the field when it is asked for.
  function saved(figure, field) {
    var link = cb.link('#', '存成文件');
    link.addEventListener('click', function () {
      var file = cb.fileLink(field.value, title(figure) + '.txt', 'text/plain');
      link.href = file.href;
      link.download = file.download;
    });
    return link;
  }

  function hint() {
    var open = page.dataset.mail || page.dataset.open;
    var who = page.dataset.operator ? '主办单位（' + page.dataset.operator + '）' : '主办单位，或给您这个网址的人';
    var told = open ? '' : '本站没有设网上收意见的地方：请写成邮件、存成文件或复制下来，交给' + who + '。';
    return cb.element('p', 'cb-note', ['请补完最后几行。不要写个人信息，不要附不公开的文件。' + told, cb.link(plain.href, '交给谁，怎样办理')]);
  }

  function panel(figure, close) {
    var said = figure ? '报告这个数据有误' : '报告本页有误';
    var field = document.createElement('textarea');
    field.value = prefilled(figure);
    field.rows = field.value.split('\n').length + 2;
    field.spellcheck = false;
    var parts = [cb.element('label', '', [said, field]), hint(), buttons(figure, field, close)];
    var box = cb.element('section', 'cb-report-panel', parts);
    box.setAttribute('aria-label', figure ? said + '：' + figure.value + '，' + figure.metric + '，' + figure.scope : said);
    box.addEventListener('keydown', function (event) { if (event.key === 'Escape') { close(); } });
    return box;
  }

  // The first line that the reader has to write.
  function startWriting(field) {
    var at = field.value.indexOf('：\n') + 1;
    field.focus();
    if (at) { field.setSelectionRange(at, at); }
  }

  function opener(text, css, figure, place) {
    var box = null;
    var opens = cb.button(text, css, function () { show(!box || box.hidden); });
    function show(open) {
      if (!box) { box = place.appendChild(panel(figure, function () { show(false); })); }
      box.hidden = !open;
      opens.setAttribute('aria-expanded', String(open));
      if (open) { startWriting(box.querySelector('textarea')); } else { opens.focus(); }
    }
    opens.setAttribute('aria-expanded', 'false');
    return opens;
  }

  plain.parentNode.replaceChild(opener('本页有误', 'cb-report', null, page.parentNode), plain);
  cb.pageFigures.forEach(function (figure) {
    figure.tools.appendChild(opener('数据有误', 'cb-figure-report', figure, figure.element));
  });
}());
