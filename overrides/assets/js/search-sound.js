'use strict';
// How characters sound, and whether letters or characters spell a name.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const sounds = new Map();
  const strangers = new Set();

  /** Learn a table such as `dong东栋,lou楼`. strange: of characters that no record has. */
  cb.learnSounds = function (table, strange) {
    table.split(',').forEach(function (group) {
      const syllable = /^[a-z]+/.exec(group);
      if (!syllable) return;
      Array.from(group.slice(syllable[0].length)).forEach(function (c) {
        const known = sounds.get(c);
        if (strange && !known) strangers.add(c);
        if (!known) sounds.set(c, [syllable[0]]);
        else if (known.indexOf(syllable[0]) < 0) known.push(syllable[0]);
      });
    });
  };

  /** Whether some record has this character, so that its sound leads to something: the first table holds those. */
  cb.isHeard = function (character) {
    return Boolean(sounds.get(character)) && !strangers.has(character);
  };

  cb.sounds = sounds;
  const NONE = [];

  cb.readings = function (character) {
    return sounds.get(character) || NONE;
  };

  /** A syllable as many say it: zh as z, ng as n, lve as lue. */
  function near(syllable) {
    return syllable.replace(/^([zcs])h/, '$1').replace(/ng$/, 'n').replace(/^([ln])ve$/, '$1ue');
  }

  const alike = new Map();
  const shapes = new Map();

  /** Learn characters that look alike: `栋株,饭饮`. */
  cb.learnShapes = function (groups) {
    groups.split(',').forEach(function (group) {
      Array.from(group).forEach(function (c) { shapes.set(c, (shapes.get(c) || '') + group); });
    });
  };

  /** How much one character is the other: 1 the same, 0.85 the same sound, 0.78 the same look, 0.7 nearly the same sound, 0 not. */
  cb.alike = function (one, other) {
    if (one === other) return 1;
    let row = alike.get(one);
    if (!row) alike.set(one, (row = new Map()));
    let value = row.get(other);
    if (value === undefined) row.set(other, (value = Math.max(likeness(cb.readings(one), cb.readings(other)), (shapes.get(one) || '').indexOf(other) < 0 ? 0 : 0.78)));
    return value;
  };

  function likeness(ours, theirs) {
    let best = 0;
    ours.forEach(function (a) {
      theirs.forEach(function (b) {
        if (a === b) best = 0.85;
        else if (best < 0.7 && near(a) === near(b)) best = 0.7;
      });
    });
    return best;
  }

  /**
   * How well a query of letters (characters may be among them) spells characters from a place on.
   * Returns {full, short, end} (characters spelled whole, by their initial; the place behind), or null.
   */
  cb.spell = function (query, at, characters, place) {
    if (at === query.length) return { full: 0, short: 0, end: place };
    if (place === characters.length) return null;
    const c = characters[place];
    if (query[at] === c) return counted(cb.spell(query, at + 1, characters, place + 1), 'full');
    const readings = cb.readings(c);
    if (cb.isHan(query[at])) return cb.alike(query[at], c) ? counted(cb.spell(query, at + 1, characters, place + 1), 'full') : null;
    for (let i = 0; i < readings.length; i++) {
      const found = spelled(readings[i], query, at, characters, place);
      if (found) return found;
    }
    return null;
  };

  function spelled(reading, query, at, characters, place) {
    if (reading[0] !== query[at]) return null;
    const ways = spellings(reading);
    for (let i = 0; i < ways.length; i++) {
      const whole = follow(ways[i], query, at, characters, place);
      if (whole) return counted(whole, 'full');
    }
    const rest = query.slice(at);
    if (rest.length < reading.length && reading.lastIndexOf(rest, 0) === 0) return { full: 0, short: 1, end: place + 1 };
    // `sh` may be the start of one syllable, or the initials of two.
    const two = /^[zcs]h/.test(reading) && query[at + 1] === 'h' ? cb.spell(query, at + 2, characters, place + 1) : null;
    return counted(two || cb.spell(query, at + 1, characters, place + 1), 'short');
  }

  const spelt = new Map();

  /** A syllable as it is written, then as many write it: zh and z, ng and n; ü as v, yu (in passports) and u. */
  function spellings(reading) {
    let ways = spelt.get(reading);
    if (ways) return ways;
    const start = /^[zcs]h/.test(reading) ? reading[0] + reading.slice(2) : reading.replace(/^([zcs])/, '$1h');
    ways = [reading, start].concat([reading, start].map(function (way) {
      return /[aei]n$/.test(way) ? way + 'g' : way.replace(/([aei]n)g$/, '$1');
    }), /^[ln]v/.test(reading) ? [reading.replace('v', 'yu'), reading.replace('v', 'u')] : []);
    spelt.set(reading, (ways = Array.from(new Set(ways))));
    return ways;
  }

  function follow(syllable, query, at, characters, place) {
    return query.startsWith(syllable, at) ? cb.spell(query, at + syllable.length, characters, place + 1) : null;
  }

  let known = null;

  /** Letters cut into syllables, the longest first; what is none stays single letters: `loudongz` is lou, dong, z. */
  cb.syllables = function (letters) {
    if (!known || known.size === 0) {
      known = new Map();
      sounds.forEach(function (readings) { readings.forEach(learnSpellings); });
    }
    const found = [];
    for (let at = 0; at < letters.length;) {
      let length = Math.min(6, letters.length - at);
      while (length > 1 && !known.has(letters.substr(at, length))) length--;
      found.push(known.get(letters.substr(at, length)) || letters[at]);
      at += length;
    }
    return found;
  };

  /** Other ways to write ü lead to the syllable too; `lu` alone is another one. */
  function learnSpellings(reading) {
    known.set(reading, reading);
    if (/^[ln]v/.test(reading)) known.set(reading.replace('v', 'yu'), reading);
    if (/^[ln]ve/.test(reading)) known.set(reading.replace('v', 'u'), reading);
  }

  function counted(found, kind) {
    if (found) found[kind] += 1;
    return found;
  }
})(window);
