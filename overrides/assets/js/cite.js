/* References of a page and of its figures: the reader's day, the page's address, copying, and the QR code. */
(function () {
  'use strict';
  var cb = window.cb;
  var block = document.querySelector('.cb-cite');
  if (!block) { return; }
  var COPY = '这份离线副本没有公开网址';
  var canonical = document.querySelector('link[rel="canonical"]');
  var isCopy = !canonical && window.location.protocol === 'file:';
  var place = block.querySelector('.cb-qr-place');
  var made = place.innerHTML === '' ? '' : address('');
  var wanted = '';

  function all(css) { return Array.prototype.slice.call(block.querySelectorAll(css)); }

  // What is printed today must open in ten years: no query, no file name, only the page and the figure.
  function address(key) {
    if (isCopy) { return ''; }
    var page = canonical ? canonical.href : window.location.origin + window.location.pathname.replace(/index\.html$/, '');
    return page + (key ? '#' + key : '');
  }

  function figures() {
    return Array.prototype.map.call(document.querySelectorAll('.cb-figures > .cb-figure[id]:not([data-status="撤回"])'), function (figure) {
      var words = function (css) { return figure.querySelector(css).firstChild.textContent.trim(); };
      return { key: figure.id, metric: words('.cb-metric'), value: figure.querySelector('.cb-value').textContent.trim() };
    });
  }

  function draw(key) {
    wanted = address(key);
    if (!wanted || wanted === made) { return Promise.resolve(); }
    var asked = wanted;
    return cb.qrCode(asked).then(function (svg) {
      if (asked !== wanted) { return; }
      var box = cb.element('div', 'cb-qr', [svg]);
      box.setAttribute('role', 'img');
      box.setAttribute('aria-label', key ? '这个数据网址的二维码' : '本页网址的二维码');
      place.textContent = '';
      place.appendChild(box);
      made = asked;
    }, function () { place.textContent = ''; });
  }

  function show(figure) {
    var key = figure ? figure.key : '';
    all('[data-cb-address]').forEach(function (part) { part.textContent = address(key) || COPY; });
    all('[data-cb-of]').forEach(function (part) { part.textContent = figure ? ': ' + figure.metric : ''; });
    draw(key);
  }

  function chooser(found) {
    var select = document.createElement('select');
    [{ key: '', metric: '整页', value: '' }].concat(found).forEach(function (figure) {
      select.add(new Option(figure.metric + (figure.value ? '：' + figure.value : ''), figure.key));
    });
    function choose() { show(found.filter(function (figure) { return figure.key === select.value; })[0]); }
    select.addEventListener('change', choose);
    // Who came to a figure cites the figure.
    block.querySelector('details').addEventListener('toggle', function () {
      var key = decodeURIComponent(window.location.hash.slice(1));
      if (this.open && !select.value && found.some(function (figure) { return figure.key === key; })) {
        select.value = key;
        choose();
      }
    });
    return cb.element('label', 'cb-cite-what', ['引用到 ', select]);
  }

  all('[data-cb-today]').forEach(function (part) { part.textContent = cb.today(); });
  // The booklet's references are plain text.
  document.querySelectorAll('.cb-booklet p').forEach(function (line) {
    var text = line.firstChild;
    if (text && text.nodeType === Node.TEXT_NODE) { text.data = text.data.replace('[引用日期]', '[' + cb.today() + ']'); }
  });
  all('[data-cb-copies]').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () {
      cb.copy(document.getElementById(button.dataset.cbCopies).textContent, '引文').then(function (done) { cb.mark(button, done); });
    });
  });
  all('[data-cb-print]').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () { window.print(); });
  });
  var found = figures();
  if (found.length) { block.querySelector('.cb-cite-lines').before(chooser(found)); }
  show();
}());
