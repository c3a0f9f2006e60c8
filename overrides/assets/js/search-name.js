'use strict';
// How well a query fits a name: from 0 to 1, and which characters of the name it met.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const LETTERS = /[a-z]/;
  const LONGEST_LIKE = 24;

  /** A name made ready: {text, characters}. */
  cb.ready = function (name) {
    const text = cb.folded(name);
    return { text: text, characters: Array.from(text) };
  };

  /** Fit of a ready query to a ready name: {score, way}; way: '', 'sound', 'like'. */
  cb.fit = function (query, name) {
    const q = query.text;
    const n = name.text;
    if (!q || !n) return { score: 0, way: '' };
    const at = n.indexOf(q);
    if (at >= 0) return { score: within(at, query.characters.length, name.characters.length), way: '' };
    if (n.length > 1 && q.indexOf(n) >= 0) {
      return { score: 0.3 + 0.62 * (name.characters.length / query.characters.length), way: '' };
    }
    const sound = LETTERS.test(q) ? spelling(query, name) : 0;
    const like = query.han > 1 && query.characters.length <= LONGEST_LIKE ? likeness(query, name) : 0;
    return sound >= like ? { score: sound, way: 'sound' } : { score: like, way: 'like' };
  };

  function within(at, length, whole) {
    if (length === whole) return 1;
    return (at === 0 ? 0.88 : 0.82) + 0.08 * (length / whole);
  }

  function spelling(query, name) {
    let best = 0;
    for (let place = 0; place < name.characters.length; place++) {
      const found = cb.spell(query.text, 0, name.characters, place);
      if (!found) continue;
      const met = found.full + found.short;
      const exact = found.full / met;
      const cover = (found.end - place) / name.characters.length;
      const start = cover === 1 ? 0.92 : place === 0 ? 0.8 : 0.7;
      best = Math.max(best, start - (exact === 1 ? 0 : 0.06) + 0.06 * exact + (cover === 1 ? 0 : 0.08 * cover));
    }
    return best;
  }

  /** How alike letters and the sound of a name are, slips of the hand allowed: the share of pairs of letters that both have. */
  cb.guess = function (letters, name) {
    if (!name.pairs) {
      const syllables = name.characters.map(function (c) { return cb.readings(c)[0] || c; });
      name.pairs = [syllables.join(''), syllables.map(function (s) { return s[0]; }).join('')].map(pairsOf);
    }
    const own = pairsOf(letters);
    return 0.7 * Math.pow(Math.max(common(own, name.pairs[0]), common(own, name.pairs[1])), 1.5);
  };

  function pairsOf(text) {
    const pairs = new Set();
    for (let i = 0; i + 1 < text.length; i++) pairs.add(text.substr(i, 2));
    return pairs;
  }

  function common(one, other) {
    let both = 0;
    one.forEach(function (pair) { if (other.has(pair)) both++; });
    return 2 * both / (one.size + other.size || 1);
  }

  /** How many characters of a name are like any of the query: most names have none, and are done with. */
  function shared(query, characters) {
    const known = query.like || (query.like = new Map());
    let count = 0;
    for (let i = 0; i < characters.length && count < 2; i++) {
      const c = characters[i];
      let like = known.get(c);
      if (like === undefined) known.set(c, (like = query.characters.some(function (own) { return cb.alike(own, c) > 0; })));
      if (like) count++;
    }
    return count;
  }

  /** The best way to lay the query along the name; wrong, missing and added characters cost. */
  function likeness(query, name) {
    const a = query.characters;
    const b = name.characters;
    if (shared(query, b) < 2) return 0;
    let before = new Array(b.length + 1).fill(0);
    let second = before;
    let best = 0;
    for (let i = 0; i < a.length; i++) {
      const row = [0];
      for (let j = 0; j < b.length; j++) {
        const same = cb.alike(a[i], b[j]);
        const step = before[j] + (same || -0.35);
        const swapped = i && j && same < 1 && a[i] === b[j - 1] && a[i - 1] === b[j] ? second[j - 1] + 1.6 : 0;
        row.push(Math.max(0, step, swapped, before[j + 1] - 0.3, row[j] - 0.15));
        if (row[j + 1] > best) best = row[j + 1];
      }
      second = before;
      before = row;
    }
    if (best < 1.5) return 0;
    const part = best / a.length;
    const cover = Math.min(1, best / b.length);
    return part > 0.3 ? 0.78 * Math.pow(part, 1.6) + 0.14 * cover * part : 0;
  }
})(window);
