'use strict';
// What a person typed, made ready.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});

  const LONGEST = 120;
  const MOST_TERMS = 28;
  const MASKED = 31;
  const WEAK_WORD = /[的是在和与及等对为了有]/;
  const QUESTION = /怎么|如何|怎样|咋|为什么|谁|能不能|可不可以|有没有|点搞|点算|边个|[吗呢难？?]$/;
  const BRIDGE = /^[的是在和与及有][\u3400-\u9fff]$|^[\u3400-\u9fff][的是在和与及]$/;
  const TRADITIONAL = /[樓棟長業會區員網黨組織務議決義處問題辦質護養廳飯鎮廣東營門開關電話書記聯動協調際顧廠農鄉舊裝費錢報導對應層級頭學習體創實證據費穩維權導幹氣綠療樂齡兒濟災應壓鬆單戶無線號車輛聲]/;
  let last = null;

  /**
   * {typed, plain, asked, forms (ready names to compare: as typed, and without the words of asking), words (ready, where spaces
   * part them), terms, masks (of each term: the characters that it covers), places (of each term, in `asked`), keys (of its numbers),
   * names, sounds, guesses (terms of names, of their sounds, of all sounds), strange (characters whose sound is unknown), asks (how it asks for a figure, or null), fits (of names, as found)}.
   */
  cb.query = function (typed) {
    const key = (cb.simple ? '+' : '-') + cb.sounds.size + ' ' + typed;
    if (!last || last.key !== key) last = { key: key, query: made(typed) };
    return last.query;
  };

  /** Another index is read: what was made of the old one goes. */
  cb.forgetQuery = function () {
    last = null;
  };

  function made(typed) {
    const plain = cb.plain(typed.slice(0, LONGEST)).trim();
    const asked = cb.asked(plain);
    const forms = [ready(plain)];
    if (cb.folded(asked) !== forms[0].text) forms.push(ready(asked));
    const words = asked.split(/[\s,，、。;；?？!！]+/).filter(function (word) { return cb.folded(word); });
    const terms = chosen(withoutBridges(cb.terms(asked)));
    const keys = Array.from(new Set(cb.keys(plain))).filter(function (key) { return !/^#[0-9]$/.test(key); });
    const form = forms[forms.length - 1];
    const asks = cb.asksFigure(plain);
    return {
      typed: typed, plain: plain, asked: asked, forms: forms,
      words: words.length > 1 ? words.map(ready) : [],
      terms: terms,
      masks: masks(terms, form.characters),
      length: form.characters.length,
      keys: keys,
      alone: keys.length > 0 && !/[\u3400-\u9fffa-z]{2,}/.test(cb.arabic(plain).replace(/[0-9.%万亿千百分之点多个余]+[\u3400-\u9fff]?/g, '')),
      names: asks ? [] : cb.nameTerms(form),
      sounds: cb.soundTerms(form, false), guesses: cb.soundTerms(form, true),
      isTraditional: TRADITIONAL.test(plain),
      strange: forms[0].characters.some(function (c) { return cb.isHan(c) && !cb.sounds.has(c); }),
      asks: asks,
      isQuestion: QUESTION.test(plain),
      fits: [],
    };
  }

  /** Pairs across a word like 有 or 的 say little where there are enough others: 有业 in 没有业委会. */
  function withoutBridges(terms) {
    const telling = terms.filter(function (term) { return term.length !== 2 || !BRIDGE.test(term); });
    return telling.length > 2 ? telling : terms;
  }

  /** Of a long text the terms that say most, from all along it: each costs a file. */
  function chosen(terms) {
    if (terms.length <= MOST_TERMS) return terms;
    const telling = terms.filter(function (term) { return !WEAK_WORD.test(term); });
    const step = Math.max(1, telling.length / MOST_TERMS);
    const kept = [];
    for (let at = 0; at < telling.length && kept.length < MOST_TERMS; at += step) kept.push(telling[Math.floor(at)]);
    return kept;
  }

  /** Which characters of a short query each term covers, as bits. */
  function masks(terms, characters) {
    if (characters.length > MASKED) return terms.map(function () { return 0; });
    return terms.map(function (term) {
      const own = Array.from(cb.folded(term));
      let mask = 0;
      for (let at = 0; at + own.length <= characters.length; at++) {
        if (own.every(function (c, i) { return characters[at + i] === c; })) mask |= ((1 << own.length) - 1) << at;
      }
      return mask;
    });
  }

  function ready(text) {
    const name = cb.ready(text);
    name.han = name.characters.filter(function (c) { return cb.isHan(c) || (c >= '0' && c <= '9'); }).length;
    return name;
  }
})(window);
