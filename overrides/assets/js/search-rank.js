'use strict';
// Ranking: how well names, text and figures answer a query, and all of it in one order.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const MISSING = 0.35;

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

  /**
   * Fit of the text: which terms a practice has, rare ones counting more.
   * Returns {scores (by number, 0 to 1), numbers (those above 0)}. An array: maps are too slow for 10,000 records.
   */
  cb.textFit = function (found, count) {
    const scores = new Float64Array(count);
    const numbers = [];
    let total = 0;
    found.forEach(function (entry) {
      if (!entry.postings) {
        total += MISSING * Math.log(1 + count / 2);
        return;
      }
      const rarity = Math.log(1 + (count - entry.postings.count + 0.5) / (entry.postings.count + 0.5));
      total += rarity;
      add(entry.postings, rarity, scores, numbers);
    });
    numbers.forEach(function (number) { scores[number] /= total; });
    return { scores: scores, numbers: numbers };
  };

  function add(postings, rarity, scores, numbers) {
    const held = postings.numbers;
    for (let i = 0; i < held.length; i++) {
      if (scores[held[i]] === 0) numbers.push(held[i]);
      scores[held[i]] += rarity * (0.25 + 0.75 * postings.strengths[i]);
    }
  }

  /** Figures that match the query's numbers, by number of the practice: a figure with its score. */
  cb.figureFit = function (query, found) {
    const fits = new Map();
    query.numbers.forEach(function (number) {
      const entry = found.find(function (one) { return one.term === number.value; });
      (entry ? entry.figures : []).forEach(function (figure) {
        const score = figureScore(number, cb.folded(figure[3]), figure[3]);
        const known = fits.get(figure[0]);
        if (!known || known.score < score) fits.set(figure[0], cb.figure(figure.slice(1), score));
      });
    });
    return fits;
  };

  /** A figure as a row of the data tells it. doubt: what stands before the number; said: all that stands behind it and its metric. */
  cb.figure = function (row, score) {
    return { key: row[0], doubt: row[1], text: row[2], metric: row[3], said: row[4], score: score };
  };

  function figureScore(number, folded, shown) {
    const wanted = cb.folded(number.value + number.unit);
    const same = !number.unit || shown.indexOf(number.value + number.unit) >= 0 || folded.indexOf(wanted) >= 0;
    if (!same) return 0.3;
    const long = number.value.length > 2 || number.unit ? 0.1 : 0;
    return (number.alone ? 0.85 : 0.55) + long;
  }

  /** One number from the three fits. A good name decides; below that, text does. */
  cb.total = function (name, text, figure) {
    const strong = Math.max(name, figure);
    return 2.2 * Math.pow(strong, 3) + text;
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
