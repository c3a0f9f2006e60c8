/* Taking figures away: one as a sentence, those that are seen as a table for WPS or a CSV file. */
(function () {
  'use strict';
  var figures = window.cb.figures;
  var HEAD = ['数据', '数值', '单位', '指标', '口径', '做法', '地方', '时间', '性质', '状态', '标注', '文件', '本库网页'];
  var place = document.querySelector('.cb-figure-actions');
  var notes = place ? [place.dataset.warning, place.dataset.origin] : [];

  function words(cell) { return cell.textContent.replace(/\s+/g, ' ').trim(); }

  function told(row) {
    var cells = row.element.cells;
    var data = row.data;
    return [
      data.text,
      // A range has two ends: its one cell stays empty.
      data.value && !data.most ? Number(data.value) : '', data.unit || '', data.metric, data.scope,
      words(cells[2].querySelector('a')), words(cells[3]), words(cells[4]), words(cells[5]), data.status, data.marks,
      figures.documents[data.document], window.cb.publicAddress(cells[0].querySelector('a').href),
    ];
  }

  function table() {
    return { head: HEAD, rows: figures.seen().map(told), notes: notes.filter(Boolean) };
  }

  function name() {
    var choices = ['q', 'place', 'theme', 'nature', 'document'].map(figures.choice).filter(Boolean).join('-');
    return '数据' + (choices ? '-' + choices.replace(/[\\/:*?"<>|\s]+/g, '-') : '') + '.csv';
  }

  function addButton(text, act) {
    place.insertBefore(window.cb.button(text, '', act), place.firstChild);
  }

  /* The sentences are asked for when they are wanted, by practice; before the click, so that it copies at once. */
  function practiceOf(row) { return /practices\/([a-z0-9-]+)\//.exec(row.cells[0].querySelector('a').href)[1]; }

  function copySentence(event) {
    var button = event.currentTarget;
    var row = button.closest('tr');
    var key = row.cells[0].querySelector('a').hash.slice(1);
    window.cb.compare.load(practiceOf(row)).then(function (data) {
      var figure = data && data.figures.filter(function (one) { return one.key === key; })[0];
      if (!figure) { window.cb.say('没有加载成功，请刷新页面再试'); return; }
      window.cb.copy(figure.sentence, '这句话和它的来源').then(function (done) { window.cb.mark(button, done); });
    });
  }

  function addSentence(row) {
    var button = window.cb.button('复制这句话', 'cb-row-copy', copySentence);
    ['pointerenter', 'focus'].forEach(function (name) {
      button.addEventListener(name, function () { window.cb.compare.load(practiceOf(row.element)); });
    });
    row.element.cells[6].appendChild(button);
  }

  if (!place || !figures.rows.length) { return; }
  figures.rows.forEach(addSentence);
  addButton('下载所见（CSV）', function () { window.cb.saveCsv(table(), name()); });
  addButton('复制所见，粘贴到 WPS', function () { window.cb.copyTable(table(), figures.seen().length + ' 个数据'); });
}());
