'use strict';
// The filters of the results page: values with counts; the same filter's values add up, different filters narrow.
// Place and stage are asked of one pair: what is done at one place and planned at another is not done there.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const table = {};
  const read = new Set();
  const open = new Set(); // codes of the places whose own places are listed, where these are very many

  /** The chosen values in the parameters of an address: of each filter the ids. */
  cb.chosenIn = function (given) {
    const chosen = {};
    cb.FILTERS.forEach(function (filter) { chosen[filter] = given.getAll(filter); });
    return chosen;
  };

  /** The filters of which a value is chosen. */
  cb.used = function (chosen) {
    return cb.FILTERS.filter(function (filter) { return chosen[filter].length > 0; });
  };

  /**
   * A promise that the values of a filter are here: [{id, name, stages (by number of a practice: of a place, its stages there as bits), depth}].
   * ids: those that are chosen; where places are very many, the others in their regions come with them.
   */
  cb.needFilter = function (filter, ids) {
    return Promise.all([cb.start(), need(filter, filter)]).then(function (got) {
      const deeper = (got[0].opens && filter === 'place' ? ids : []).filter(function (id) { return /^[0-9]{5,9}$/.test(id); });
      return Promise.all(deeper.map(function (id) { return need('place', 'place-' + id[0]); }));
    });
  };

  function need(filter, file) {
    return cb.load('facets/' + file).then(function (rows) {
      if (read.has(file)) return;
      read.add(file);
      const values = (table[filter] || []).concat(rows.map(value));
      const byId = new Map(values.map(function (v) { return [v.id, v]; }));
      values.forEach(function (v) { v.depth = depth(v, byId); });
      // Codes: each place before those in it.
      table[filter] = file === filter ? values : values.sort(function (a, b) { return a.id < b.id ? -1 : 1; });
    });
  }

  /** A promise that the places in one are here, and that the list shows them. */
  function openPlace(id) {
    for (let length = 2; length <= id.length; length++) open.add(id.slice(0, length));
    return need('place', 'place-' + id[0]);
  }

  function value(row) {
    let number = 0;
    const stages = new Map(row[2].map(function (distance, i) { return [(number += distance), row[4] ? row[4][i] : 0]; }));
    return { id: row[0], name: row[1], stages: stages, above: row[3], depth: 0, holds: row[5] === 1 };
  }

  function depth(value, byId) {
    const above = byId.get(value.above);
    return above ? 1 + depth(above, byId) : 0;
  }

  /** What is asked: the chosen values of each filter that has any; leftOut: a filter that does not count. */
  function asking(chosen, leftOut) {
    const asked = {};
    cb.used(chosen).filter(function (filter) { return filter !== leftOut; }).forEach(function (filter) {
      asked[filter] = table[filter].filter(function (v) { return chosen[filter].indexOf(v.id) >= 0; });
    });
    return asked;
  }

  /** Tell whether a practice has a value; of a place and a stage, both in one pair if both are asked for. */
  function has(filter, value, number, asked) {
    if (!value.stages.has(number)) return false;
    if (filter === 'place' && asked.stage) return asked.stage.some(function (stage) { return isAt(value, stage, number); });
    if (filter === 'stage' && asked.place) return asked.place.some(function (place) { return isAt(place, value, number); });
    return true;
  }

  function isAt(place, stage, number) {
    return (place.stages.get(number) & (1 << table.stage.indexOf(stage))) !== 0;
  }

  function passes(number, asked) {
    return Object.keys(asked).every(function (filter) {
      return asked[filter].some(function (value) { return has(filter, value, number, asked); });
    });
  }

  /** The results that pass. */
  cb.filtered = function (results, chosen) {
    const asked = asking(chosen, '');
    return results.filter(function (r) { return passes(r.number, asked); });
  };

  /** Draw the filters into a place. Counts are made for the open ones; opening one fetches its values. */
  cb.drawFilters = function (place, results, chosen) {
    if (!place.firstChild) cb.FILTERS.forEach(function (filter) { place.appendChild(empty(filter)); });
    Array.from(place.children).forEach(function (details) {
      const filter = details.dataset.filter;
      const count = chosen[filter].length;
      details.firstChild.textContent = cb.facetName(filter) + (count ? '（已选 ' + count + '）' : '');
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
    cb.needFilter(filter, chosen[filter]).then(function () {
      const asked = asking(chosen, filter);
      const others = results.filter(function (r) { return passes(r.number, asked); });
      const again = function () { fill(details, filter, results, chosen); };
      const rows = table[filter].filter(function (v) { return isListed(v, chosen[filter]); }).map(function (v) {
        const count = others.filter(function (r) { return has(filter, v, r.number, asked); }).length;
        return row(filter, v, count, chosen[filter].indexOf(v.id) >= 0, again);
      }).filter(Boolean);
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
    button.setAttribute('aria-label', value.name + '的下属地方');
    button.addEventListener('click', function () {
      if (!open.has(value.id)) { openPlace(value.id).then(again); return; }
      // The codes of the places in it begin with its own.
      Array.from(open).filter(function (id) { return id.indexOf(value.id) === 0; }).forEach(function (id) { open.delete(id); });
      again();
    });
    return button;
  }

  function row(filter, value, count, checked, again) {
    if (!count && !checked) return null;
    const input = cb.element('input', '', []);
    input.type = 'checkbox';
    input.name = filter;
    input.value = value.id;
    input.checked = checked;
    const label = cb.element('label', '', [input, ' ' + value.name + ' ', cb.element('span', 'cb-count', [String(count)])]);
    const item = cb.element('li', '', value.holds && opens() ? [label, opener(value, again)] : [label]);
    item.dataset.depth = String(value.depth);
    return item;
  }
})(window);
