/* Sorting the table of all figures: by buttons in its head, by a list on phones. Equal rows stay in the order of the practices. */
(function () {
  'use strict';
  var figures = window.cb.figures;
  var BY = { value: '数值', practice: '做法', place: '地方', day: '时间', nature: '性质' };
  var COLUMNS = { value: 0, practice: 2, place: 3, day: 4, nature: 5 };
  var heads = figures.table ? figures.table.tHead.rows[0].cells : [];
  var box = document.querySelector('[data-filters-for="figures"]');
  var natures = figures.natures;
  var wide = window.matchMedia('(min-width: 48em)');
  var select;
  var now = { by: 'practice', down: false };

  function data(row, name) { return row.data[name] || ''; }

  function units() {
    var count = {};
    figures.rows.forEach(function (row) { count[data(row, 'unit')] = (count[data(row, 'unit')] || 0) + 1; });
    return Object.keys(count).sort(function (a, b) { return count[b] - count[a] || (a < b ? -1 : 1); });
  }

  // Only numbers of one unit can be set in order: the units stand one below the other, the most frequent first.
  function byValue() {
    var rank = {};
    units().forEach(function (unit, i) { rank[unit] = i; });
    return function (a, b) {
      var left = data(a, 'value'), right = data(b, 'value');
      if (!left || !right) { return (left ? 0 : 1) - (right ? 0 : 1); }
      return rank[data(a, 'unit')] - rank[data(b, 'unit')] || (Number(left) - Number(right)) * (now.down ? -1 : 1);
    };
  }

  function byText(name) {
    return function (a, b) {
      var left = data(a, name), right = data(b, name);
      // What has no day comes last, whichever way.
      if (!left || !right) { return (left ? 0 : 1) - (right ? 0 : 1); }
      return (left < right ? -1 : left > right ? 1 : 0) * (now.down ? -1 : 1);
    };
  }

  function byNature(a, b) {
    return (natures.indexOf(data(a, 'nature')) - natures.indexOf(data(b, 'nature'))) * (now.down ? -1 : 1);
  }

  function byPractice(a, b) { return (a.order - b.order) * (now.down ? -1 : 1); }

  function order() {
    return { value: byValue(), practice: byPractice, place: byText('code'), day: byText('day'), nature: byNature }[now.by];
  }

  /** Show the rows that fit in their order. */
  figures.arrange = function () {
    var compare = order();
    var sorted = figures.fitting().sort(function (a, b) { return compare(a, b) || a.order - b.order; });
    figures.show(sorted, sorted.length === figures.rows.length && now.by === 'practice' && !now.down);
  };

  function showState() {
    Object.keys(COLUMNS).forEach(function (by) {
      var head = heads[COLUMNS[by]];
      if (by === now.by) { head.setAttribute('aria-sort', now.down ? 'descending' : 'ascending'); } else { head.removeAttribute('aria-sort'); }
    });
    select.value = (now.down ? '-' : '') + now.by;
  }

  function choose(text, keep) {
    var by = text.replace(/^-/, '');
    now = Object.keys(BY).indexOf(by) >= 0 ? { by: by, down: text.charAt(0) === '-' } : { by: 'practice', down: false };
    figures.arrange();
    showState();
    if (keep) { figures.keep({ sort: now.by === 'practice' && !now.down ? '' : (now.down ? '-' : '') + now.by }); }
  }

  function addButton(by) {
    var head = heads[COLUMNS[by]];
    var button = window.cb.button(head.textContent, 'cb-sort', function () { choose((now.by === by && !now.down ? '-' : '') + by, true); });
    button.title = '按' + BY[by] + '排列';
    head.textContent = '';
    head.appendChild(button);
  }

  /* On phones the head is there for screen readers only: no buttons in it that one could not see. */
  function dressHead() {
    Object.keys(COLUMNS).forEach(function (by) {
      var head = heads[COLUMNS[by]];
      if (wide.matches) { addButton(by); } else { head.textContent = head.textContent; }
    });
  }

  function addSelect() {
    var label = window.cb.element('label', '', ['排列']);
    label.htmlFor = 'cb-figure-order';
    select = document.createElement('select');
    select.id = label.htmlFor;
    Object.keys(BY).forEach(function (by) {
      var words = { value: ['（同一单位内）从小到大', '（同一单位内）从大到小'], day: ['从早到晚', '从晚到早'] }[by] || ['顺排', '倒排'];
      select.add(new Option('按' + BY[by] + words[0], by));
      select.add(new Option('按' + BY[by] + words[1], '-' + by));
    });
    select.addEventListener('change', function () { choose(select.value, true); });
    box.insertBefore(window.cb.element('div', '', [label, select]), box.lastElementChild);
  }

  if (!figures.rows.length || !box) { return; }
  figures.whenWhole(function () {
    addSelect();
    dressHead();
    if (wide.addEventListener) { wide.addEventListener('change', dressHead); } else { wide.addListener(dressHead); }
    choose(figures.choice('sort'), false);
    box.hidden = false; // only now: nothing more comes into it, so nothing jumps
  });
}());
