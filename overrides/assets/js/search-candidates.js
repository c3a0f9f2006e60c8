'use strict';
// Which practices are worth a closer look: terms of text and of names choose some, at every size; only their cards are judged.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const WHOLE = 1.5;
  const CHOSEN = 200;
  const STEPS = 256;
  const SHORT = 4;
  const LOOKED_AT = 8;
  const FEWEST = 5;
  const FAR = 0.35;
  const MIDDLE = 6;
  const LETTERS = /^[a-z0-9]+$/;

  /** The practices that answer best by terms alone: {order (their numbers), close (those whose cards are worth it)}. text, names: fits; named: entries of the terms of names; raised: [number, by]; asks: a figure answers, so that fewer are looked at. */
  cb.candidates = function (text, names, named, raised, asks) {
    const scores = text.scores.slice();
    const numbers = text.numbers.slice();
    function raise(number, by) {
      if (scores[number] === 0) numbers.push(number);
      scores[number] += by;
    }
    names.numbers.forEach(function (n) { raise(n, names.scores[n]); });
    named.filter(function (entry) { return entry.term[0] === '=' && entry.postings; }).forEach(function (entry) {
      entry.postings.numbers.forEach(function (n, i) { raise(n, WHOLE * entry.postings.strengths[i]); });
    });
    raised.forEach(function (one) { raise(one[0], one[1]); });
    const order = best(numbers, scores).sort(function (a, b) { return scores[b] - scores[a] || a - b; }).slice(0, CHOSEN);
    const least = order.length ? FAR * scores[order[0]] : 0;
    return { order: order, close: order.slice(0, asks ? FEWEST : LOOKED_AT).filter(function (n, i) { return i < FEWEST || scores[n] >= least; }) };
  };

  /** Those that can be among the best `CHOSEN`: counted by steps of the score, since sorting all would take too long. */
  function best(numbers, scores) {
    if (numbers.length <= CHOSEN) return numbers;
    const most = numbers.reduce(function (top, n) { return Math.max(top, scores[n]); }, 0);
    const counts = new Int32Array(STEPS + 1);
    numbers.forEach(function (n) { counts[Math.floor(STEPS * scores[n] / most)]++; });
    let step = STEPS;
    for (let seen = counts[step]; seen < CHOSEN && step > 0;) seen += counts[--step];
    return numbers.filter(function (n) { return Math.floor(STEPS * scores[n] / most) >= step; });
  }

  /** The terms of names in a ready query. Long ones need no tolerance: their other pairs find them. */
  cb.nameTerms = function (form) {
    const characters = form.characters;
    if (characters.length === 1) return ['^' + characters[0]];
    const terms = ['=' + form.text];
    if (LETTERS.test(form.text)) return terms;
    for (let i = 0; i + 1 < characters.length && characters.length <= MIDDLE; i++) {
      terms.push(characters[i] + '*' + characters[i + 1]);  // two that changed places: its file is here already
      if (i + 2 < characters.length && characters.length <= SHORT) terms.push(characters[i] + '*' + characters[i + 2], characters[i] + characters[i + 2]);
    }
    return characters.length > 2 * MIDDLE ? [] : Array.from(new Set(terms));
  };

  /** Its terms of sound, for what is spelled in another way or mistyped. Sounds come with the first file. strangers: also by characters that no record has. */
  cb.soundTerms = function (form, strangers) {
    const characters = form.characters;
    if (characters.length === 1 || characters.length > 2 * MIDDLE && !LETTERS.test(form.text)) return [];
    if (LETTERS.test(form.text)) {
      const cut = cb.syllables(form.text);
      return Array.from(new Set(['=' + cut.join('')].concat(spoken(cut))));
    }
    const syllables = characters.map(function (c) { return strangers || cb.isHeard(c) ? cb.readings(c)[0] || '' : cb.isHan(c) ? '' : c; });
    return (syllables.every(Boolean) ? ['=' + syllables.join('')] : []).concat(characters.length <= MIDDLE ? pairs(syllables) : []);
  };

  /** Pairs of syllables and of initials: letters may be mistyped. */
  function spoken(syllables) {
    return pairs(syllables).concat(pairs(syllables.map(function (s) { return s[0]; })));
  }

  /** Pairs of syllables; of initials where one is no whole syllable. */
  function pairs(syllables) {
    const found = [];
    for (let i = 0; i + 1 < syllables.length; i++) {
      const one = syllables[i];
      const two = syllables[i + 1];
      if (one && two) found.push(one.length > 1 && two.length > 1 ? one + ' ' + two : one[0] + ' ' + two[0]);
    }
    return found;
  }
})(window);
