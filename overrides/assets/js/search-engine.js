'use strict';
// The engine that box and page share: a query in, ranked practices and values of indexes out.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const LOOKED_AT = 12;
  const MOST_VALUES = 12;
  const WEAKEST = 0.12;
  const SURE = 0.3;
  const GUESS = 0.2;
  const LOOSEST = 0.45;
  let head = null;

  /** A promise of the list of names and counts; asked for once. */
  cb.start = function () {
    if (head) return Promise.resolve(head);
    return cb.load('names').then(function (data) {
      return data.split ? cb.loadScript('search-split').then(function () { return data; }) : data;
    }).then(function (data) {
      if (!head) {
        cb.learnFacets(data.facets);
        cb.learnSounds(data.sounds);
        cb.learnCards(data.cards, 0);
        head = data;
      }
      return head;
    });
  };

  /** A promise of {query, practices: [{number, score, card, name, way, figure}], values: […]}. */
  cb.search = function (typed) {
    return cb.start().then(function () { return known(typed); }).then(function (query) {
      if (head.split) return cb.splitAnswer(query, head);
      const ready = cb.lookUpNow(query.terms, head);
      return ready ? answer(query, ready) : cb.lookUp(query.terms, head).then(function (found) { return answer(query, found); });
    });
  };

  /** What can be answered at once: {answer, final}; names alone while the text is on its way. Null if nothing can. */
  cb.searchNow = function (typed) {
    if (!head || head.split) return null;
    const query = cb.query(typed);
    const ready = query.strange && !cb.simple ? null : cb.lookUpNow(query.terms, head);
    return { answer: answer(query, ready || []), final: Boolean(ready) };
  };

  /** A query whose characters are all known: traditional ones and strange ones need one more file, once. */
  function known(typed) {
    const query = cb.query(typed);
    if (!query.strange || cb.simple) return query;
    return cb.load('characters').then(function (data) {
      cb.learnSounds(data.sounds);
      const characters = Array.from(data.traditional);
      cb.simple = new Map();
      for (let i = 0; i < characters.length; i += 2) cb.simple.set(characters[i], characters[i + 1]);
      return cb.query(typed);
    });
  }

  function answer(query, found) {
    const text = cb.textFit(found, head.count);
    const figures = cb.figureFit(query, found);
    const results = cb.cards().map(function (card) { return cb.judged(query, card, text.scores[card.number], figures.get(card.number)); });
    return { query: query, practices: cb.guessed(query, kept(results)), values: cb.valueFit(query, found).slice(0, MOST_VALUES) };
  }

  /** Letters that spell nothing: the names that sound nearest, after what the text has. */
  cb.guessed = function (query, results) {
    if (!/^[a-z0-9]{4,}$/.test(query.forms[0].text) || (results.length && results[0].score > SURE)) return results;
    const guesses = cb.cards().map(function (card) {
      const name = cb.guessFit(query, card);
      return { number: card.number, score: cb.total(name.score, 0, 0), card: card, name: name, figure: null, text: 0 };
    });
    return cb.inOrder(guesses.filter(function (r) { return r.name.score > GUESS; })).concat(results);
  };

  /** One card judged by name, text and figure. */
  cb.judged = function (query, card, text, figure) {
    const name = cb.nameFit(query, card);
    const score = cb.total(name.score, text, figure ? figure.score : 0);
    return { number: card.number, score: score, card: card, name: name, figure: figure || null, text: text };
  };

  /** The cards whose names are nearest to a query that found nothing. */
  cb.nearest = function (query) {
    const fits = cb.cards().map(function (card) { return { card: card, number: card.number, score: cb.nameFit(query, card).score }; });
    return cb.inOrder(fits.filter(function (fit) { return fit.score > 0; })).slice(0, 5).map(function (fit) { return fit.card; });
  };

  function kept(results) {
    return cb.inOrder(results.filter(function (r) { return r.text > 0 || r.figure || r.name.score > WEAKEST; }));
  }

  cb.kept = kept;
  cb.LOOKED_AT = LOOKED_AT;

  /** Values of indexes by how much of their name the query holds. */
  cb.valueFit = function (query, found) {
    const values = new Map();
    found.forEach(function (entry) {
      entry.values.forEach(function (value) {
        const key = value[0] + '/' + value[1];
        const known = values.get(key) || { facet: value[0], id: value[1], name: value[2], count: value[3], others: value[4], met: 0 };
        known.met += entry.term.length;
        values.set(key, known);
      });
    });
    const results = Array.from(values.values());
    results.forEach(function (value) {
      value.score = valueScore(query, value);
      value.exact = isNamed(query, value);
    });
    return results.filter(function (v) { return v.score >= LOOSEST; }).sort(function (a, b) { return b.score - a.score || b.count - a.count || (a.id < b.id ? -1 : 1); });
  };

  function foldedNames(value) {
    return [value.name].concat(value.others ? value.others.split('|') : []).map(cb.folded);
  }

  /** Whether the whole query is one of the value's names. */
  function isNamed(query, value) {
    return foldedNames(value).some(function (name) { return query.forms.some(function (form) { return form.text === name; }); });
  }

  function valueScore(query, value) {
    let best = 0;
    foldedNames(value).forEach(function (folded) {
      query.forms.concat(query.words).forEach(function (form) {
        if (folded === form.text) best = Math.max(best, 1);
        else if (folded.indexOf(form.text) >= 0) best = Math.max(best, 0.6 + 0.3 * form.text.length / folded.length);
        else if (folded.length > 1 && form.text.indexOf(folded) >= 0) best = Math.max(best, 0.5 + 0.3 * folded.length / form.text.length);
      });
    });
    const all = query.terms.reduce(function (sum, term) { return sum + term.length; }, 0) || 1;
    return Math.max(best, 0.8 * value.met / all);
  }
})(window);
