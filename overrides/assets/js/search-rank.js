'use strict';
// Ranking: how well names, text and figures answer a query, and all of it in one order.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const MISSING = 0.35;
  const LINEAR = 0.1;

  /** Fit of a query to the names of a card: {score, name, way}. */
  cb.nameFit = function (query, card) {
    return query.fits[card.number] || (query.fits[card.number] = fitOf(query, card));
  };

  function fitOf(query, card) {
    let best = { score: 0, name: null, way: '' };
    for (let f = 0; f < query.forms.length; f++) {
      for (let i = 0; i < card.names.length; i++) {
        const name = card.names[i];
        const fit = cb.fit(query.forms[f], name.ready);
        const score = cb.weighed(fit.score, name);
        if (score > best.score) best = { score: score, name: name, way: fit.way };
      }
    }
    const words = query.words.length ? wordsFit(query.words, card) : 0;
    return words > best.score ? { score: words, name: card.names[0], way: '' } : best;
  }

  /** Fit of mistyped letters to the names of a card: {score, name, way}. */
  cb.guessFit = function (query, card) {
    let best = { score: 0, name: null, way: '' };
    card.names.forEach(function (name) {
      const score = cb.weighed(cb.guess(query.forms[0].text, name.ready), name);
      if (score > best.score) best = { score: score, name: name, way: 'like' };
    });
    return best;
  };

  /** Words apart: each may fit another name, or the place; long words count more. */
  function wordsFit(words, card) {
    let total = 0;
    let sum = 0;
    words.forEach(function (word) {
      const length = word.characters.length;
      let best = card.places.indexOf(word.text) >= 0 ? 0.75 : 0;
      card.names.forEach(function (name) { best = Math.max(best, cb.weighed(cb.fit(word, name.ready).score, name)); });
      total += length;
      sum += length * Math.max(0, best - 0.1);
    });
    return 0.95 * sum / total;
  }

  /** How rare a term is that so many of `count` have. */
  cb.rarity = function (held, count) {
    return Math.log(1 + (count - held + 0.5) / (held + 0.5));
  };

  /**
   * Fit of the text: which terms each has, rare ones counting more. part: `postings` (of practices) or `told` (of figures).
   * Returns {scores (by number, 0 to 1), masks (of the characters covered), numbers (those above 0)}. Arrays: maps are too slow for 10,000.
   */
  cb.textFit = function (found, masks, count, part) {
    const fit = { scores: new Float64Array(count), masks: new Int32Array(count), numbers: [] };
    let total = 0;
    found.forEach(function (entry, i) {
      const postings = entry[part];
      const rarity = postings ? cb.rarity(postings.count, count) : MISSING * Math.log(1 + count / 2);
      total += rarity;
      if (postings) add(postings, rarity, masks ? masks[i] : 0, fit);
    });
    fit.numbers.forEach(function (number) { fit.scores[number] /= total; });
    return fit;
  };

  function add(postings, rarity, mask, fit) {
    const held = postings.numbers;
    for (let i = 0; i < held.length; i++) {
      const number = held[i];
      if (fit.scores[number] === 0) fit.numbers.push(number);
      fit.scores[number] += rarity * (0.25 + 0.75 * postings.strengths[i]);
      fit.masks[number] |= mask;
    }
  }

  /** What each character of a query weighs: the rarity of its commonest term; one that no record has weighs most. */
  cb.weights = function (query, found, count) {
    const weights = new Array(Math.min(query.length, 31)).fill(Infinity);
    found.forEach(function (entry, i) {
      const rarity = cb.rarity(entry.postings ? entry.postings.count : 0, count);
      weights.forEach(function (weight, at) { if (query.masks[i] >> at & 1) weights[at] = Math.min(weight, rarity); });
    });
    return weights.map(function (weight) { return weight === Infinity ? 0 : weight; });
  };

  /** The part of a query's weight that a mask covers. */
  cb.covered = function (mask, weights) {
    let all = 0;
    let met = 0;
    weights.forEach(function (weight, at) {
      all += weight;
      if (mask >> at & 1) met += weight;
    });
    return all ? met / all : 0;
  };

  /** One number from the three fits. A good name decides; below that, text does. */
  cb.total = function (name, text, figure) {
    const strong = Math.max(name, figure);
    return 2.2 * Math.pow(strong, 3) + LINEAR * name + text;
  };

  /** The results that are not far behind the best. part: how much of its score they must have. */
  cb.nearOnes = function (results, part) {
    const least = results.length ? results[0].score * part : 0;
    return results.filter(function (r) { return r.score >= least; });
  };

  /** Best first; equal ones in pinyin order, which is the order of the numbers. */
  cb.inOrder = function (results) {
    return results.sort(function (a, b) { return b.score - a.score || a.number - b.number; });
  };
})(window);
