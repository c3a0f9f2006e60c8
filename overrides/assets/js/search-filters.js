'use strict';
// The filters of the results page: values with counts; the same filter's values add up, different filters narrow.
// Place and stage are asked of one pair: what is done at one place and planned at another is not done there.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const table = {};
  const read = new Set();

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
      return Promise.all(deeper.map(cb.needRegion));
    });
  };

  /** A promise that the places of a region are here: all those whose codes begin alike. */
  cb.needRegion = function (id) {
    return need('place', 'place-' + id[0]);
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

  /** Tell for each value that results have how many would remain: [[value, count], …], in the order of the table. */
  cb.countedIn = function (filter, results, chosen) {
    const asked = asking(chosen, filter);
    const others = results.filter(function (r) { return passes(r.number, asked); });
    return table[filter].map(function (v) { return [v, others.filter(function (r) { return has(filter, v, r.number, asked); }).length]; });
  };

  /** A value of a filter that is here, or nothing. */
  cb.filterValue = function (filter, id) {
    return table[filter].find(function (v) { return v.id === id; });
  };

  /** The results that pass. */
  cb.filtered = function (results, chosen) {
    const asked = asking(chosen, '');
    return results.filter(function (r) { return passes(r.number, asked); });
  };

  /** Those of a practice's pairs [code, place, stage] that the chosen places and stages ask for. */
  cb.pairsAsked = function (pairs, chosen) {
    const stages = chosen.stage.map(function (id) { return cb.filterValue('stage', id).name; });
    return pairs.filter(function (pair) {
      const isThere = !chosen.place.length || chosen.place.some(function (code) { return pair[0].indexOf(code) === 0; });
      return isThere && (!stages.length || stages.indexOf(pair[2].split('（')[0]) >= 0);
    });
  };
})(window);
