/* Links for slides carry a day (`?since=2026-11-22`); opened later, the page says whether and what was revised since. */
(function () {
  'use strict';
  var cb = window.cb;
  var notice = document.querySelector('.cb-since');
  if (!notice) { return; }
  var today = notice.dataset.date;

  function isDay(text) {
    var day = new Date(text + 'T00:00:00Z');
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && !isNaN(day) && day.toISOString().slice(0, 10) === text;
  }

  function said(day) {
    var parts = day.split('-').map(Number);
    return parts[0] + '年' + parts[1] + '月' + parts[2] + '日';
  }

  // A sentence of the notice, with a link at its end where there is one.
  function line(text, link, css) {
    return cb.element('p', css, link ? [text, link] : [text]);
  }

  function revisions() {
    return Array.prototype.map.call(document.querySelectorAll('.cb-changes li'), function (item) {
      var told = /^(\d+)年(\d+)月(\d+)日：([^]*)$/.exec(item.firstChild.textContent.trim());
      var there = item.querySelector('a[href^="#"]');
      var two = function (number) { return ('0' + number).slice(-2); };
      return { date: told[1] + '-' + two(told[2]) + '-' + two(told[3]), key: there ? there.hash.slice(1) : '', note: told[4] };
    });
  }

  function listOf(changes) {
    return cb.element('ul', 'cb-list', changes.map(function (change) {
      var text = said(change.date) + '：' + change.note + ' ';
      return cb.element('li', '', change.key ? [text, cb.link('#' + change.key, '看这个数据')] : [text]);
    }));
  }

  function tell(since, newer, sameDay) {
    var status = { withdrawn: '这条做法已撤下，', merged: '这条做法已并入别的做法，' }[notice.dataset.status];
    if (newer.length) {
      notice.appendChild(line('自' + said(since) + '以来，本页有 ' + newer.length + ' 处修订：', null, 'cb-since-said'));
      notice.appendChild(listOf(newer));
    } else {
      notice.appendChild(line(status ? status + '请看上面的说明。' : '自' + said(since) + '以来，本页没有修订。', null, 'cb-since-said'));
    }
    if (sameDay.length) { notice.appendChild(line(said(since) + '当天的修订见', cb.link('#changes', '修订记录'))); }
    notice.appendChild(line('内容截至' + said(today) + '。', null, 'cb-note'));
  }

  // Who comes to a figure does not see the top of the page.
  function tellAtFigure(since, newer) {
    var anchor = window.location.hash.slice(1);
    var there = anchor ? document.getElementById(anchor) : null;
    var figure = there && there.closest('.cb-figure, .cb-former li');
    if (!figure) { return; }
    var own = newer.filter(function (change) { return change.key === anchor; });
    var put = function (text, link) { figure.insertBefore(line(text, link, 'cb-since-here'), figure.querySelector('.cb-figure-tools')); };
    var from = '自' + said(since) + '以来，';
    if (own.length) {
      put(from + '这个数据有修订：' + own.map(function (change) { return change.note; }).join('；'));
    } else if (newer.length) {
      put(from + '本页有修订，', cb.link('#top', '见页首'));
    } else if (notice.dataset.status === 'published') {
      put(from + '这个数据没有修订。');
    }
  }

  function show(since) {
    notice.classList.add('cb-since-told');
    if (!isDay(since)) {
      notice.appendChild(line('网址里 since 后面的日期不对，说不出有没有修订。日期应写成 2026-11-22 的样子。'));
      return;
    }
    if (since > today) {
      notice.appendChild(line('这一页的内容只到' + said(today) + '，比课件链接的日期（' + said(since) + '）早，看不出那以后有没有修订。'));
      return;
    }
    var all = revisions();
    var newer = all.filter(function (change) { return change.date > since; });
    tell(since, newer, all.filter(function (change) { return change.date === since; }));
    tellAtFigure(since, newer);
  }

  function onCopy(event) {
    var button = event.currentTarget;
    var address = cb.pageAddress('?since=' + today, '');
    cb.copy(address, '课件链接').then(function (done) {
      cb.mark(button, done);
      if (!done) { window.prompt('没能自动复制，请复制下面的网址：', address); }
    });
  }

  var tools = document.querySelector('.cb-page-tools');
  if (tools && notice.dataset.status === 'published') { tools.appendChild(cb.button('复制课件链接', 'cb-slide-link', onCopy)); }
  var asked = new URLSearchParams(window.location.search).get('since');
  if (asked) { show(asked); }
}());
