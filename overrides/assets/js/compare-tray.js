'use strict';
// The tray at the foot of the window: what is ticked, and the way to the comparison. There only while something is.
(function (root) {
  const compare = root.cbCompare;
  if (document.querySelector('.cb-compare')) return;
  const tray = make('div', 'cb-tray', '');
  const said = make('p', '', '');
  const go = make('a', 'cb-tray-go', '去比较');
  const clear = make('button', 'cb-tray-clear', '清空');
  let full = false;

  function make(name, css, text) {
    const element = document.createElement(name);
    if (css) element.className = css;
    element.textContent = text;
    return element;
  }

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
  clear.type = 'button';
  clear.addEventListener('click', function () { compare.keep([]); });
  [said, go, clear].forEach(function (part) { tray.appendChild(part); });
  document.body.appendChild(tray);
  compare.whenChanged(show);
  show();
})(window);
