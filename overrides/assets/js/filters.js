/* The filters of the table of all figures: counts by choice, combined, kept in the address. */
(function () {
  'use strict';
  var NAMES = { place: '地方', theme: '主题', nature: '性质', year: '年份', document: '文件' };
  var UNDATED = '未注日期';
  var VALUES = {
    place: function (data) { return data.places; }, theme: function (data) { return data.themes; },
    nature: function (data) { return [data.nature]; }, year: function (data) { return [data.day.slice(0, 4) || UNDATED]; }, document: function (data) { return [data.label]; },
  };
  var MOST = 300; // options of one list: more places open level by level, of other values the most frequent are there
  var SPACE = '\u3000';
  var figures = window.cb.figures;
  var box = document.querySelector('[data-filters-for="figures"]');
  var selects = {};
  var paths = {};
  var words, rows;

  function readRow(row) {
    var data = row.data;
    row.values = {};
    row.text = [data.status, data.text, data.metric, data.scope, data.title, data.places[0], data.when, data.how, data.label].join(' ').toLowerCase();
    Object.keys(NAMES).forEach(function (facet) { row.values[facet] = VALUES[facet](data); });
    // Places come from the inside out; sorted from the outside in, each stands below the one around it.
    data.places.forEach(function (name, i) { paths[name] = data.places.slice(i).reverse(); });
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

  /* All places, or, where they are too many, the highest, those around the chosen one, and those right in each of them. */
  function placesInOrder(chosen) {
    var all = Object.keys(paths);
    var open = paths[chosen] || [];
    if (all.length > MOST) {
      all = all.filter(function (name) { return paths[name].length === 1 || open.indexOf(paths[name][paths[name].length - 2]) >= 0; });
    }
    return all.sort(function (a, b) {
      var left = paths[a].join(' '), right = paths[b].join(' ');
      return left < right ? -1 : left > right ? 1 : 0;
    });
  }

  function valuesInOrder(facet, found, chosen) {
    if (facet === 'place') { return placesInOrder(chosen); }
    if (facet === 'year') { return Object.keys(found).sort(function (a, b) { return a === UNDATED ? 1 : b === UNDATED ? -1 : b - a; }); }
    var all = Object.keys(found).sort(function (a, b) { return found[b] - found[a]; });
    return all.length > MOST ? all.filter(function (value, i) { return i < MOST || value === chosen; }) : all;
  }

  function addSelect(facet) {
    var select = selects[facet] = document.createElement('select');
    fill(facet, counts(facet, {}), '');
    select.addEventListener('change', function () { show(true); });
    box.appendChild(window.cb.element('label', '', [NAMES[facet], select]));
  }

  function fill(facet, found, chosen) {
    var select = selects[facet];
    select.textContent = '';
    select.add(new Option('全部', ''));
    valuesInOrder(facet, found, chosen).forEach(function (name) {
      var option = new Option(name, name);
      option.dataset.label = facet === 'place' ? new Array(paths[name].length).join(SPACE) + name : name;
      select.add(option);
    });
    select.value = chosen;
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

  /* On phones the table comes first: a button opens what narrows it. It tells of choices: to open by itself would push the table down. */
  function addFold() {
    var chosen = Object.keys(NAMES).concat('q', 'sort').some(figures.choice);
    var button = window.cb.button(chosen ? '筛选、排列（已选）' : '筛选、排列', 'cb-filters-open', function () {
      button.setAttribute('aria-expanded', String(box.classList.toggle('cb-open')));
    });
    button.setAttribute('aria-expanded', 'false');
    box.appendChild(button);
  }

  function chosenNow() {
    var chosen = { q: words.value.trim() };
    Object.keys(selects).forEach(function (facet) { chosen[facet] = selects[facet].value; });
    return chosen;
  }

  function showCounts(chosen) {
    Object.keys(selects).forEach(function (facet) {
      var found = counts(facet, chosen);
      if (Object.keys(found).length > MOST) { fill(facet, found, chosen[facet]); }
      Array.prototype.forEach.call(selects[facet].options, function (option) {
        if (option.value) {
          option.text = option.dataset.label + '（' + (found[option.value] || 0) + '）';
          option.disabled = !found[option.value] && option.value !== chosen[facet];
        }
      });
    });
  }

  /** The rows that fit what is chosen. */
  figures.fitting = function () {
    var chosen = chosenNow();
    return rows.filter(function (row) { return fits(row, chosen, ''); });
  };

  function show(keep) {
    var chosen = chosenNow();
    showCounts(chosen);
    if (keep) {
      figures.keep(chosen);
      figures.arrange();
    }
  }

  function fromAddress() {
    words.value = figures.choice('q');
    Object.keys(selects).forEach(function (facet) {
      var wanted = figures.choice(facet);
      // An unknown value selects nothing at all; "all" is better.
      fill(facet, counts(facet, {}), rows.some(function (row) { return row.values[facet].indexOf(wanted) >= 0; }) ? wanted : '');
    });
  }

  function begin() {
    box.textContent = '';
    rows = figures.rows;
    rows.forEach(readRow);
    addFold();
    addWords();
    Object.keys(NAMES).forEach(addSelect);
    addReset();
    fromAddress();
    show(false);
  }

  function load() {
    figures.begin().then(null, function () { window.cb.say('数据没有加载成功，请刷新页面再试', 6000); });
  }

  /* A large table's filters cost megabytes: they are fetched when they are asked for, or when the address has choices. */
  function ask() {
    var isAsked = Object.keys(NAMES).concat('q', 'sort').some(figures.choice);
    if (box.dataset.asksFirst === undefined || isAsked) { load(); return; }
    var button = window.cb.button('筛选、排列全部数据', '', function () {
      button.disabled = true;
      button.textContent = '正在加载……';
      load();
    });
    box.appendChild(button);
    box.hidden = false;
  }

  if (!box || !figures.rows.length) { return; }
  figures.whenWhole(begin);
  // The scripts that follow have a part in it.
  document.addEventListener('DOMContentLoaded', ask);
}());
