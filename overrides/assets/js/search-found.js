'use strict';
// What the results page shows of an answer, in which order, and what it says of it.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const FAR = 0.15;

  /** {answer, chosen, some (filters are set), whole, weak, answers: what passes the filters; base: what the filters choose from}. */
  cb.foundIn = function (answer, chosen) {
    const some = cb.used(chosen).length > 0;
    const passing = function (results) { return some ? cb.filtered(results, chosen) : results; };
    const near = nearOnes(answer.weak, cb.AT_ONCE - answer.whole.length);
    const whole = passing(answer.whole);
    // Figures of one metric stand or go together.
    const answers = answer.answers.filter(function (group) { return passing(cb.together(group)).length > 0; });
    return { answer: answer, chosen: chosen, some: some, whole: whole, weak: passing(near), answers: answers, base: answer.whole.length ? answer.whole : near };
  };

  /** All that is not far behind the best; but never fewer than fill a page. */
  function nearOnes(results, least) {
    const near = cb.nearOnes(results, FAR);
    return near.length < least ? results.slice(0, least) : near;
  }

  /** How many, for the line above the results. */
  cb.countSaid = function (found) {
    const whole = found.whole.length;
    if (!found.answer.query.typed.trim()) return '共 ' + whole + ' 项做法，按拼音排列';
    const figures = found.answers.reduce(function (sum, group) { return sum + cb.together(group).length; }, 0);
    const count = whole ? '找到 ' + whole + ' 项做法' : found.weak.length ? '没有做法对得上全部字词' : '没有找到做法';
    return count + (figures ? '，列出 ' + figures + ' 个数据' : '');
  };

  /** The parts of the page in order. rows, weakRows: as drawn; view: what is unfolded; act: {more(kind), fold(open)}, each told what was found. */
  cb.resultParts = function (found, rows, weakRows, view, act) {
    const answer = found.answer;
    const beside = !found.some;
    const named = beside ? cb.namedPages(answer) : null;
    const others = beside ? cb.valueList(answer) : null;
    const parts = [cb.answerCard(found.answers, answer.query), named];
    if (rows.length) parts.push.apply(parts, cb.rowList(rows, found.whole.length, function () { act.more('whole', found); }));
    else parts.push(nothing(found, parts.some(Boolean) || weakRows.length || others));
    if (weakRows.length) {
      const list = cb.rowList(weakRows, view.open ? found.weak.length : 0, function () { act.more('weak', found); });
      parts.push(cb.weakRows(list, found.weak.length, view.open, function (open) { act.fold(open, found); }));
    }
    return parts.concat([others, rows.length && answer.query.typed.trim() ? cb.missed(['没找到想要的？'], answer.query.typed.trim(), cb.countSaid(found)) : null]);
  };

  function nothing(found, any) {
    const typed = found.answer.query.typed.trim();
    const fits = found.weak.length ? '没有做法对得上“' + typed + '”的全部字词。' : '没有找到“' + typed + '”。';
    const filtered = !typed || found.answer.whole.length > 0; // there are some, but the filters leave none of them
    const box = cb.notFound(filtered ? '没有做法同时符合所选的条件。' : fits, found.answer, found.some);
    if (!any) box.setAttribute('data-no-results', '');
    return box;
  }
})(window);
