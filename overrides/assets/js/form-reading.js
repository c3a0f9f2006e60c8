'use strict';
// Readings as the generator has them (scripts/casebook/text/pinyin.py), and the ids made of them.
(function (root) {
  const form = root.cb.form;
  const LONGEST_ID = 64;
  const LONGEST_KEY = 40;
  const HAN = /[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  let table = null;

  /** A promise that the readings are here. */
  form.needReadings = function () {
    return form.load('readings').then(function (data) {
      if (!table) table = { characters: characters(data.characters), phrases: phrases(data.phrases), own: phrases(data.own) };
    });
  };

  function characters(text) {
    const found = new Map();
    text.split(',').forEach(function (group) {
      const syllable = /^[a-z]+/.exec(group)[0];
      Array.from(group.slice(syllable.length)).forEach(function (c) { found.set(c, syllable); });
    });
    return found;
  }

  function phrases(text) {
    const found = { said: new Map(), longest: 0 };
    text.split(' ').forEach(function (entry) {
      const at = entry.search(/[a-z]/i);
      if (at <= 0) return;
      const phrase = entry.slice(0, at);
      found.said.set(phrase, entry.slice(at).split(','));
      found.longest = Math.max(found.longest, phrase.length);
    });
    return found;
  }

  /** The syllables of a text without tones; Latin words and numbers whole. Empty before `needReadings`. */
  form.syllables = function (text) {
    if (!table) return [];
    let said = [];
    let rest = '';
    for (let at = 0; at < text.length;) {
      const phrase = longest(table.own, text, at);
      if (phrase) {
        said = said.concat(plain(rest), table.own.said.get(phrase));
        rest = '';
      } else {
        rest += text[at];
      }
      at += phrase ? phrase.length : 1;
    }
    return said.concat(plain(rest));
  };

  function longest(known, text, at) {
    for (let length = Math.min(known.longest, text.length - at); length > 1; length--) {
      const phrase = text.substr(at, length);
      if (known.said.has(phrase)) return phrase;
    }
    return '';
  }

  function plain(text) {
    return (text.match(/[A-Za-z0-9]+|[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu) || []).reduce(function (said, token) {
      return said.concat(HAN.test(token) ? spoken(token) : [token]);
    }, []);
  }

  function spoken(text) {
    let said = [];
    for (let at = 0; at < text.length;) {
      const phrase = longest(table.phrases, text, at);
      const one = phrase || String.fromCodePoint(text.codePointAt(at));
      said = said.concat(phrase ? table.phrases.said.get(phrase) : [table.characters.get(one) || '']);
      at += one.length;
    }
    return said;
  }

  function slug(text, most) {
    const parts = form.syllables(text).join('-').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').split('-');
    while (parts.length > 1 && parts.join('-').length > most) parts.pop();
    return parts.join('-').slice(0, most);
  }

  function free(id, taken) {
    let other = id;
    for (let n = 2; id && taken.indexOf(other) >= 0; n++) other = id + '-' + n;
    return other;
  }

  /** An id for a name that is not taken. */
  form.idFor = function (name, taken) {
    return free(slug(name, LONGEST_ID - 3), taken);
  };

  /** A key for a figure that is not taken in its record; keys begin with a letter. */
  form.keyFor = function (metric, taken) {
    const key = slug(metric, LONGEST_KEY - 3);
    return free(/^[0-9]/.test(key) ? 'n-' + key : key, taken);
  };
})(window);
