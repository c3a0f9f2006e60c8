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
  var lines = all('details > ul > li');
  var own = lines[0];
  var words = own.lastChild; // the reference itself; a button comes to stand behind it
  var title = words.data;
  var wanted = '';

  function all(css) { return Array.prototype.slice.call(block.querySelectorAll(css)); }

  // What is printed today must open in ten years: no query, no file name, only the page and the figure.
  function address(key) {
    if (isCopy) { return ''; }
    var page = canonical ? canonical.href : window.location.origin + window.location.pathname.replace(/index\.html$/, '');
    return page + (key ? '#' + key : '');
  }

  function figures() {
    return (cb.pageFigures || []).filter(function (figure) { return figure.status !== '撤回'; });
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
    var there = address(key) || COPY;
    var printed = all('.cb-imprint li')[1];
    printed.textContent = '本页网址：' + there;
    // Author and title, the figure, then from the kind of source to the day of citing, and the address.
    var parts = /^([^]*?)(\[EB\/OL\][^]*?\[)引用日期(\]\.)/.exec(title);
    if (parts) { words.data = parts[1] + (figure ? ': ' + figure.metric : '') + parts[2] + cb.today() + parts[3] + ' ' + there + '.'; }
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

  // References are plain text: the reader's day takes the place of the words that stand for it.
  function datedIn(line) {
    Array.prototype.forEach.call(line.childNodes, function (text) {
      if (text.nodeType === Node.TEXT_NODE) { text.data = text.data.replace('[引用日期]', '[' + cb.today() + ']'); }
    });
  }

  function addCopy(line) {
    line.appendChild(cb.button('复制', 'cb-button', function (event) {
      var button = event.currentTarget;
      cb.copy(reference(line), '引文').then(function (done) { cb.mark(button, done); });
    }));
  }

  // Without its label, its doubt and its button.
  function reference(line) {
    return Array.prototype.filter.call(line.childNodes, function (node) { return node.nodeType === Node.TEXT_NODE; })
      .map(function (node) { return node.data; }).join('').trim();
  }

  lines.slice(1).concat(Array.prototype.slice.call(document.querySelectorAll('.cb-booklet p'))).forEach(datedIn);
  var found = figures();
  if (found.length) { block.querySelector('details > ul').before(chooser(found)); }
  show();
  lines.forEach(addCopy);
  block.querySelector('details').appendChild(cb.button('打印本页', 'cb-button', function () { window.print(); }));
}());
