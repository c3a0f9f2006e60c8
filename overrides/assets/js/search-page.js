'use strict';
// The results page: everything in its address, so that it can be sent, kept and gone back to.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const AT_ONCE = 20;
  const FAR = 0.15;
  const LEAST_HEIGHT = 83;
  const main = document.querySelector('.cb-results');
  if (!main) return;
  const box = document.querySelector('.cb-search');
  const input = box.querySelector('input');
  const form = main.querySelector('form');
  const chips = form.querySelector('.cb-result-chosen');
  const place = form.querySelector('.cb-result-filters');
  const title = document.title;
  const list = main.querySelector('[data-search]');
  const said = main.querySelector('[role="status"]');
  let turn = 0;
  let shown = AT_ONCE;

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

  function isFiltered(chosen) {
    return cb.used(chosen).length > 0;
  }

  function run() {
    const mine = ++turn;
    list.setAttribute('data-search', 'busy');
    keepRoom(Array.from(given().keys()).some(function (name) { return name !== 'q'; }));
    cb.start().then(function () { return mine === turn ? ask(state(), mine) : null; }).catch(function () {
      if (mine === turn) sayFailed();
    });
  }

  /** Keep room for the chosen values: they are drawn last. */
  function keepRoom(some) {
    chips.classList.toggle('cb-some', some);
  }

  function sayFailed() {
    said.textContent = '检索数据没有加载成功，请刷新页面再试。';
  }

  function ask(now, mine) {
    document.title = (now.q.trim() ? now.q.trim() + ' - ' : '') + title;
    const wanted = now.q.trim() ? cb.search(now.q) : everything();
    return Promise.all([wanted].concat(cb.used(now.chosen).map(function (filter) { return cb.needFilter(filter, now.chosen[filter]); }))).then(function (parts) {
      if (mine !== turn) return null;
      const answer = parts[0];
      const near = now.q.trim() ? nearOnes(answer.practices) : answer.practices;
      const results = isFiltered(now.chosen) ? cb.filtered(near, now.chosen) : near;
      return draw(answer, results, now, mine).then(function () {
        if (mine === turn) drawFilters(near, now.chosen);
      });
    });
  }

  function drawFilters(near, chosen) {
    cb.drawFilters(place, near, chosen);
    cb.drawChosen(chips, chosen, function (filter, id) {
      chosen[filter] = chosen[filter].filter(function (other) { return other !== id; });
      go(chosen);
      input.focus();
    });
    keepRoom(chips.childElementCount > 0);
  }

  /** All that is not far behind the best; but never fewer than a page. */
  function nearOnes(results) {
    const near = cb.nearOnes(results, FAR);
    return near.length < AT_ONCE ? results.slice(0, AT_ONCE) : near;
  }

  function everything() {
    return cb.start().then(function (head) {
      const practices = [];
      for (let n = 0; n < head.count; n++) practices.push(cb.bare(n, 0, null));
      return { query: cb.query(''), practices: practices, values: [] };
    });
  }

  function draw(answer, results, now, mine) {
    const visible = results.slice(0, shown);
    return cb.start().then(function (head) { return cb.needCards(visible.map(function (r) { return r.number; }), head); }).then(function () {
      if (mine !== turn) return [];
      visible.forEach(function (r) { if (!r.card) r.card = cb.card(r.number); });
      return cb.resultItems(visible, answer.query, inSight());
    }).then(function (rows) {
      if (mine !== turn) return;
      list.textContent = '';
      const beside = !isFiltered(now.chosen);
      if (beside) cb.append(list, [cb.namedPages(answer)]);
      if (!results.length) list.appendChild(cb.nothingFound(answer, now.q.trim(), isFiltered(now.chosen)));
      else list.appendChild(cb.element('ol', 'cb-result-list', rows));
      if (results.length > shown) list.appendChild(more(answer, results, now));
      if (beside) cb.append(list, [cb.valueList(answer)]);
      said.textContent = now.q.trim() ? '找到 ' + results.length + ' 项做法' : '共 ' + results.length + ' 项做法，按拼音排列';
      list.setAttribute('data-search', 'done');
    });
  }

  /** How many results the reader sees or has seen: what the window has room for, at the least height of one, or all before “more”. */
  function inSight() {
    return shown > AT_ONCE ? shown - AT_ONCE : Math.ceil((root.innerHeight - Math.max(0, list.getBoundingClientRect().top)) / LEAST_HEIGHT);
  }

  function more(answer, results, now) {
    const button = cb.element('button', 'cb-more', ['再看 ' + Math.min(AT_ONCE, results.length - shown) + ' 项']);
    button.type = 'button';
    button.addEventListener('click', function () {
      const first = shown;
      shown += AT_ONCE;
      draw(answer, results, now, turn).then(function () { list.querySelectorAll('.cb-result-name')[first].focus(); });
    });
    return button;
  }

  function go(chosen) {
    const params = new URLSearchParams();
    if (input.value.trim()) params.set('q', input.value);
    cb.FILTERS.forEach(function (filter) { chosen[filter].forEach(function (id) { params.append(filter, id); }); });
    const query = params.toString();
    const address = location.pathname + (query ? '?' + query : '');
    if (address !== location.pathname + location.search) history.pushState(null, '', address);
    shown = AT_ONCE;
    run();
  }

  /** What is chosen: the address, with what the open filters show in place of it. */
  function checked() {
    const chosen = state().chosen;
    place.querySelectorAll('details').forEach(function (details) {
      const boxes = details.querySelectorAll('input');
      if (boxes.length) chosen[details.dataset.filter] = Array.from(boxes).filter(function (one) { return one.checked; }).map(function (one) { return one.value; });
    });
    return chosen;
  }

  // Here the box in the header changes the results below it; the page is not loaded again.
  box.addEventListener('submit', function (event) {
    event.preventDefault();
    cb.closeBox();
    cb.start().then(function () { go(checked()); }, sayFailed);
  });
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('change', function () { go(checked()); });
  root.addEventListener('popstate', function () {
    shown = AT_ONCE;
    input.value = typed();
    run();
  });
  form.hidden = false;
  input.value = typed();
  run();
})(window);
