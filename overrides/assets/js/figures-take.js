/* Taking figures away: one as a sentence, those that are seen as a table for WPS or a CSV file. */
(function () {
  'use strict';
  var figures = window.cb.figures;
  var HEAD = [
    '数据', '约', '数值', '单位', '指标', '口径', '做法', '地方', '时间', '性质', '状态', '标注', '谁说的', '文件', '章节', '原文词句', '说明', '本库网页',
  ];
  var NAMED = ['目标', '标准', '评价'];
  var place = document.querySelector('.cb-figure-actions');
  var notes = place ? [place.dataset.warning, place.dataset.origin] : [];

  function told(row) {
    var data = row.data;
    return [
      data.text, data.about,
      // A range has two ends: its one cell stays empty.
      data.value && !data.most ? Number(data.value) : '', data.unit || '', data.metric, data.scope,
      data.title, data.places[0], data.when, data.nature, data.status, data.marks, data.voice, data.full,
      data.section, data.words, data.note,
      window.cb.publicAddress(new URL(figures.address(data), document.baseURI).href),
    ];
  }

  /* notes: only where a reader pastes the table into a text; a file of data holds nothing but data. */
  function table(notes) {
    return { head: HEAD, rows: figures.seen.map(told), notes: notes.filter(Boolean) };
  }

  function name() {
    var choices = ['q', 'place', 'theme', 'nature', 'year', 'document'].map(figures.choice).filter(Boolean).join('-');
    return '数据' + (choices ? '-' + choices.replace(/[\\/:*?"<>|\s]+/g, '-') : '') + '.csv';
  }

  function addButton(text, act) {
    place.insertBefore(window.cb.button(text, '', act), place.firstChild);
  }

  /* The sentences are asked for when they are wanted, by practice; before the click, so that it copies at once. */
  function copySentence(button, data) {
    window.cb.compare.load(data.practice).then(function (told) {
      var figure = told && told.figures.filter(function (one) { return one.key === data.key; })[0];
      if (!figure) { window.cb.say('没有加载成功，请刷新页面再试'); return; }
      window.cb.copy(figure.sentence, '这句话和它的来源').then(function (done) { window.cb.mark(button, done); });
    });
  }

  function addSentence(row) {
    var button = window.cb.button('复制这句话', 'cb-row-copy', function () { copySentence(button, row.data); });
    ['pointerenter', 'focus'].forEach(function (name) {
      button.addEventListener(name, function () { window.cb.compare.load(row.data.practice); });
    });
    row.element.cells[6].appendChild(button);
  }

  /* On phones a row is one line until it is opened. */
  function addOpener(row) {
    var button = window.cb.button('展开', 'cb-row-open', function () {
      var open = row.element.classList.toggle('cb-open');
      button.setAttribute('aria-expanded', String(open));
      button.firstChild.data = open ? '收起' : '展开';
    });
    button.setAttribute('aria-expanded', 'false');
    button.appendChild(window.cb.element('span', 'cb-offscreen', ['：' + row.data.metric]));
    row.element.cells[1].appendChild(button);
    // The one line must not let a goal or another's number pass for a result.
    if (row.data.how !== row.data.nature || NAMED.indexOf(row.data.nature) >= 0) { row.element.cells[1].dataset.mark = row.data.how; }
  }

  if (!place || !figures.rows.length) { return; }
  figures.whenDrawn(addSentence);
  figures.whenDrawn(addOpener);
  addButton('下载所见（CSV）', function () { window.cb.saveCsv(table([]), name()); });
  addButton('复制所见，粘贴到 WPS', function () { window.cb.copyTable(table(notes), figures.seen.length + ' 个数据'); });
}());
