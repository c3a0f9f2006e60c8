'use strict';
// The lists of the filters: boxes with counts, drawn anew without taking the focus away; and the chosen values as buttons.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const open = new Set(); // codes of the places whose own places are listed, where these are very many

  /** A promise that the places in one are here, and that the list shows them. */
  function openPlace(id) {
    for (let length = 2; length <= id.length; length++) open.add(id.slice(0, length));
    return cb.needRegion(id);
  }

  /** What is chosen: as the address has it, with what the open filters show in place of it. */
  cb.checkedIn = function (place, chosen) {
    place.querySelectorAll('details').forEach(function (details) {
      const boxes = Array.from(details.querySelectorAll('input'));
      if (boxes.length) chosen[details.dataset.filter] = boxes.filter(function (one) { return one.checked; }).map(function (one) { return one.value; });
    });
    return chosen;
  };

  /** Draw the filters into a place, those that are used open. Counts are made for the open ones; opening one fetches its values. */
  cb.drawFilters = function (place, results, chosen) {
    if (!place.firstChild) cb.FILTERS.forEach(function (filter) { place.appendChild(empty(filter, chosen[filter].length > 0)); });
    Array.from(place.children).forEach(function (details) {
      const filter = details.dataset.filter;
      const count = chosen[filter].length;
      details.firstChild.textContent = cb.facetName(filter) + (count ? '（已选 ' + count + '）' : '');
      details.ontoggle = function () { if (details.open) fill(details, filter, results, chosen); };
      if (details.open) fill(details, filter, results, chosen);
    });
  };

  function empty(filter, isOpen) {
    const details = cb.element('details', 'cb-result-filter', [cb.element('summary', '', []), cb.element('ul', '', [])]);
    details.dataset.filter = filter;
    details.open = isOpen;
    return details;
  }

  function fill(details, filter, results, chosen) {
    cb.needFilter(filter, chosen[filter]).then(function () {
      const again = function () { fill(details, filter, results, chosen); };
      const rows = cb.countedIn(filter, results, chosen).filter(function (pair) { return isListed(pair[0], chosen[filter]); }).map(function (pair) {
        return row(filter, pair[0], pair[1], chosen[filter].indexOf(pair[0].id) >= 0, again);
      }).filter(Boolean);
      keepOrder(details.lastChild, rows.length ? rows : [cb.element('li', '', ['没有可选的'])]);
    });
  }

  /** Let a list hold these rows. One that is there already stays the same element: so the ticked one keeps the focus. */
  function keepOrder(list, rows) {
    const here = new Map(Array.from(list.children).map(function (item) { return [item.dataset.value, item]; }));
    const wanted = rows.map(function (item) { return item.dataset.value && here.has(item.dataset.value) ? renewed(here.get(item.dataset.value), item) : item; });
    Array.from(list.children).forEach(function (item) {
      if (wanted.indexOf(item) < 0) item.remove();
    });
    wanted.forEach(function (item, i) { if (list.children[i] !== item) list.insertBefore(item, list.children[i] || null); });
  }

  function renewed(old, item) {
    old.querySelector('input').checked = item.querySelector('input').checked;
    old.querySelector('.cb-count').textContent = item.querySelector('.cb-count').textContent;
    const before = old.querySelector('button');
    if (!before) return old;
    const focused = before === document.activeElement;
    old.replaceChild(item.querySelector('button'), before);
    if (focused) old.querySelector('button').focus({ preventScroll: true });
    return old;
  }

  /** The chosen values as buttons that take them back. */
  cb.drawChosen = function (place, chosen, takeBack) {
    place.textContent = '';
    cb.FILTERS.forEach(function (filter) {
      chosen[filter].forEach(function (id) {
        const value = cb.filterValue(filter, id);
        const name = value ? value.name : id;
        // Its sign, a cross, is the style sheet's: the words that one sees are part of those that one hears.
        const button = root.cb.button(name, '', function () { takeBack(filter, id); });
        button.setAttribute('aria-label', '去掉筛选：' + name);
        button.dataset.said = cb.facetName(filter) + ' ' + name;
        place.appendChild(cb.element('li', '', [button]));
      });
    });
  };

  /** Whether a value stands in the list: of very many places, the provinces, those in an open one, and the chosen. */
  function isListed(value, ids) {
    return !opens() || !value.above || open.has(value.above) || ids.indexOf(value.id) >= 0;
  }

  function opens() {
    return cb.have('names').opens === 1;
  }

  /** The button that lists the places in one, or no longer. */
  function opener(value, again) {
    const button = cb.element('button', 'cb-opener', [open.has(value.id) ? '收起' : '展开']);
    button.type = 'button';
    button.setAttribute('aria-expanded', String(open.has(value.id)));
    button.setAttribute('aria-label', button.textContent + value.name + '的下属地方');
    button.addEventListener('click', function () {
      if (!open.has(value.id)) { openPlace(value.id).then(again); return; }
      // The codes of the places in it begin with its own.
      Array.from(open).filter(function (id) { return id.indexOf(value.id) === 0; }).forEach(function (id) { open.delete(id); });
      again();
    });
    return button;
  }

  function row(filter, value, count, checked, again) {
    const at = document.activeElement; // what was just taken back stays, though nothing is left of it
    if (!count && !checked && !(at && at.name === filter && at.value === value.id)) return null;
    const input = cb.element('input', '', []);
    input.type = 'checkbox';
    input.name = filter;
    input.value = value.id;
    input.checked = checked;
    const label = cb.element('label', '', [input, ' ' + value.name + ' ', cb.element('span', 'cb-count', [String(count)])]);
    const item = cb.element('li', '', value.holds && opens() ? [label, opener(value, again)] : [label]);
    item.dataset.depth = String(value.depth);
    item.dataset.value = value.id;
    return item;
  }
})(window);
