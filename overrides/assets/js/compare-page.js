'use strict';
// The page that sets practices side by side: which ones, its address says, so that it can be sent and kept.
(function (root) {
  const compare = root.cb.compare;
  const page = document.querySelector('.cb-compare');
  if (!page) return;
  const element = root.cb.element;
  const said = element('p', 'cb-total', []);
  const notices = element('div', 'cb-compare-notices', []);
  const actions = element('div', 'cb-compare-actions', []);
  const shown = element('div', 'cb-compare-shown', []);
  let practices = [];

  compare.isShown = function (id) {
    return practices.some(function (p) { return p.id === id; });
  };

  function asked() {
    const ids = (new URLSearchParams(root.location.search).get('ids') || '').split(',').map(function (id) { return id.trim(); });
    return Array.from(new Set(ids.filter(Boolean)));
  }

  function keepInAddress() {
    const ids = practices.map(function (p) { return p.id; });
    compare.keep(practices);
    const query = ids.length ? '?ids=' + ids.join(',') : '';
    if (query === root.location.search) return;
    // Some browsers refuse this on file://: there the page is loaded anew.
    try { root.history.replaceState(null, '', root.location.pathname + query); } catch (error) { root.location.search = query; }
  }

  function notice(parts) {
    return notices.appendChild(element('p', '', parts));
  }

  /** Say why an id has no column. */
  function unfit(id, data) {
    if (!data) {
      notice(['没有编号为“' + id + '”的做法。', root.cb.link(root.cbSearch.address('search/') + '?q=' + encodeURIComponent(id.replace(/-/g, ' ')), '查一查'), '。']);
      return;
    }
    const parts = ['“', root.cb.link(root.cbSearch.address('practices/' + data.id + '/'), data.name), '”' + data.gone + (data.reason ? '：' + data.reason.replace(/。$/, '') : '') + '。'];
    if (data.instead) {
      parts.push(root.cb.button('改为比较“' + data.instead[1] + '”', '', function (event) {
        notices.removeChild(event.currentTarget.parentNode);
        add(data.instead[0]);
      }));
    }
    notice(parts);
  }

  function add(id) {
    return compare.load(id).then(function (data) {
      if (!data || data.gone) { unfit(id, data); return; }
      if (compare.isShown(data.id)) return;
      if (practices.length >= compare.MOST) {
        notice(['一次最多比较 ' + compare.MOST + ' 项，没有列出“' + data.name + '”。请先移去一项。']).dataset.full = '';
      } else {
        practices.push(data);
        show();
      }
    });
  }

  const act = {
    move: function (i, by) {
      practices.splice(i + by, 0, practices.splice(i, 1)[0]);
      show();
      const buttons = shown.querySelectorAll('thead th')[i + by].querySelectorAll('button');
      buttons[by < 0 ? 0 : buttons.length - 2].focus();
    },
    remove: function (i) {
      practices.splice(i, 1);
      show();
      (shown.querySelector('thead button') || page.querySelector('input')).focus();
    },
  };

  function scroller(table) {
    const box = element('div', 'cb-compare-scroll', [table]);
    box.tabIndex = 0;
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', '比较表，可以左右滑动');
    return box;
  }

  function show() {
    notices.querySelectorAll('[data-full]').forEach(function (old) { notices.removeChild(old); });
    shown.textContent = '';
    keepInAddress();
    actions.hidden = !practices.length;
    if (practices.length) {
      const own = compare.ownLists(practices);
      shown.appendChild(scroller(compare.table(practices, act)));
      if (own) shown.appendChild(own);
      shown.appendChild(element('p', 'cb-note cb-compare-warning', [page.dataset.warning + '数据为发文单位自述，本库未独立核实。' + page.dataset.bodies]));
      shown.appendChild(element('p', 'cb-note cb-compare-origin', ['本表网址：' + address() + '，' + root.cb.today() + ' 查看']));
      compare.fitPaper(shown);
    }
    const names = practices.map(function (p) { return p.name; }).join('、');
    if (practices.length > 1) said.textContent = '正在比较 ' + practices.length + ' 项：' + names;
    else if (practices.length) said.textContent = '现在只有一项：' + names + '。再加一项就能对照。';
    else said.textContent = '还没有选做法。可以在上面输入名称，也可以在任何列表里勾选“比较”，再回到这里。';
  }

  function actionButton(text, onClick) {
    actions.appendChild(root.cb.button(text, '', onClick));
  }

  function address() {
    return root.cb.publicAddress(root.location.href.split('#')[0]);
  }

  actionButton('复制为表格', function () {
    root.cb.copyTable(compare.forCopying(practices, [page.dataset.warning, '来源：' + address()]), '比较表');
  });
  actionButton('复制本页链接', function () { root.cb.copy(address(), '这次比较的链接'); });
  actionButton('打印（A4 横排）', function () { root.print(); });
  said.setAttribute('role', 'status');
  [compare.adder(add), notices, said, actions, shown].forEach(function (part) { page.appendChild(part); });
  actions.hidden = true;

  // One after the other, so that the columns stand as the address names them.
  const ids = asked();
  const kept = ids.length ? ids : compare.chosen().map(function (one) { return one.id; });
  Promise.all(kept.map(compare.load))
    .then(function () { return kept.reduce(function (before, id) { return before.then(function () { return add(id); }); }, Promise.resolve()); })
    .then(function () {
      if (!practices.length) show();
      page.dataset.compare = 'done';
    });
})(window);
