/* The table of all figures: its rows with what they are sorted and filtered by, and the choices, kept in the address.
   The table goes on over several pages; choices act on all of it, and rows of other pages are drawn as they are wanted. */
(function () {
  'use strict';
  var cb = window.cb;
  var AT_ONCE = 150; // rows: more make a page slow
  var table = document.querySelector('.cb-all-figures table');
  var figures = cb.figures = { rows: [], body: table ? table.tBodies[0] : null, table: table, seen: [] };
  var total = document.querySelector('[data-count-of="figures"] > p');
  var said = total ? total.textContent : '';
  var parts = {};
  var begun = [];
  var dressed = [];
  var own, source, count;

  /** The rows of a page of the table, as `assets/figures/<page>.js` hands them over; the first is this page's own. */
  figures.take = function (part, data) {
    parts[part] = data.rows.map(function (row, i) {
      row.title = data.practices[row.practice][0];
      row.themes = data.practices[row.practice].slice(1);
      row.places = data.places[row.code];
      row.label = data.documents[row.document][0];
      row.full = data.documents[row.document][1];
      return { data: row, element: own ? null : figures.body.rows[i], order: 0, part: part };
    });
    if (!own) {
      own = part;
      source = document.currentScript.getAttribute('src');
      figures.natures = data.natures;
      figures.last = data.last;
      figures.stamp = data.stamp;
    }
    gather();
  };

  function gather() {
    figures.rows = [];
    for (var part = 1; part <= figures.last; part++) { figures.rows = figures.rows.concat(parts[part] || []); }
    figures.rows.forEach(function (row, i) { row.order = i; });
    figures.seen = parts[own].slice();
  }

  /** A promise that the rows of all pages are here. */
  figures.whole = function () {
    var missing = [];
    for (var part = 1; part <= figures.last; part++) { if (!parts[part]) { missing.push(part); } }
    return Promise.all(missing.map(request));
  };

  function request(part) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement('script');
      script.src = source.replace(/\d+\.js.*$/, part + '.js?v=' + figures.stamp);
      script.onload = function () { script.remove(); resolve(); };
      script.onerror = function () { script.remove(); reject(new Error(part)); };
      document.head.appendChild(script);
    });
  }

  /** Show rows, in this order: all of a table of one page; else so many, and a button for more. plain: as the page was built. */
  figures.show = function (rows, plain) {
    figures.seen = plain ? parts[own].slice() : rows;
    count = figures.last > 1 ? AT_ONCE : rows.length;
    total.textContent = plain ? said : (rows.length < figures.rows.length ? '筛选出 ' + rows.length + ' 个，' : '') + '共 ' + figures.rows.length + ' 个数据';
    sum.textContent = plain ? '' : figures.sumSaid(rows);
    document.querySelectorAll('.cb-parts').forEach(function (nav) { nav.hidden = !plain; });
    draw();
  };

  function draw() {
    var all = document.createDocumentFragment();
    figures.seen.slice(0, count).forEach(function (row) { all.appendChild(drawn(row)); });
    figures.body.textContent = '';
    figures.body.appendChild(all);
    more.hidden = figures.seen.length <= count;
    more.textContent = '再显示 ' + Math.min(AT_ONCE, figures.seen.length - count) + ' 个（还有 ' + (figures.seen.length - count) + ' 个）';
  }

  function drawn(row) {
    if (!row.element) { row.element = made(row.data); }
    if (!row.dressed) { dressed.forEach(function (act) { act(row); }); }
    row.dressed = true;
    return row.element;
  }

  /** A row as the page's own are built. */
  function made(data) {
    var value = cb.element('a', '', [cb.element('strong', '', [data.text])]);
    value.href = figures.address(data);
    var doubt = data.status === '有效' ? [] : [cb.element('strong', '', [data.status]), ' '];
    var scope = data.unscoped ? [] : [' ', cb.element('em', '', ['口径：' + data.scope])];
    var cells = [
      doubt.concat(value), [data.metric].concat(scope), [cb.link(way('practices/' + data.practice + '/'), data.title)], [data.places[0]], [data.when],
      [data.how], [cb.link(way('browse/documents/' + data.document + '/'), data.label)],
    ];
    return cb.element('tr', '', cells.map(function (parts, i) {
      var cell = cb.element('td', '', parts);
      cell.dataset.label = figures.labels[i];
      return cell;
    }));
  }

  /** The way to another page: as the links of the table have it, which differ in the offline copy. */
  function way(address) {
    var root = source.replace(/assets\/figures\/\d+\.js.*$/, '');
    return root + address + (document.documentElement.dataset.offline !== undefined ? 'index.html' : '');
  }

  /** Where a figure stands on its practice's page. */
  figures.address = function (data) { return way('practices/' + data.practice + '/') + '#' + data.key; };

  /** A choice as the address has it; '' if there is none. */
  figures.choice = function (name) {
    return new URLSearchParams(window.location.search).get(name) || '';
  };

  /** Keep choices {name: value} in the address; an empty value takes one out. */
  figures.keep = function (choices) {
    var query = new URLSearchParams(window.location.search);
    Object.keys(choices).forEach(function (name) {
      if (choices[name]) { query.set(name, choices[name]); } else { query.delete(name); }
    });
    var text = query.toString();
    // Some browsers refuse this on file://; sorting and filtering work all the same.
    try { history.replaceState(null, '', (text ? '?' + text : window.location.pathname) + window.location.hash); } catch (error) { /* see above */ }
  };

  /** Call this with each row that is drawn, once. */
  figures.whenDrawn = function (act) { dressed.push(act); parts[own].forEach(function (row) { act(row); row.dressed = true; }); };

  /** Call this with what begins once the rows of all pages are here; one after the other, in order. */
  figures.whenWhole = function (act) { begun.push(act); };

  /** Fetch the rows of all pages, then begin. */
  figures.begin = function () {
    return figures.whole().then(function () { begun.forEach(function (act) { act(); }); });
  };

  var sum = cb.element('p', 'cb-sum', []);
  sum.setAttribute('role', 'status');
  var more = cb.button('', 'cb-more-figures', function () { count += AT_ONCE; draw(); });
  more.hidden = true;
  if (table) {
    total.setAttribute('role', 'status');
    total.parentNode.insertAdjacentElement('afterend', sum);
    figures.labels = Array.prototype.map.call(table.tHead.rows[0].cells, function (cell) { return cell.textContent; });
    table.parentNode.appendChild(more);
  }
}());
