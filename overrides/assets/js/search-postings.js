'use strict';
// Reading the shards: postings, values of indexes and figures of the terms of a query.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
  const CODES = {};
  Array.from(ALPHABET).forEach(function (c, i) { CODES[c] = i; });
  const HALF = 32;
  const STEPS = 15;

  /** Postings as {count, numbers, strengths (0 to 1)}. */
  cb.decode = function (text) {
    const bar = text.indexOf('|');
    const numbers = [];
    const strengths = [];
    let number = 0;
    for (let at = bar + 1; at < text.length;) {
      let distance = 0;
      let scale = 1;
      let code = CODES[text[at++]];
      while (code >= HALF) {
        distance += (code - HALF) * scale;
        scale *= HALF;
        code = CODES[text[at++]];
      }
      number += distance + code * scale;
      numbers.push(number);
      strengths.push(CODES[text[at++]] / STEPS);
    }
    return { count: bar > 0 ? Number(text.slice(0, bar)) : numbers.length, numbers: numbers, strengths: strengths };
  };

  const decoded = new Map();

  function postings(term, text) {
    let known = decoded.get(term);
    if (!known) decoded.set(term, (known = cb.decode(text)));
    return known;
  }

  /** The file that holds a term. Whole names lie by how they begin: typing on stays in one file. */
  function fileOf(term, head) {
    return 'terms/' + cb.shard(term[0] === '=' ? Array.from(term).slice(0, 4).join('') : term, head.shards);
  }

  /** A promise of [{term, postings, values, figures}]; parts are missing where no record has them. */
  cb.lookUp = function (terms, head) {
    return Promise.all(terms.map(function (term) {
      const name = fileOf(term, head);
      const here = cb.have(name);
      return here ? entry(term, here) : cb.load(name).then(function (shard) { return entry(term, shard); });
    }));
  };

  /** The same at once, or null if a shard is not here yet. */
  cb.lookUpNow = function (terms, head) {
    const found = [];
    for (let i = 0; i < terms.length; i++) {
      const here = cb.have(fileOf(terms[i], head));
      if (!here) return null;
      found.push(entry(terms[i], here));
    }
    return found;
  };

  function entry(term, shard) {
    const has = Object.prototype.hasOwnProperty;
    return {
      term: term,
      postings: has.call(shard, term) ? postings(term, shard[term]) : null,
      values: has.call(shard, '~' + term) ? shard['~' + term] : [],
      figures: has.call(shard, '#' + term) ? shard['#' + term] : [],
    };
  }
})(window);
