'use strict';
// The search box in the header: a combobox (ARIA 1.2) whose list follows each key, uncommitted pinyin included.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const PRACTICES = 8;
  const VALUES = 4;
  const FAR = 0.2;
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
    if (now && (now.final || now.answer.practices.length)) show(now.answer, now.final);
    if (now && now.final) return;
    cb.search(typed).then(function (answer) { if (mine === turn) show(answer, true); }, function () {
      if (mine === turn) status.textContent = '检索数据没有加载成功，请刷新页面再试。';
    });
  }

  function show(answer, final) {
    const practices = cb.nearOnes(answer.practices, FAR).filter(function (r) { return r.card; }).slice(0, PRACTICES);
    const values = answer.values.slice(0, VALUES);
    const chosen = active < 0 ? '' : options()[active].href;
    list.textContent = '';
    if (practices.length) list.appendChild(group('做法', practices.map(function (r) { return practiceOption(r, answer.query); })));
    if (values.length) list.appendChild(group('主题、地方和文件', values.map(function (v) { return valueOption(v, answer.query); })));
    list.appendChild(group('全部', [allOption(answer)]));
    options().forEach(function (option, i) { option.id = 'cb-option-' + i; });
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    choose(options().findIndex(function (option) { return option.href === chosen; }));
    if (final) status.textContent = answer.practices.length ? '找到 ' + answer.practices.length + ' 项做法，按上下键选择' : '没有找到';
  }

  function group(label, nodes) {
    const box = cb.element('div', 'cb-hits', nodes);
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', label);
    return box;
  }

  function option(address, css, nodes) {
    const link = cb.append(cb.element('a', 'cb-hit ' + css, []), nodes);
    link.href = address;
    link.tabIndex = -1;
    link.setAttribute('role', 'option');
    link.setAttribute('aria-selected', 'false');
    return link;
  }

  function practiceOption(result, query) {
    const figure = result.figure;
    return option(cb.practiceAddress(result, figure ? figure.key : ''), 'cb-hit-practice', [
      cb.element('span', 'cb-hit-name', cb.nameNodes(result, query)),
      cb.element('span', 'cb-hit-where', [result.card.where]),
      cb.whyNode(result, query), figure && cb.figureNode(result, figure, query, false),
    ]);
  }

  function valueOption(value, query) {
    return option(cb.valueAddress(value), 'cb-hit-value', [
      cb.element('span', 'cb-hit-facet', [cb.facetName(value.facet)]),
      cb.element('span', 'cb-hit-name', cb.marked(value.name, query, '')),
      cb.element('span', 'cb-hit-where', [value.count + ' 项']),
    ]);
  }

  function allOption(answer) {
    const text = answer.practices.length ? '看全部结果' : '没有找到“' + answer.query.typed.trim() + '”，看相近的名称';
    return option(cb.address('search/') + '?q=' + encodeURIComponent(answer.query.typed.trim()), 'cb-hit-all', [document.createTextNode(text)]);
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
