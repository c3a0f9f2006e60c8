'use strict';
// “没找到想要的”: what was asked, where, and what was shown, as a text to hand over. Nothing is sent by itself.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const pages = root.cb;
  const main = document.querySelector('.cb-results');
  const LONGEST = 6000; // bytes of an address that every mail program and web server takes
  if (!main) return;

  function prefilled(typed, result) {
    const chosen = Array.from(main.querySelectorAll('.cb-result-chosen button')).map(function (one) { return one.dataset.said; });
    return ['查找没有找到想要的', '查的是：' + typed].concat(chosen.length ? ['筛选：' + chosen.join('，')] : [], [
      '结果：' + result, '网址：' + pages.pageAddress(root.location.search, ''), '我想找的是：', '']).join('\n');
  }

  /** Where a reader's words go, as the operator has set it: [text of the link, address, names of title and text]. */
  function ways() {
    const found = [];
    if (main.dataset.mail) found.push(['发邮件', 'mailto:' + main.dataset.mail, ['subject', 'body']]);
    if (main.dataset.open) found.push(['提交意见', main.dataset.open, (main.dataset.fields || '').split(' ')]);
    return found;
  }

  function addressed(base, names, typed, text) {
    if (names.length !== 2) return base;
    const parts = [[names[0], '查找没有找到：' + typed], [names[1], text]].map(function (pair) { return pair.map(encodeURIComponent).join('='); });
    const full = base + (base.indexOf('?') < 0 ? '?' : '&') + parts.join('&');
    return full.length <= LONGEST ? full : base;
  }

  /** A link that carries the text; it is copied too, since the other side may not take it from the address. */
  function wayLink(way, typed, field) {
    const link = pages.link(way[1], way[0]);
    if (!/^mailto:/.test(way[1])) {
      link.target = '_blank';
      link.rel = 'noopener external';
    }
    link.addEventListener('click', function () {
      link.href = addressed(way[1], way[2], typed, field.value);
      pages.copy(field.value, '这段话，打开的页面里没有的话请粘贴');
    });
    return link;
  }

  function copyButton(field) {
    return pages.button('复制', '', function (event) {
      const pressed = event.currentTarget;
      pages.copy(field.value, '这段话').then(function (done) {
        pages.mark(pressed, done);
        if (!done) field.select();
      });
    });
  }

  function panel(typed, result) {
    const field = document.createElement('textarea');
    field.value = prefilled(typed, result);
    field.rows = field.value.split('\n').length + 1;
    field.spellcheck = false;
    const buttons = [copyButton(field)].concat(ways().map(function (way) { return wayLink(way, typed, field); }));
    const how = pages.link(cb.address('about/corrections/'), '交给谁，怎样办理');
    return cb.element('div', 'cb-report-panel', [
      cb.element('label', '', ['把这段话交给维护的人', field]),
      cb.element('p', 'cb-note', ['补完最后一行。不要写个人信息。', how]),
      cb.element('p', 'cb-report-buttons', buttons),
    ]);
  }

  /** A line with a button that opens the text. before: what stands before it; result: what the page said. */
  cb.missed = function (before, typed, result) {
    const box = cb.element('div', 'cb-missed', []);
    const opener = pages.button('告诉我们', 'cb-as-link', function () {
      const shown = box.querySelector('.cb-report-panel');
      const field = (shown || box.appendChild(panel(typed, result))).querySelector('textarea');
      if (shown) shown.hidden = !shown.hidden;
      opener.setAttribute('aria-expanded', String(!shown || !shown.hidden));
      if (!shown || !shown.hidden) field.focus();
    });
    opener.setAttribute('aria-expanded', 'false');
    box.appendChild(cb.element('p', '', before.concat([opener, '。'])));
    return box;
  };
})(window);
