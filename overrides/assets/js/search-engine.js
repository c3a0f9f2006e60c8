'use strict';
// The engine that box and page share: a query in; practices, answers and pages of other kinds out. The same way at every size:
// terms choose candidates, their cards decide. Two rounds of files: names and terms, then cards and figures.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  // How well one must fit to answer the whole query; of long ones a part is enough: [up to so many characters, part].
  const FITS = { name: 0.5, like: 0.62, figure: 0.5, covered: [[5, 0.72], [7, 0.5], [Infinity, 0.4]] };
  const NEAREST = 5;
  const NEAR = 0.435;
  const LIKELY = 0.3;
  const PARTLY = 0.8;
  const GUESS = 0.2;
  const LETTERS = /^[a-z0-9]+$/;
  let head = null;
  let areStrangersKnown = false;

  /** A promise of the counts and indexes; asked for once. */
  cb.start = function () {
    if (head) return Promise.resolve(head);
    return cb.load('names').then(function (data) {
      if (!head) {
        cb.learnFacets(data.facets);
        cb.learnSounds(data.sounds);
        cb.learnShapes(data.shapes);
        head = data;
      }
      return head;
    });
  };

  /** A promise of {query, whole, weak, practices, answers, others, problem, nearest}. */
  cb.search = function (typed) {
    const first = cb.query(typed);
    return Promise.all([cb.start(), cb.lookUp(terms(first)), first.isTraditional ? learnTraditional() : null])
      .then(function () { return second(cb.query(typed)); })
      .then(function () { return last(cb.query(typed)); })
      .then(function (answer) { return cb.isMixed ? again(typed) : answer; });
  };

  /** The files were of two indexes: all once more, past what the browser kept. */
  function again(typed) {
    cb.forget();
    cb.forgetCards();
    cb.forgetQuery();
    head = null;
    return cb.search(typed);
  }

  /** What can be answered at once: {answer, final}. Null if something is not here yet. */
  cb.searchNow = function (typed) {
    if (!head || cb.isMixed) return null;
    const query = cb.query(typed);
    const found = query.strange && !(cb.simple && areStrangersKnown) ? null : cb.lookUpNow(terms(query));
    const heard = found && cb.lookUpNow(sounded(query, found));
    const near = heard && chosen(query, found, heard, head);
    if (!near || !cb.haveCards(near.close, head) || !cb.haveFigures(near.figures, head)) return null;
    return { answer: answer(query, found, near, near.figures.map(function (one) { return cb.figureNow(one, head); })), final: true };
  };

  /** Traditional characters: one more file, once. */
  function learnTraditional() {
    return cb.simple ? null : cb.load('traditional').then(function (pairs) {
      const characters = Array.from(pairs);
      cb.simple = new Map();
      for (let i = 0; i < characters.length; i += 2) cb.simple.set(characters[i], characters[i + 1]);
    });
  }

  /** The sounds of characters that no record has: one more file, once. */
  function learnStrangers() {
    return areStrangersKnown ? null : Promise.all([cb.load('strangers'), cb.start()]).then(function (parts) {
      cb.learnSounds(parts[0], true);
      areStrangersKnown = true;
    });
  }

  function terms(query) {
    return query.terms.concat(query.names, query.keys);
  }

  /** The terms of sound that are worth asking for: where letters or characters are not met as they were typed; all, where none is. */
  function sounded(query, found) {
    const texts = found.slice(0, query.terms.length);
    const isMet = LETTERS.test(query.forms[0].text) ? found.some(isHeld) : texts.length && texts.every(isHeld);
    return isMet ? [] : found.some(isHeld) ? query.sounds : query.guesses;
  }

  function isHeld(entry) {
    return Boolean(entry.postings);
  }

  /** The second round of files: what the first terms lead to, and beside it what they have shown to be missing. */
  function second(query) {
    const found = cb.lookUpNow(terms(query));
    if (!found) return null; // it was in traditional characters
    return Promise.all([
      needed(chosen(query, found, [], head), head), query.strange ? Promise.all([learnTraditional(), learnStrangers()]) : null, cb.lookUp(sounded(query, found)),
    ]);
  }

  /** All is here for most queries; else what was mistyped is asked for now. */
  function last(query) {
    return cb.lookUp(terms(query)).then(function (found) {
      return cb.lookUp(sounded(query, found)).then(function (heard) {
        const near = chosen(query, found, heard, head);
        return needed(near, head).then(function (figures) { return answer(query, found, near, figures); });
      });
    });
  }

  function needed(near, head) {
    return Promise.all([cb.needFigures(near.figures, head), cb.needCards(near.close, head)]).then(function (parts) { return parts[0]; });
  }

  /** The practices and figures to look at: {text, weights, words, order, close, figures}. heard: entries of terms of sound. */
  function chosen(query, found, heard, head) {
    const words = found.slice(0, query.terms.length);
    const named = found.slice(query.terms.length, query.terms.length + query.names.length).concat(heard);
    const keyed = found.slice(query.terms.length + query.names.length);
    const papers = keyed.filter(function (entry) { return entry.postings; });
    const all = papers.length ? -1 : 0;
    const text = cb.textFit(words.concat(papers), query.masks.concat(papers.map(function () { return all; })), head.count, 'postings');
    const figures = cb.figureCandidates(query, words, keyed, head.count);
    const raised = figures.filter(function (one) { return one.exact; }).map(function (one) { return [one.practice, one.exact / 2]; });
    const best = cb.candidates(text, cb.textFit(named, null, head.count, 'postings'), named, raised, query.asks);
    return { text: text, words: words.concat(papers), weights: cb.weights(query, words, head.count), order: best.order, close: best.close, figures: figures };
  }

  function answer(query, found, near, figures) {
    const values = cb.valueFit(query, near.words, head.count);
    const answers = cb.answersOf(query, figures, near.weights, cb.placesNamed(query, values));
    const told = byPractice(query, figures, answers);
    const likely = query.asks && figures.length ? figures.reduce(function (best, one) { return one.score > best.score ? one : best; }) : null;
    const judged = near.close.map(function (n) { return judge(query, n, near, told.get(n), answers, likely); });
    const rest = near.order.slice(near.close.length).map(function (n) { return fits(query, bare(query, n, near), near); });
    const ranked = cb.guessed(query, judged, cb.inOrder(judged.filter(isAny)).concat(rest));
    const whole = ranked.filter(function (r) { return r.whole; });
    const weak = ranked.filter(function (r) { return !r.whole; });
    const problem = cb.problemOf(query, values);
    const others = cb.shownValues(values).filter(function (value) { return value !== problem; }); // it has its own place
    return {
      query: query, asksFigure: Boolean(query.asks), answers: answers,
      practices: whole.concat(weak), whole: whole, weak: weak,
      others: others, problem: problem,
      nearest: {
        names: cb.inOrder(judged.filter(isNear)).slice(0, NEAREST).map(function (r) { return r.card; }),
        themes: cb.nearestValues(values, 'themes'), problems: cb.nearestValues(values, 'problems'),
      },
    };
  }

  /** Its name is near enough to be named where nothing fits: rather none than any. */
  function isNear(result) {
    return result.name.score >= NEAR;
  }

  function isAny(result) {
    return result.text > 0 || result.figure || result.name.score > 0.12;
  }

  /** The figures of each practice that the query asks about. */
  function byPractice(query, figures, answers) {
    const told = new Map();
    answers.concat(figures.filter(function (one) { return one.exact; })).forEach(function (figure) {
      const known = told.get(figure.number) || [];
      if (!known.some(function (one) { return one.id === figure.id; })) told.set(figure.number, known.concat(figure));
    });
    return told;
  }

  /** One card judged by name, text and figure. */
  function judge(query, number, near, figures, answers, likely) {
    const card = cb.card(number);
    const name = cb.nameFit(query, card);
    const figure = (figures || []).find(function (one) { return one.exact; }) || null;
    const fit = figure ? figureScore(query, figure) : answers.length && answers[0].number === number ? 0.75 : 0;
    const result = bare(query, number, near);
    return fits(query, Object.assign(result, {
      score: cb.total(name.score, result.text + (likely && likely.number === number ? LIKELY * likely.score : 0), fit), card: card, name: name, figure: figure, figures: (figures || []).slice(0, 3), fit: fit,
    }), near);
  }

  function figureScore(query, figure) {
    return (query.alone ? 0.85 : 0.6) + (figure.exact > 1 ? 0.1 : 0);
  }

  function bare(query, number, near) {
    const covered = cb.covered(near.text.masks[number], near.weights);
    const text = near.text.scores[number] * (query.length > near.weights.length ? 1 : PARTLY + (1.2 - PARTLY) * covered);
    return {
      number: number, score: text, card: cb.card(number) || null, name: { score: 0, name: null, way: '' }, figure: null, figures: [], fit: 0,
      text: text, covered: covered,
    };
  }

  /** Whether a result answers the whole query, or only some of its words. */
  function fits(query, result, near) {
    const covered = query.length > near.weights.length ? 2.5 * result.text : result.covered;
    const least = FITS.covered.find(function (one) { return query.length <= one[0]; })[1];
    result.whole = result.name.score >= (result.name.way ? FITS.like : FITS.name) || result.fit >= FITS.figure || covered >= least;
    return result;
  }

  /** Letters that spell nothing: the names that sound nearest, after what the text has. */
  cb.guessed = function (query, judged, results) {
    if (!/^[a-z0-9]{4,}$/.test(query.forms[0].text) || (results.length && results[0].score > 0.3)) return results;
    const guesses = judged.map(function (result) {
      const name = cb.guessFit(query, result.card);
      return Object.assign({}, result, { score: cb.total(name.score, 0, 0), name: name, whole: name.score >= 0.4 });
    });
    return cb.inOrder(guesses.filter(function (r) { return r.name.score > GUESS; })).concat(results.filter(function (r) { return r.text > 0; }));
  };
})(window);
