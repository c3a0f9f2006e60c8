'use strict';
// The answer to a question for a figure: the figure with all that belongs to it; figures of the same metric side by side, never one of them alone.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const pages = root.cb;

  /** The card, or null. groups: of figures that stand together, the first of each the best. */
  cb.answerCard = function (groups, query) {
    if (!groups.length) return null;
    const card = cb.element('section', 'cb-answer', groups.map(function (group) { return groupNode(group, query); }));
    card.setAttribute('aria-label', '问的数');
    card.setAttribute('data-answer', '');
    return card;
  };

  function groupNode(group, query) {
    const figures = cb.together(group);
    const several = figures.length > 1 ? [cb.element('p', 'cb-answer-several', ['有 ' + figures.length + ' 个数，看清地方、时间和口径再用'])] : [];
    return cb.element('div', 'cb-answer-group', several.concat([cb.element('ul', '', figures.map(function (figure) { return figureItem(figure, query); }))]));
  }

  function figureItem(figure, query) {
    const item = cb.element('li', 'cb-answer-figure', [numberLine(figure, query), saidLine(figure, query)].concat(sourceLines(figure)));
    item.dataset.figure = figure.id;
    item.appendChild(copyButton(figure));
    return item;
  }

  function numberLine(figure, query) {
    const link = cb.element('a', 'cb-answer-number', [figure.text]);
    link.href = cb.figureAddress(figure);
    const doubt = figure.doubt ? [cb.element('strong', 'cb-hit-doubt', [figure.doubt]), ' '] : [];
    return cb.element('p', '', doubt.concat([link, ' '], cb.marked(figure.metric, query, '')));
  }

  function saidLine(figure, query) {
    return cb.element('p', 'cb-answer-said', cb.marked(figure.where + '；' + figure.said, query, ''));
  }

  function sourceLines(figure) {
    const practice = pages.link(cb.address('practices/' + figure.practice.id + '/'), figure.practice.name);
    const document = pages.link(cb.address('browse/documents/' + figure.document + '/'), figure.label);
    return [['做法：', practice], ['文件：', document]].map(function (line) { return cb.element('p', 'cb-answer-source', line); });
  }

  function copyButton(figure) {
    const sentence = cb.sentences([figure]); // now, so that a press finds it here
    return pages.button('复制这句话', 'cb-answer-copy', function (event) {
      const button = event.currentTarget;
      sentence.then(function (text) { return pages.copy(text, '这句话和它的来源'); }).then(function (done) { pages.mark(button, done); });
    });
  }
})(window);
