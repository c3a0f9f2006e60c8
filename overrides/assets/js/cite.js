/* References of a page and of its figures: the reader's day, the page's address, other forms, copying, and the QR code. */
(function () {
  'use strict';
  var cb = window.cb;
  var block = document.querySelector('.cb-cite');
  if (!block) { return; }
  var COPY = '这份离线副本没有公开网址';
  var KEPT_AS = 'cb-cite-form';
  var canonical = document.querySelector('link[rel="canonical"]');
  var isCopy = !canonical && window.location.protocol === 'file:';
  var place = block.querySelector('.cb-qr-place');
  var made = place.innerHTML === '' ? '' : address('');
  var details = block.querySelector('details');
  var wanted = '';
  var form = cb.citeForms.filter(function (one) { return one.name === kept(); })[0] || cb.citeForms[0];
  var saving = cb.element('span', 'cb-cite-file', []);

  function all(css) { return Array.prototype.slice.call(block.querySelectorAll(css)); }

  function kept() {
    try { return window.localStorage.getItem(KEPT_AS); } catch (error) { return ''; }
  }

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

  function read(element) {
    var told = element.dataset;
    var words = element.querySelector('p').lastChild;
    var entry = cb.element('pre', 'cb-entry', []);
    entry.hidden = true;
    element.querySelector('p').after(entry);
    return {
      element: element, words: words, entry: entry, id: told.id, page: told.id, title: told.title, figure: '', number: told.number,
      site: told.site, authors: told.authors.split('、').filter(Boolean), date: told.date, inferred: 'inferred' in told,
      online: 'online' in told, address: told.address, instead: '',
    };
  }

  var references = all('.cb-reference').map(read);
  var own = references[0];

  // What has a line of its own shows as it stands in a file; a reference of the standard is a sentence.
  function write() {
    references.forEach(function (one) {
      var text = form.one(one, cb.today());
      one.words.data = form.ending ? '' : ' ' + text;
      one.entry.textContent = form.ending ? text.trim() : '';
      one.entry.hidden = !form.ending;
    });
    saving.textContent = '';
    if (form.ending) {
      var link = cb.fileLink(form.all(references, cb.today()), own.id + '.' + form.ending, form.type);
      link.textContent = '下载以上 ' + references.length + ' 条（.' + form.ending + '）';
      saving.appendChild(link);
      if (cb.hintAtDownload) { cb.hintAtDownload(link); }
    }
  }

  function show(figure) {
    var key = figure ? figure.key : '';
    own.address = address(key);
    own.instead = COPY;
    own.figure = figure ? figure.metric : '';
    own.id = own.page + (key ? '-' + key : '');
    all('.cb-imprint li')[1].textContent = '本页网址：' + (own.address || COPY);
    write();
    draw(key);
  }

  function labelled(words, options, act) {
    var select = document.createElement('select');
    options.forEach(function (option) { select.add(option); });
    select.addEventListener('change', act);
    return cb.element('label', 'cb-cite-what', [words, select]);
  }

  function chooser(found) {
    var options = [{ key: '', metric: '整页', value: '' }].concat(found).map(function (figure) {
      return new Option(figure.metric + (figure.value ? '：' + figure.value : ''), figure.key);
    });
    var label = labelled('引用到 ', options, choose);
    var select = label.querySelector('select');
    function choose() { show(found.filter(function (figure) { return figure.key === select.value; })[0]); }
    // Who came to a figure cites the figure.
    details.addEventListener('toggle', function () {
      var key = decodeURIComponent(window.location.hash.slice(1));
      if (details.open && !select.value && found.some(function (figure) { return figure.key === key; })) {
        select.value = key;
        choose();
      }
    });
    return label;
  }

  function forms() {
    var options = cb.citeForms.map(function (one) { return new Option(one.name, one.name, false, one === form); });
    return labelled('格式 ', options, function () {
      form = cb.citeForms[this.selectedIndex];
      try { window.localStorage.setItem(KEPT_AS, form.name); } catch (error) { /* holds for this page only */ }
      write();
    });
  }

  function addCopy(one) {
    one.element.appendChild(cb.button('复制', 'cb-button', function (event) {
      var button = event.currentTarget;
      cb.copy(form.one(one, cb.today()).trim(), '引文').then(function (done) { cb.mark(button, done); });
    }));
  }

  // In the booklet of a course references are plain text: the reader's day takes the place of the words that stand for it.
  function datedIn(line) {
    Array.prototype.forEach.call(line.childNodes, function (text) {
      if (text.nodeType === Node.TEXT_NODE) { text.data = text.data.replace('[引用日期]', '[' + cb.today() + ']'); }
    });
  }

  Array.prototype.forEach.call(document.querySelectorAll('.cb-booklet p'), datedIn);
  var found = figures();
  own.element.before(cb.element('div', 'cb-cite-choice', (found.length ? [chooser(found)] : []).concat(forms())));
  references[references.length - 1].element.after(saving);
  show();
  references.forEach(addCopy);
  details.appendChild(cb.button('打印本页', 'cb-button', function () { window.print(); }));
}());
