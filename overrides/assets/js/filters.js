/* The filters of the table of all figures: counts by choice, combined, kept in the address. */
(function () {
  'use strict';
  var NAMES = { place: '地方', theme: '主题', nature: '性质', document: '文件' };
  var SPACE = '\u3000';
  var box = document.querySelector('[data-filters-for="figures"]');
  var total = document.querySelector('[data-count-of="figures"] > p');
  var rows = window.cb.figures.rows;
  var selects = {};
  var words;

  function readRow(row) {
    row.values = {};
    row.text = row.element.textContent.toLowerCase();
    Object.keys(NAMES).forEach(function (facet) {
      row.values[facet] = [].concat(row.data[facet]);
    });
  }

  /* Every word, wherever it stands in the row. */
  function holds(row, text) {
    return text.toLowerCase().split(/\s+/).every(function (word) { return row.text.indexOf(word) >= 0; });
  }

  function fits(row, chosen, except) {
    return Object.keys(chosen).every(function (facet) {
      if (facet === except || !chosen[facet]) { return true; }
      return facet === 'q' ? holds(row, chosen.q) : row.values[facet].indexOf(chosen[facet]) >= 0;
    });
  }

  function counts(facet, chosen) {
    var found = {};
    rows.forEach(function (row) {
      var one = fits(row, chosen, facet) ? 1 : 0;
      row.values[facet].forEach(function (value) { found[value] = (found[value] || 0) + one; });
    });
    return found;
  }

  /* Places come from the inside out; sorted from the outside in, each stands below the one around it. */
  function placesInOrder() {
    var paths = {};
    rows.forEach(function (row) {
      var way = row.values.place;
      way.forEach(function (name, i) { paths[name] = way.slice(i).reverse(); });
    });
    return Object.keys(paths).sort(function (a, b) {
      var left = paths[a].join(' '), right = paths[b].join(' ');
      return left < right ? -1 : left > right ? 1 : 0;
    }).map(function (name) {
      return { value: name, label: new Array(paths[name].length).join(SPACE) + name };
    });
  }

  function valuesInOrder(facet) {
    if (facet === 'place') { return placesInOrder(); }
    var all = counts(facet, {});
    return Object.keys(all).sort(function (a, b) { return all[b] - all[a]; }).map(function (name) {
      return { value: name, label: name };
    });
  }

  function addSelect(facet) {
    var select = document.createElement('select');
    select.add(new Option('全部', ''));
    valuesInOrder(facet).forEach(function (item) {
      var option = new Option(item.label, item.value);
      option.dataset.label = item.label;
      select.add(option);
    });
    select.addEventListener('change', function () { show(true); });
    box.appendChild(window.cb.element('label', '', [NAMES[facet], select]));
    selects[facet] = select;
  }

  function addWords() {
    words = document.createElement('input');
    words.type = 'search';
    words.placeholder = '例如：党支部';
    words.addEventListener('input', function () { show(true); });
    box.appendChild(window.cb.element('label', 'cb-filter-words', ['含有这些字', words]));
  }

  function addReset() {
    box.appendChild(window.cb.button('清除筛选', '', function () {
      Object.keys(selects).forEach(function (facet) { selects[facet].value = ''; });
      words.value = '';
      show(true);
    }));
  }

  function chosenNow() {
    var chosen = { q: words.value.trim() };
    Object.keys(selects).forEach(function (facet) { chosen[facet] = selects[facet].value; });
    return chosen;
  }

  function showCounts(chosen) {
    Object.keys(selects).forEach(function (facet) {
      var found = counts(facet, chosen);
      Array.prototype.forEach.call(selects[facet].options, function (option) {
        if (option.value) {
          option.text = option.dataset.label + '（' + (found[option.value] || 0) + '）';
          option.disabled = !found[option.value] && option.value !== chosen[facet];
        }
      });
    });
  }

  function show(keep) {
    var chosen = chosenNow();
    var shown = 0;
    rows.forEach(function (row) {
      var fit = fits(row, chosen, '');
      row.element.hidden = !fit;
      shown += fit ? 1 : 0;
    });
    showCounts(chosen);
    total.textContent = (shown === rows.length ? '' : '筛选出 ' + shown + ' 个，') + said;
    if (keep) { window.cb.figures.keep(chosen); }
    window.cb.figures.changed();
  }

  function fromAddress() {
    words.value = window.cb.figures.choice('q');
    Object.keys(selects).forEach(function (facet) { selects[facet].value = window.cb.figures.choice(facet); });
    // An unknown value selects nothing at all; "all" is better.
    Object.keys(selects).forEach(function (facet) { if (selects[facet].selectedIndex < 0) { selects[facet].value = ''; } });
  }

  if (!box || !total || !rows.length) { return; }
  var said = total.textContent;
  total.setAttribute('role', 'status');
  rows.forEach(readRow);
  addWords();
  Object.keys(NAMES).forEach(addSelect);
  addReset();
  fromAddress();
  show(false);
}());
