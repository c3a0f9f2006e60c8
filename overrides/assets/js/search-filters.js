'use strict';
// The filters of the results page: values with counts; the same filter's values add up, different filters narrow.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  cb.FILTERS = ['theme', 'problem', 'place', 'kind', 'stage'];
  const table = {};

  /** A promise that the values of a filter are here: [{id, name, numbers (Set), depth}]. */
  cb.needFilter = function (filter) {
    return cb.load('facets/' + filter).then(function (rows) {
      if (table[filter]) return;
      const values = rows.map(value);
      const byId = new Map(values.map(function (v) { return [v.id, v]; }));
      values.forEach(function (v) { v.depth = depth(v, byId); });
      table[filter] = values;
    });
  };

  function value(row) {
    let number = 0;
    const numbers = new Set(row[2].map(function (distance) { return (number += distance); }));
    return { id: row[0], name: row[1], numbers: numbers, above: row[3], depth: 0 };
  }

  function depth(value, byId) {
    const above = byId.get(value.above);
    return above ? 1 + depth(above, byId) : 0;
  }

  /** Tell whether a practice passes the chosen values; leftOut: a filter that does not count. */
  function passes(number, chosen, leftOut) {
    return cb.FILTERS.every(function (filter) {
      const ids = chosen[filter];
      if (filter === leftOut || !ids.length) return true;
      return table[filter].some(function (v) { return ids.indexOf(v.id) >= 0 && v.numbers.has(number); });
    });
  }

  /** The results that pass. */
  cb.filtered = function (results, chosen) {
    return results.filter(function (r) { return passes(r.number, chosen, ''); });
  };

  /** Draw the filters into a place. Counts are made for the open ones; opening one fetches its values. */
  cb.drawFilters = function (place, results, chosen) {
    if (!place.firstChild) cb.FILTERS.forEach(function (filter) { place.appendChild(empty(filter)); });
    Array.from(place.children).forEach(function (details) {
      const filter = details.dataset.filter;
      const count = chosen[filter].length;
      details.firstChild.textContent = NAMES[filter] + (count ? '（已选 ' + count + '）' : '');
      details.ontoggle = function () { if (details.open) fill(details, filter, results, chosen); };
      if (details.open) fill(details, filter, results, chosen);
    });
  };

  function empty(filter) {
    const details = cb.element('details', 'cb-result-filter', [cb.element('summary', '', []), cb.element('ul', '', [])]);
    details.dataset.filter = filter;
    return details;
  }

  function fill(details, filter, results, chosen) {
    cb.needFilter(filter).then(function () {
      const others = results.filter(function (r) { return passes(r.number, chosen, filter); });
      const rows = table[filter].map(function (v) { return row(filter, v, others, chosen[filter].indexOf(v.id) >= 0); }).filter(Boolean);
      const list = details.lastChild;
      list.textContent = '';
      cb.append(list, rows.length ? rows : [cb.element('li', '', ['没有可选的'])]);
    });
  }

  /** The chosen values as buttons that take them back. */
  cb.drawChosen = function (place, chosen, takeBack) {
    place.textContent = '';
    cb.FILTERS.forEach(function (filter) {
      chosen[filter].forEach(function (id) {
        const value = table[filter].find(function (v) { return v.id === id; });
        const button = cb.element('button', '', [(value ? value.name : id) + ' ×']);
        button.type = 'button';
        button.setAttribute('aria-label', '去掉筛选：' + (value ? value.name : id));
        button.addEventListener('click', function () { takeBack(filter, id); });
        place.appendChild(cb.element('li', '', [button]));
      });
    });
  };

  const NAMES = { theme: '主题', problem: '问题', place: '地方', kind: '类型', stage: '阶段' };

  function row(filter, value, others, checked) {
    const count = others.filter(function (r) { return value.numbers.has(r.number); }).length;
    if (!count && !checked) return null;
    const input = cb.element('input', '', []);
    input.type = 'checkbox';
    input.name = filter;
    input.value = value.id;
    input.checked = checked;
    const label = cb.element('label', '', [input, ' ' + value.name + ' ', cb.element('span', 'cb-count', [String(count)])]);
    const item = cb.element('li', '', [label]);
    item.dataset.depth = String(value.depth);
    return item;
  }
})(window);
