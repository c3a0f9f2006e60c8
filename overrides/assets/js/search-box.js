'use strict';
// The search box in the header: a combobox (ARIA 1.2) whose list follows each key, uncommitted pinyin included.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const form = document.querySelector('.cb-search');
  if (!form) return;
  const input = form.querySelector('input');
  const list = form.querySelector('[role="listbox"]');
  const status = form.querySelector('[role="status"]');
  let turn = 0;
  let active = -1;

  form.setAttribute('action', cb.address('search/'));

  function options() {
    return Array.from(list.querySelectorAll('[role="option"]'));
  }

  function close() {
    turn++; // An answer that is still on its way must not open the list again.
    list.hidden = true;
    list.textContent = ''; // an answer is in the page only while it is shown
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  cb.closeBox = close;

  function update() {
    const typed = input.value;
    const mine = ++turn;
    if (!cb.plain(typed).trim()) {
      close();
      status.textContent = '';
      return;
    }
    const now = cb.searchNow(typed);
    if (now) {
      show(now.answer);
      return;
    }
    cb.search(typed).then(function (answer) { if (mine === turn) show(answer); }, function () {
      if (mine === turn) status.textContent = '检索数据没有加载成功，请刷新页面再试。';
    });
  }

  function show(answer) {
    const chosen = active < 0 ? '' : options()[active].href;
    list.textContent = '';
    cb.suggested(answer).forEach(function (some) { list.appendChild(group(some[0], some[1])); });
    options().forEach(function (option, i) { option.id = 'cb-option-' + i; });
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    choose(options().findIndex(function (option) { return Boolean(chosen) && option.href === chosen; }));
    status.textContent = heard(answer);
  }

  /** What a screen reader says of the list. */
  function heard(answer) {
    const count = answer.whole.length ? '找到 ' + answer.whole.length + ' 项做法' : answer.weak.length ? '没有做法对得上全部字词' : '没有找到';
    return count + (answer.answers.length ? '，有问的数' : '') + (options().length > 1 ? '，按上下键选择' : '');
  }

  function group(label, nodes) {
    const box = cb.element('div', 'cb-hits', nodes);
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', label);
    if (nodes.some(function (node) { return node.dataset.figure; })) box.setAttribute('data-answer', '');
    return box;
  }

  /** Make an option the active one; -1: none, the box itself. */
  function choose(number) {
    const all = options();
    if (all[active]) all[active].setAttribute('aria-selected', 'false');
    active = number;
    if (active < 0) {
      input.removeAttribute('aria-activedescendant');
      return;
    }
    all[active].setAttribute('aria-selected', 'true');
    all[active].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', all[active].id);
  }

  function move(step) {
    const last = options().length - 1;
    const next = active + step;
    choose(next < -1 ? last : next > last ? -1 : next);
  }

  function onKey(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) update();
      else move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && !list.hidden && active >= 0) {
      event.preventDefault();
      options()[active].click();
    } else if (event.key === 'Escape') {
      if (list.hidden) input.value = '';
      else event.preventDefault();
      close();
    }
  }

  function onSlash(event) {
    const at = document.activeElement;
    const typing = at && (/^(?:INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable);
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  }

  input.addEventListener('focus', function () { cb.start().catch(function () {}); });
  input.addEventListener('input', update);
  input.addEventListener('keydown', onKey);
  form.addEventListener('focusout', function (event) { if (!form.contains(event.relatedTarget)) close(); });
  // Without this, a press on an option would first take the focus from the box and close the list.
  list.addEventListener('mousedown', function (event) { event.preventDefault(); });
  document.addEventListener('keydown', onSlash);
})(window);
