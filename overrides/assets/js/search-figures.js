'use strict';
// Figures as answers: whether a query asks for one, and which it is. Nothing where nothing fits: a wrong number is worse than none.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const LOOKED_AT = 9;
  const WORTH = 0.5;
  const MOST_ANSWERS = 3;
  const FLOOR = 0.4;
  const NEAR = 0.88;
  const COVERED = 0.66;
  const LIGHT = /[的了有能做接用给到去共还被把年达]/;
  const LIGHTLY = 0.25;
  const SAID = 0.6;
  const EXACT = 2;
  const ASKS = /多少|几多|百分之几|几成|哪[几两一二三四五六七八九十]+[\u4e00-\u9fff]|有几|(?:^|[^第好])几[个家人名户条项次套栋所支天位件处类种张宗批笔]|多[高大]$|[率比例占比数量总额总数总量]{2,}$|(?:率|比例|占比|数量|总额|总数|人数|户数|个数|金额)(?:是|有|达)?(?:多|几)?[高大少]?[?？]?$/;
  const LONGEST_QUESTION = 60; // a pasted passage asks nothing
  const NO_FIGURE = /多多少少|几点|几号|第几|几时|多少年来/;
  // What is asked for, and the units that can answer it; the first that fits.
  const HINTS = [
    [/率|比例|占比|百分之几|几成/, /%|全覆盖|成$|倍|1\/|1:/],
    [/多少钱|多少元|多少亿|多少资金|多少经费|(?:金额|总额|经费|补贴|补助|标准|预算|工资)[^?？]{0,3}多少|能领|能拿/, /元/],
    [/多少(?:个|名)?人|几个人|几名|人数/, /人|名|位|^[万亿]?$/],
    [/[少几](?:件|宗|桩)/, /件|宗|项|次/],
    [/[少几](?:场|次|趟|届)/, /^[^人]*[场次]/],
    [/[少几]户|户数/, /户/],
    [/[少几](?:条|支|栋|亩|台|平方)/, /条|支|栋|亩|台|个|平方|㎡/],
    [/哪[几两一二三四五六七八九十]+/, null],
    [/(?:多少|几)[个家名支栋所]/, /^(?!.*(?:%|元))/],
  ];

  /** How a plain text asks for a figure: {unit (pattern, or null), which (asks for parts that a number names)}; null if it asks for none. */
  cb.asksFigure = function (plain) {
    if (plain.length > LONGEST_QUESTION || !ASKS.test(plain) || NO_FIGURE.test(plain)) return null;
    const hint = HINTS.find(function (one) { return one[0].test(plain); });
    return { unit: hint ? hint[1] : null, which: /哪[几两一二三四五六七八九十]/.test(plain) };
  };

  /** The figures that a query may mean: [{number, score, exact}]: by the number that it says, or by what it asks about. */
  cb.figureCandidates = function (query, found, keyed, count) {
    const wanted = new Map();
    keyed.forEach(function (entry) {
      entry.figures.forEach(function (told) {
        const known = wanted.get(told[0]);
        if (!known || known.exact < told[1]) wanted.set(told[0], { number: told[0], exact: told[1], practice: told[2], score: 0, mask: 0 });
      });
    });
    const said = Array.from(wanted.values()).sort(function (a, b) { return b.exact - a.exact || a.number - b.number; });
    return said.slice(0, LOOKED_AT).concat(query.asks ? asked(query, found, count) : []);
  };

  function asked(query, found, count) {
    const most = found.reduce(function (top, entry) {
      return entry.told ? entry.told.numbers.reduce(function (a, b) { return Math.max(a, b); }, top) : top;
    }, 0);
    const fit = cb.textFit(found, query.masks, Math.max(most + 1, count), 'told');
    const ranked = fit.numbers.map(function (n) { return { number: n, exact: 0, score: fit.scores[n], mask: fit.masks[n] }; });
    return cb.nearOnes(cb.inOrder(ranked).slice(0, LOOKED_AT), WORTH);
  }

  /** A promise of the same with their rows: {…, practice, figure, rivals, …}. */
  cb.needFigures = function (candidates, head) {
    return Promise.all(candidates.map(function (one) {
      return cb.load(fileOf(one.number, head)).then(function () { return cb.figureNow(one, head); });
    }));
  };

  /** The same at once; the rows are here. */
  cb.figureNow = function (one, head) {
    return Object.assign(ready(cb.have(fileOf(one.number, head))[one.number % head.figures]), { exact: one.exact, score: one.score, mask: one.mask });
  };

  /** Whether all their rows are here. */
  cb.haveFigures = function (candidates, head) {
    return candidates.every(function (one) { return cb.have(fileOf(one.number, head)); });
  };

  function fileOf(number, head) {
    return 'figures/' + Math.floor(number / head.figures);
  }

  function ready(row) {
    return Object.assign(shown(row), {
      rivals: row[4].map(shown), unit: row[5], metric: row[6], place: row[7], day: row[8],
    });
  }

  function shown(row) {
    return Object.assign(cb.figure(row[3], 0), { id: row[1] + '#' + row[3][0], number: row[0], practice: { id: row[1], name: row[2] }, row: row[3] });
  }

  /** The answers to a query that asks for a quantity, best first, each with its rivals. places: the codes of those that the query names. */
  cb.answersOf = function (query, figures, weights, places) {
    if (!query.asks) return [];
    // Words that only carry a question need not be met.
    const asked = query.forms[query.forms.length - 1].characters;
    const own = weights.map(function (weight, at) { return LIGHT.test(asked[at]) ? LIGHTLY * weight : weight; });
    const judged = figures.map(function (figure) { return judge(query, figure, own, places); }).filter(function (one) { return one.score >= FLOOR; });
    const ranked = judged.sort(function (a, b) { return b.score - a.score; });
    const answers = [];
    ranked.forEach(function (one) {
      const known = answers.some(function (other) { return other.id === one.id || other.rivals.some(function (rival) { return rival.id === one.id; }); });
      if (!known && answers.length < MOST_ANSWERS && one.score >= NEAR * ranked[0].score) answers.push(one);
    });
    return answers;
  };

  function judge(query, figure, weights, places) {
    const covered = cb.covered(figure.mask, weights);
    const about = inMetric(query, figure);
    let score = covered < COVERED ? 0 : figure.score * (0.4 + 0.6 * covered) * (0.5 + 0.7 * about);
    if (query.asks.unit) score *= (query.asks.unit.test(figure.unit) || query.asks.unit.test(figure.text)) ? 1.25 : 0.3;
    if (!places.every(function (code) { return figure.place.startsWith(code); })) score = 0;
    if (places.length && places.indexOf(figure.place) < 0) score *= 0.85;
    const year = /(?:19|20)[0-9]{2}/.exec(query.plain);
    if (year && figure.day.indexOf(year[0]) < 0) score = 0;
    if (isNaming(figure) !== query.asks.which) score *= 0.5;
    if (/提案人/.test(figure.said) && !/建议|提案|应该/.test(query.plain)) score *= 0.8;
    if (/目标/.test(figure.said) && !/目标|计划|[要到]/.test(query.plain)) score *= 0.85;
    return Object.assign({}, figure, { score: score });
  }

  function isNaming(figure) {
    return figure.said.indexOf('称谓') >= 0;
  }

  /** How much of the metric the query says, and of the query the metric: long metrics are not said whole. */
  function inMetric(query, figure) {
    const metric = Array.from(figure.metric);
    const asked = query.forms[query.forms.length - 1].characters.filter(function (c) { return !/[0-9]/.test(c) && !LIGHT.test(c); });
    const met = metric.filter(function (c) { return asked.indexOf(c) >= 0; }).length;
    const said = asked.filter(function (c) { return metric.indexOf(c) >= 0; }).length;
    return Math.max(met / metric.length, SAID * said / (asked.length || 1));
  }
})(window);
