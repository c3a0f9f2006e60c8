'use strict';
// The list of all practices, narrowed by the filters of search: its cards stand in the order in which search numbers them.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const main = document.querySelector('.cb-all');
  if (!main) return;
  const form = main.querySelector('form');
  const place = main.querySelector('.cb-result-filters');
  const chips = main.querySelector('.cb-result-chosen');
  const said = main.querySelector('.cb-total');
  const cards = Array.from(main.querySelectorAll('.cb-cards > ul > li'));
  const results = cards.map(function (card, number) { return { number: number }; });
  let chosen = {};
  let turn = 0;

  function show() {
    const mine = ++turn;
    return Promise.all(cb.used(chosen).map(function (filter) { return cb.needFilter(filter, chosen[filter]); })).then(function () {
      if (mine !== turn) return;
      const some = cb.used(chosen).length > 0;
      const left = some ? cb.filtered(results, chosen) : results;
      const kept = new Set(left.map(function (result) { return result.number; }));
      cards.forEach(function (card, number) { card.hidden = !kept.has(number); });
      said.textContent = some ? '筛选出 ' + left.length + ' 项，共 ' + cards.length + ' 项做法' : '';
      drawFilters(left.length);
    });
  }

  function drawFilters(left) {
    const at = Array.from(chips.querySelectorAll('button')).indexOf(document.activeElement);
    cb.drawFilters(place, results, chosen);
    cb.drawChosen(chips, chosen, function (filter, id) {
      chosen[filter] = chosen[filter].filter(function (other) { return other !== id; });
      keep();
    });
    const buttons = chips.querySelectorAll('button');
    chips.classList.toggle('cb-some', buttons.length > 0);
    if (at >= 0) (buttons[Math.min(at, buttons.length - 1)] || said).focus({ preventScroll: true });
    cb.saySheet(buttons.length, left);
  }

  /** Show what is chosen now, and keep it in the address. */
  function keep() {
    const params = new URLSearchParams();
    cb.FILTERS.forEach(function (filter) { chosen[filter].forEach(function (id) { params.append(filter, id); }); });
    const query = params.toString();
    // Some browsers refuse this on file://; the filters work all the same.
    try { history.pushState(null, '', location.pathname + (query ? '?' + query : '')); } catch (error) { /* see above */ }
    show();
  }

  function fromAddress() {
    chosen = cb.chosenIn(new URLSearchParams(location.search));
    return show();
  }

  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('change', function () { chosen = cb.checkedIn(place, chosen); keep(); });
  root.addEventListener('popstate', fromAddress);
  cb.start().then(fromAddress).then(function () { form.hidden = false; }, function () {
    said.textContent = '筛选没有加载成功，请刷新页面再试。';
  });
})(window);
