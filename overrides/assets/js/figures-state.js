/* The table of all figures: its rows with what they are sorted and filtered by, and the choices, kept in the address. */
(function () {
  'use strict';
  var table = document.querySelector('.cb-all-figures table');
  var figures = window.cb.figures = { rows: [], body: table ? table.tBodies[0] : null, table: table };
  var told = [];
  var byElement = new Map();

  /** What the rows are sorted and filtered by, as `assets/figures/<page>.js` hands it over. */
  figures.take = function (part, data) {
    figures.natures = data.natures;
    figures.documents = data.documents;
    figures.rows = Array.prototype.map.call(figures.body.rows, function (element, i) {
      var row = { element: element, order: i, fits: true, data: data.rows[i] };
      byElement.set(element, row);
      return row;
    });
  };

  /** The rows as they are seen: those that fit, in their present order. */
  figures.seen = function () {
    var seen = Array.prototype.slice.call(figures.body.rows).filter(function (row) { return !row.hidden; });
    return seen.map(function (element) { return byElement.get(element); });
  };

  /** A choice as the address has it; '' if there is none. */
  figures.choice = function (name) {
    return new URLSearchParams(window.location.search).get(name) || '';
  };

  /** Keep choices {name: value} in the address; an empty value takes one out. The further pages of the table get them too. */
  figures.keep = function (choices) {
    var query = new URLSearchParams(window.location.search);
    Object.keys(choices).forEach(function (name) {
      if (choices[name]) { query.set(name, choices[name]); } else { query.delete(name); }
    });
    var text = query.toString();
    // Some browsers refuse this on file://; sorting and filtering work all the same.
    try { history.replaceState(null, '', (text ? '?' + text : window.location.pathname) + window.location.hash); } catch (error) { /* see above */ }
    figures.lead(text);
  };

  /** Let the links to the further pages lead to the same choices. */
  figures.lead = function (query) {
    document.querySelectorAll('.cb-figure-pages a').forEach(function (link) { link.search = query ? '?' + query : ''; });
  };

  /** Call this when other rows are seen, or in another order. */
  figures.whenChanged = function (act) { told.push(act); };
  figures.changed = function () { told.forEach(function (act) { act(); }); };
  figures.lead(window.location.search.slice(1));
}());
