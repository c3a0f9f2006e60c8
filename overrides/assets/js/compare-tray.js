'use strict';
// The tray at the foot of the window: what is ticked, and the way to the comparison. There only while something is.
(function (root) {
  const compare = root.cb.compare;
  if (document.querySelector('.cb-compare')) return;
  const said = root.cb.element('p', '', []);
  const go = root.cb.element('a', 'cb-tray-go', ['去比较']);
  const clear = root.cb.button('清空', 'cb-tray-clear', function () { compare.keep([]); });
  const tray = root.cb.element('div', 'cb-tray', [said, go, clear]);
  let full = false;

  function show() {
    const chosen = compare.chosen();
    const names = chosen.map(function (one) { return one.name; }).join('、');
    tray.hidden = !chosen.length;
    document.body.classList.toggle('cb-has-tray', chosen.length > 0);
    go.href = compare.address(chosen.map(function (one) { return one.id; }));
    if (full) said.textContent = '一次最多比较 ' + compare.MOST + ' 项，请先去掉一项：' + names;
    else if (chosen.length === 1) said.textContent = '已选 1 项：' + names + '。再选一项就能对照';
    else said.textContent = chosen.length ? '比较 ' + chosen.length + ' 项：' + names : '';
    full = false;
  }

  /** Say that no more fit side by side. */
  compare.sayFull = function () {
    full = true;
    show();
  };

  tray.setAttribute('role', 'region');
  tray.setAttribute('aria-label', '选来比较的做法');
  said.setAttribute('role', 'status');
  document.body.appendChild(tray);
  compare.whenChanged(show);
  show();
})(window);
