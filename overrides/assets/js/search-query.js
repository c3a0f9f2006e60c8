'use strict';
// What a person typed, made ready.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});

  const LONGEST = 120;
  let last = null;

  /**
   * {typed, forms (ready names to compare: as typed, and without the words of asking), words (ready, where spaces
   * part them), terms, numbers ([{value, unit}]), strange (characters whose sound is unknown), fits (of names, as found)}.
   * The same query twice is made once: names answer first, text follows.
   */
  cb.query = function (typed) {
    const key = (cb.simple ? '+' : '-') + typed;
    if (!last || last.key !== key) last = { key: key, query: made(typed) };
    return last.query;
  };

  function made(typed) {
    const plain = cb.plain(typed.slice(0, LONGEST)).trim();
    const asked = cb.asked(plain);
    const forms = [ready(plain)];
    if (cb.folded(asked) !== forms[0].text) forms.push(ready(asked));
    const words = asked.split(/[\s,，、。;；?？!！]+/).filter(function (word) { return cb.folded(word); });
    return {
      typed: typed,
      forms: forms,
      words: words.length > 1 ? words.map(ready) : [],
      terms: cb.terms(asked),
      numbers: numbers(plain),
      strange: forms[0].characters.some(function (c) { return cb.isHan(c) && !cb.sounds.has(c); }),
      fits: [],
    };
  }

  function ready(text) {
    const name = cb.ready(text);
    name.han = name.characters.filter(function (c) { return cb.isHan(c) || (c >= '0' && c <= '9'); }).length;
    return name;
  }

  function numbers(plain) {
    const found = [];
    const pattern = /([0-9]+(?:\.[0-9]+)?(?:[-:/+][0-9a-z]+)*)([%万亿千百]*[\u3400-\u9fff]?)/g;
    const text = plain.replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, '$1').replace(/百分之([0-9.]+)/g, '$1%');
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      found.push({ value: match[1], unit: match[2], alone: match[0].length >= text.replace(/\s/g, '').length - 1 });
    }
    return found;
  }
})(window);
