'use strict';
// The results page: everything in its address, so that it can be sent, kept and gone back to.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const LEAST_HEIGHT = 83;
  const main = document.querySelector('.cb-results');
  if (!main) return;
  const box = document.querySelector('.cb-search');
  const input = box.querySelector('input');
  const form = main.querySelector('form');
  const chips = main.querySelector('.cb-result-chosen');
  const place = form.querySelector('.cb-result-filters');
  const title = document.title;
  const list = main.querySelector('[data-search]');
  const said = main.querySelector('[role="status"]');
  let turn = 0;
  let asked = location.search;
  let view = cb.keptView();

  function given() {
    return new URLSearchParams(location.search);
  }

  /** The query of the address. Which filters there are, only the data tell. */
  function typed() {
    return given().get('q') || '';
  }

  function state() {
    return { q: typed(), chosen: cb.chosenIn(given()) };
  }

  function run() {
    const mine = ++turn;
    asked = location.search;
    list.setAttribute('data-search', 'busy');
    keepRoom(Array.from(given().keys()).some(function (name) { return name !== 'q'; }));
    cb.start().then(function () { return mine === turn ? ask(state(), mine) : null; }).catch(function () {
      if (mine === turn) said.textContent = '检索数据没有加载成功，请刷新页面再试。';
    });
  }

  /** Keep room for the chosen values: they are drawn last. */
  function keepRoom(some) {
    chips.classList.toggle('cb-some', some);
  }

  function ask(now, mine) {
    document.title = (now.q.trim() ? now.q.trim() + ' - ' : '') + title;
    const needed = cb.used(now.chosen).map(function (filter) { return cb.needFilter(filter, now.chosen[filter]); });
    return Promise.all([now.q.trim() ? cb.search(now.q) : everything()].concat(needed)).then(function (parts) {
      if (mine !== turn) return null;
      const found = cb.foundIn(parts[0], now.chosen);
      return draw(found, mine).then(function () {
        if (mine !== turn) return;
        drawFilters(found);
        cb.returnTo(view, list);
      });
    });
  }

  function drawFilters(found) {
    const at = Array.from(chips.querySelectorAll('button')).indexOf(document.activeElement);
    cb.drawFilters(place, found.base, found.chosen);
    cb.drawChosen(chips, found.chosen, function (filter, id) {
      const chosen = cb.checkedIn(place, state().chosen);
      chosen[filter] = chosen[filter].filter(function (other) { return other !== id; });
      go(chosen);
    });
    const left = chips.querySelectorAll('button');
    if (at >= 0) (left[Math.min(at, left.length - 1)] || said).focus({ preventScroll: true });
    keepRoom(left.length > 0);
    cb.saySheet(left.length, found.whole.length || found.weak.length);
  }

  function everything() {
    return cb.start().then(function (head) {
      const whole = [];
      for (let n = 0; n < head.count; n++) whole.push({ number: n, score: 0, card: null, name: { score: 0, name: null, way: '' }, figure: null, figures: [] });
      return { query: cb.query(''), whole: whole, weak: [], answers: [], others: [], problem: null, nearest: { names: [], themes: [], problems: [] } };
    });
  }

  function draw(found, mine) {
    const whole = found.whole.slice(0, view.whole);
    const weak = found.weak.slice(0, view.open ? view.weak : Math.max(0, cb.AT_ONCE - whole.length));
    const visible = whole.concat(weak);
    return cb.start().then(function (head) { return cb.needCards(visible.map(function (r) { return r.number; }), head); }).then(function () {
      if (mine !== turn) return [];
      visible.forEach(function (r) { if (!r.card) r.card = cb.card(r.number); });
      return cb.resultItems(visible, found.answer.query, inSight(whole.length), found.chosen);
    }).then(function (rows) {
      if (mine !== turn) return;
      list.textContent = '';
      cb.append(list, cb.resultParts(found, rows.slice(0, whole.length), rows.slice(whole.length), view, { more: more, fold: fold }));
      said.textContent = cb.countSaid(found);
      said.classList.toggle('cb-offscreen', !whole.length); // the page itself says it below
      list.setAttribute('data-search', 'done');
    });
  }

  /** How many rows the reader sees or has seen: what the window has room for, at the least height of one, or all that were seen before. */
  function inSight(whole) {
    const room = Math.ceil((root.innerHeight - Math.max(0, list.getBoundingClientRect().top)) / LEAST_HEIGHT);
    return Math.max(view.seen, whole || view.open ? room : 0);
  }

  function more(kind, found) {
    const first = view[kind];
    cb.keepView(view, list);
    view[kind] += cb.AT_ONCE;
    draw(found, turn).then(function () {
      list.querySelectorAll((kind === 'weak' ? '[data-weak]' : '[data-search] > .cb-result-list') + ' .cb-result-name')[first].focus({ preventScroll: true });
    });
  }

  function fold(open, found) {
    view.open = open;
    cb.keepView(view, list);
    if (open) draw(found, turn).then(function () { list.querySelector('[data-weak] summary').focus({ preventScroll: true }); });
  }

  function go(chosen) {
    const params = new URLSearchParams();
    if (input.value.trim()) params.set('q', input.value);
    cb.FILTERS.forEach(function (filter) { chosen[filter].forEach(function (id) { params.append(filter, id); }); });
    const query = params.toString();
    const address = location.pathname + (query ? '?' + query : '');
    cb.keepView(view, list);
    if (address !== location.pathname + location.search) history.pushState(null, '', address);
    view = cb.freshView();
    run();
  }

  // Here the box in the header changes the results below it; the page is not loaded again.
  box.addEventListener('submit', function (event) {
    event.preventDefault();
    cb.closeBox();
    cb.start().then(function () { go(cb.checkedIn(place, state().chosen)); }, run);
  });
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('change', function () { go(cb.checkedIn(place, state().chosen)); });
  root.addEventListener('popstate', function () {
    if (location.search === asked) return; // only the part behind # has changed
    view = cb.keptView();
    input.value = typed();
    run();
  });
  cb.beforeLeaving(function () { if (list.getAttribute('data-search') === 'done') cb.keepView(view, list); });
  form.hidden = false;
  input.value = typed();
  run();
})(window);
