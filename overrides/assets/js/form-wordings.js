'use strict';
// Fixed wordings written almost right (text/wordings.py): one other character that sounds alike, or inside a longer wording.
(function (root) {
  const form = root.cb.form;
  const MOST_HITS = 50;
  let table = null;

  function tables(data) {
    const sounds = new Map();
    Object.keys(data.sounds).forEach(function (syllable) {
      Array.from(data.sounds[syllable]).forEach(function (c) { sounds.set(c, (sounds.get(c) || []).concat([syllable])); });
    });
    return { terms: data.terms, sounds: sounds };
  }

  /** Each wording of which a text has a form with one other character: [[term, as written]]. Empty until the table is here. */
  form.nearMisses = function (text) {
    const data = form.wanted('wordings');
    if (data && !table) table = tables(data);
    if (!table) return [];
    return table.terms.map(function (one) { return [one[0], written(text, one[0], one[1])]; }).filter(function (one) { return one[1]; });
  };

  function written(text, term, fixed) {
    const middle = Math.floor(term.length / 2);
    if (text.indexOf(term) >= 0) return '';
    const found = firstWindow(text, term, term.slice(0, middle), 0) || firstWindow(text, term, term.slice(middle), middle);
    if (!found) return '';
    const at = differing(term, found);
    const slip = fixed && term.length >= 8 && at > 0 && at < term.length - 1;
    return slip || soundAlike(term[at], found[at]) ? found : '';
  }

  function firstWindow(text, term, half, offset) {
    let start = text.indexOf(half);
    for (let n = 0; n < MOST_HITS && start >= 0; n++) {
      const part = start >= offset ? text.substr(start - offset, term.length) : '';
      if (part.length === term.length && differing(term, part) >= 0) return part;
      start = text.indexOf(half, start + 1);
    }
    return '';
  }

  /** The one place where both differ, both with a Chinese character there; -1 where there are more. */
  function differing(term, part) {
    const places = Array.from(term, function (c, i) { return i; }).filter(function (i) { return term[i] !== part[i]; });
    const han = /[\u3400-\u9fff]/;
    return places.length === 1 && han.test(term[places[0]]) && han.test(part[places[0]]) ? places[0] : -1;
  }

  function soundAlike(one, other) {
    const said = table.sounds.get(one) || [];
    return (table.sounds.get(other) || []).some(function (syllable) { return said.indexOf(syllable) >= 0; });
  }
})(window);
