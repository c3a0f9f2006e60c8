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

  const SHARDS = 2048;
  const SPELLED = /^=[a-z0-9]{3,}$/;
  const BEGUN = 0.6;

  /** The file that holds a term. Whole names lie by how they begin: typing on stays in one file; `楼*长` lies beside `楼长`. */
  function fileOf(term) {
    return 'terms/' + cb.shard(term[0] === '=' ? Array.from(term).slice(0, 4).join('') : term.replace('*', ''), SHARDS);
  }

  /** A promise of [{term, postings, told (of figures), values, figures (that say a number)}]; parts are missing where nothing has them. */
  cb.lookUp = function (terms) {
    return Promise.all(terms.map(function (term) {
      const name = fileOf(term);
      const here = cb.have(name);
      return here ? entry(term, here) : cb.load(name).then(function (shard) { return entry(term, shard); });
    }));
  };

  /** The same at once, or null if a shard is not here yet. */
  cb.lookUpNow = function (terms) {
    const found = [];
    for (let i = 0; i < terms.length; i++) {
      const here = cb.have(fileOf(terms[i]));
      if (!here) return null;
      found.push(entry(terms[i], here));
    }
    return found;
  };

  /** A shard keeps what was read of it: the same term twice is decoded once. */
  function entry(term, shard) {
    const key = '?' + term;
    if (!own(shard, key)) {
      shard[key] = {
        term: term,
        postings: term[0] === '#' ? null : SPELLED.test(term) ? begun(term, shard) : own(shard, term) ? cb.decode(shard[term]) : null,
        told: own(shard, '$' + term) ? cb.decode(shard['$' + term]) : null,
        values: own(shard, '~' + term) ? shard['~' + term] : [],
        figures: term[0] === '#' && own(shard, term) ? shard[term] : [],
      };
    }
    return shard[key];
  }

  /** Postings of all spelled names that begin so: letters come one by one. */
  function begun(term, shard) {
    const found = { count: 0, numbers: [], strengths: [] };
    Object.keys(shard).filter(function (key) { return key.startsWith(term); }).forEach(function (key) {
      const one = cb.decode(shard[key]);
      one.numbers.forEach(function (number, i) {
        if (found.numbers.indexOf(number) < 0) found.numbers.push(number);
        else return;
        found.strengths.push(one.strengths[i] * (key === term ? 1 : BEGUN));
      });
    });
    found.count = found.numbers.length;
    return found.count ? found : null;
  }

  function own(shard, key) {
    return Object.prototype.hasOwnProperty.call(shard, key);
  }
})(window);
