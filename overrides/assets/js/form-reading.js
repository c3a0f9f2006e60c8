'use strict';
// Readings as the generator has them (scripts/casebook/text/pinyin.py), and the ids made of them.
(function (root) {
  const form = root.cb.form;
  const LONGEST_ID = 64;
  const LONGEST_KEY = 40;
  const MARKS = { a: 'āáǎà', e: 'ēéěè', i: 'īíǐì', o: 'ōóǒò', u: 'ūúǔù', v: 'ǖǘǚǜ' };
  let table = null;

  /** A promise that the readings are here. */
  form.needReadings = function () {
    return form.load('readings').then(function (data) { if (!table) table = tables(data); });
  };

  function tables(data) {
    const anywhere = phrases(data.phrases);
    joined(anywhere, data.anywhere);
    return {
      characters: characters(data.characters), own: phrases(data.own), anywhere: anywhere, atHead: joined(phrases(''), data.atHead),
      several: phrases(data.polyphones).said, inPlaces: phrases(data.inPlaces).said, surnames: phrases(data.surnames).said,
      han: new RegExp('[' + data.han + ']', 'u'), token: new RegExp('[A-Za-z0-9]+|[' + data.han + ']', 'gu'), latin: /[A-Za-z0-9]+/y,
      kindAhead: new RegExp(data.kindAhead, 'uy'), wordEnds: new RegExp(data.wordEnds, 'uy'), namedAfter: new RegExp(data.namedAfter, 'uy'),
    };
  }

  function characters(text) {
    const found = new Map();
    text.split(',').forEach(function (group) {
      const syllable = /^[a-z]+[0-9]/.exec(group)[0];
      Array.from(group.slice(syllable.length)).forEach(function (c) { found.set(c, syllable); });
    });
    return found;
  }

  function phrases(text) {
    const found = { said: new Map(), longest: 0 };
    text.split(' ').filter(Boolean).forEach(function (entry) {
      const at = entry.search(/[a-z]+[0-9]/);
      learn(found, entry.slice(0, at), entry.slice(at).match(/[a-zA-Z]+[0-9]/g));
    });
    return found;
  }

  function learn(known, phrase, said) {
    known.said.set(phrase, said);
    known.longest = Math.max(known.longest, phrase.length);
  }

  /** Learn each first part before each second: 曾 and 姐 give 曾姐. */
  function joined(known, joints) {
    joints.forEach(function (joint) {
      phrases(joint[0]).said.forEach(function (first, word) {
        phrases(joint[1]).said.forEach(function (second, other) { learn(known, word + other, first.concat(second)); });
      });
    });
    return known;
  }

  /** The syllables of a text: [{text, said ('chang2', a Latin word whole), decided}]. Empty before `needReadings`. */
  form.heard = function (text) {
    let found = [];
    let start = 0;
    for (let at = 0; table && at < text.length;) {
      const phrase = longest(table.own, text, at, text.length);
      if (phrase) {
        found = found.concat(between(text, start, at), ofPhrase(phrase, table.own.said.get(phrase)));
        start = at + phrase.length;
      }
      at += phrase.length || 1;
    }
    return table ? found.concat(between(text, start, text.length)) : [];
  };

  function ofPhrase(phrase, said) {
    return (phrase.match(table.token) || []).map(function (token, i) { return { text: token, said: said[i] || '', decided: true }; });
  }

  function between(text, start, end) {
    let found = [];
    for (let at = start; at < end;) {
      const phrase = phraseAt(text, at, end);
      const one = phrase || text.slice(at, end).match(/^(?:[A-Za-z0-9]+|[^])/u)[0];
      if (phrase) found = found.concat(ofPhrase(phrase, table.anywhere.said.get(phrase) || table.atHead.said.get(phrase)));
      else if (/^[A-Za-z0-9]/.test(one)) found.push({ text: one, said: one, decided: true });
      else if (table.han.test(one)) found.push(alone(text, at, one));
      at += one.length;
    }
    return found;
  }

  function phraseAt(text, at, end) {
    const found = longest(table.anywhere, text, at, end);
    const first = isHead(text, at) ? longest(table.atHead, text, at, end) : '';
    return first.length >= found.length ? first : found;
  }

  function longest(known, text, at, end) {
    for (let length = Math.min(known.longest, end - at); length > 0; length--) {
      const phrase = text.substr(at, length);
      if (known.said.has(phrase)) return phrase;
    }
    return '';
  }

  function isHead(text, at) {
    return at === 0 || !table.han.test(text[at - 1]);
  }

  function ahead(pattern, text, at) {
    pattern.lastIndex = at;
    return pattern.test(text);
  }

  /** The syllable of a character that no phrase holds; as `_alone` in text/pinyin.py. */
  function alone(text, at, c) {
    const head = isHead(text, at);
    const behind = at + c.length;
    const usual = table.characters.get(c) || '';
    if (table.inPlaces.has(c) && ahead(table.kindAhead, text, behind)) return { text: c, said: table.inPlaces.get(c)[0], decided: true };
    if (c === '长') return { text: c, said: head ? 'chang2' : 'zhang3', decided: !head && ahead(table.wordEnds, text, behind) };
    if (head && table.surnames.has(c) && ahead(table.namedAfter, text, behind)) return { text: c, said: table.surnames.get(c)[0], decided: true };
    return { text: c, said: usual, decided: !table.several.has(c) };
  }

  /** The readings of a character from which to choose: ['chang2', 'zhang3']. */
  form.readingsOf = function (c) {
    return (table && table.several.get(c)) || [];
  };

  /** A syllable as it is printed: `chang2` is cháng. */
  form.printed = function (said) {
    const parts = /^([a-z]+)([1-5])$/.exec(said);
    if (!parts) return said;
    const at = /[ae]/.test(parts[1]) ? parts[1].search(/[ae]/) : parts[1].indexOf('ou') >= 0 ? parts[1].indexOf('o') : parts[1].search(/[iouv](?!.*[iouv])/);
    const marked = parts[2] === '5' || at < 0 ? parts[1] : parts[1].slice(0, at) + MARKS[parts[1][at]][parts[2] - 1] + parts[1].slice(at + 1);
    return marked.replace(/v/g, 'ü');
  };

  /** The syllables of a text without tones; Latin words and numbers whole. */
  form.syllables = function (text) {
    return form.heard(text).map(function (one) { return one.said.replace(/^([a-z]+)[1-5]$/, '$1'); });
  };

  /** The syllables of printed pinyin without tones, where there is one for each character of a name; else of the name. */
  function spelt(name, pinyin) {
    const said = (pinyin || '').trim().split(/\s+/);
    if (said.length !== form.heard(name).length) return form.syllables(name);
    return said.map(function (one) {
      return one.toLowerCase().normalize('NFD').replace(/[\u0300\u0301\u0304\u030c]/g, '').normalize('NFC').replace(/ü/g, 'v').replace(/ê/g, 'e');
    });
  }

  function slug(text, most, pinyin) {
    const parts = spelt(text, pinyin).join('-').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').split('-');
    while (parts.length > 1 && parts.join('-').length > most) parts.pop();
    return parts.join('-').slice(0, most);
  }

  function free(id, taken) {
    let other = id;
    for (let n = 2; id && taken.indexOf(other) >= 0; n++) other = id + '-' + n;
    return other;
  }

  /** An id for a name that is not taken. pinyin: how the name is read, where somebody said so. */
  form.idFor = function (name, taken, pinyin) {
    return free(slug(name, LONGEST_ID - 3, pinyin), taken);
  };

  /** A key for a figure that is not taken in its record; keys begin with a letter. */
  form.keyFor = function (metric, taken) {
    const key = slug(metric, LONGEST_KEY - 3);
    return free(/^[0-9]/.test(key) ? 'n-' + key : key, taken);
  };
})(window);
