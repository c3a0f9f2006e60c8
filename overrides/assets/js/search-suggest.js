'use strict';
// What the box suggests, at most eight, each with what it is: the number that was asked for, pages, practices, all results.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const MOST = 7; // and the last one, for all results
  const FIGURES = 3;
  const NAMED = 3;
  const OTHERS = 2;
  const FAR = 0.2;

  /** The groups of the list: [label, options]. */
  cb.suggested = function (answer) {
    const figures = answer.answers.length ? cb.together(answer.answers[0]) : [];
    const named = (answer.problem ? [answer.problem] : []).concat(answer.others.filter(function (value) { return value.exact; }));
    const others = answer.others.filter(function (value) { return !value.exact; });
    const fits = cb.nearOnes(answer.whole.length ? answer.whole : answer.weak, FAR).filter(function (r) { return r.card; });
    const asked = answersOf(figures, answer.query);
    const first = named.slice(0, NAMED).map(function (value) { return valueOption(value, answer.query); });
    const room = MOST - asked.length - first.length;
    const last = others.slice(0, Math.max(OTHERS, room - fits.length)).slice(0, room).map(function (value) { return valueOption(value, answer.query); });
    const practices = fits.slice(0, room - last.length).map(function (r) { return practiceOption(r, answer.query); });
    const groups = [['问的数', asked], ['主题、地方和文件', first],
      [answer.whole.length ? '做法' : '只有部分字词对得上的做法', practices], ['有关的主题、地方和文件', last], ['全部', [allOption(answer)]]];
    // A practice of that very name comes before the page that is called so.
    if (fits.length && fits[0].name.score >= 1) groups.splice(1, 2, groups[2], groups[1]);
    return groups.filter(function (group) { return group[1].length > 0; });
  };

  function option(address, css, what, nodes) {
    const label = what ? [cb.element('span', 'cb-hit-facet', [what])] : [];
    const link = cb.element('a', 'cb-hit ' + css, label.concat([cb.append(cb.element('span', 'cb-hit-body', []), nodes)]));
    link.href = address;
    link.tabIndex = -1;
    link.setAttribute('role', 'option');
    link.setAttribute('aria-selected', 'false');
    return link;
  }

  /** Where more stand together than there is room for, the last one says so: none is shown as if it were alone. */
  function answersOf(figures, query) {
    return figures.slice(0, FIGURES).map(function (figure, i) {
      const more = i === FIGURES - 1 && figures.length > FIGURES ? '另有 ' + (figures.length - FIGURES) + ' 个，看全部结果' : '';
      const source = cb.element('span', 'cb-hit-where', [[figure.where, figure.practice.name, figure.label, more].filter(Boolean).join(' · ')]);
      const doubt = figure.doubt ? [cb.element('strong', 'cb-hit-doubt', [figure.doubt]), ' '] : [];
      const number = cb.element('span', 'cb-hit-name', doubt.concat([cb.element('b', '', [figure.text]), ' '], cb.marked(figure.metric, query, '')));
      const said = cb.element('span', 'cb-hit-said', [figure.said]);
      const node = option(cb.figureAddress(figure), 'cb-hit-answer', '数据', [number, said, source]);
      node.dataset.figure = figure.id;
      return node;
    }).concat(figures.length ? [copyOption(figures)] : []);
  }

  /** All of them, since one alone would hide that there are others. */
  function copyOption(figures) {
    const what = figures.length > 1 ? '这 ' + figures.length + ' 句话' : '这句话';
    const node = option('', 'cb-hit-copy', '', [cb.element('span', '', ['复制' + what])]);
    node.removeAttribute('href');
    node.addEventListener('click', function () {
      cb.sentences(figures).then(function (text) { return root.cb.copy(text, what + '和来源'); });
    });
    return node;
  }

  function practiceOption(result, query) {
    const figure = result.figure;
    return option(cb.practiceAddress(result, figure ? figure.key : ''), 'cb-hit-practice', '做法', [
      cb.element('span', 'cb-hit-name', cb.nameNodes(result, query)),
      cb.element('span', 'cb-hit-where', [result.card.where]),
      cb.whyNode(result, query), figure && cb.figureNode(figure, query, false),
    ]);
  }

  /** What a document or policy is beside its name here: its number and its title. Of other pages nothing. */
  cb.valueNotes = function (value) {
    return value.others && (value.kind === 'documents' || value.kind === 'policies') ? value.others.split('|') : [];
  };

  function valueOption(value, query) {
    return option(cb.address(value.address), 'cb-hit-value', cb.facetName(value.kind), [
      cb.element('span', 'cb-hit-name', cb.marked(value.name, query, '')),
      cb.element('span', 'cb-hit-where', [cb.valueNotes(value).slice(0, 1).concat(value.count ? value.count + ' 项' : []).join(' · ')]),
    ]);
  }

  function allOption(answer) {
    const typed = answer.query.typed.trim();
    const text = answer.whole.length ? '看全部结果' : answer.weak.length ? '没有做法对得上全部字词，看相近的' : '没有找到“' + typed + '”，看相近的名称';
    return option(cb.address('search/') + '?q=' + encodeURIComponent(typed), 'cb-hit-all', '', [cb.element('span', '', [text])]);
  }
})(window);
