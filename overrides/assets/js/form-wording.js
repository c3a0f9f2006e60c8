'use strict';
// The rules about words: vocabularies and registers, names, claims and praise, placeholders, fixed wordings, readings.
(function (root) {
  const form = root.cb.form;

  function unquoted(text) {
    return text.replace(/“[^”]*”|《[^》]*》/g, '');
  }

  function ofVocabularies(record) {
    const words = form.have('model').words;
    const parts = [['kind']].concat(places(record, 'themes'), places(record, 'problems'), inside(record, 'localities', 'stage'), inside(record, 'outcomes', 'nature'));
    return parts.filter(function (loc) {
      const word = loc.reduce(function (value, step) { return value[step]; }, record);
      return word !== undefined && !Object.prototype.hasOwnProperty.call(words[form.fieldOf(loc)], word);
    }).map(function (loc) { return { loc: loc, code: 'R201' }; });
  }

  function places(record, name) {
    return (record[name] || []).map(function (word, i) { return [name, i]; });
  }

  function inside(record, list, name) {
    return (record[list] || []).map(function (one, i) { return [list, i, name]; });
  }

  function ofRepeated(record) {
    const found = [];
    const names = [record.name || ''];
    [['themes', []], ['problems', []], ['aliases', names], ['search_words', names.concat(record.aliases || [])], ['basis', []]].forEach(function (list) {
      const seen = list[1].map(form.compared);
      (record[list[0]] || []).forEach(function (word, i) {
        if (seen.indexOf(form.compared(word)) >= 0) found.push({ loc: [list[0], i], code: 'R202' });
        seen.push(form.compared(word));
      });
    });
    return found;
  }

  function ofLists(record) {
    const found = [];
    const aliases = record.aliases || [];
    const parts = aliases.length === 1 && !form.pattern('quoted', '').test(aliases[0]) ? aliases[0].split(form.pattern('separators', '')) : [];
    const heads = parts.map(function (part) { return form.pattern('head', '').test(part); });
    const shared = heads.every(function (head, i) { return head === (i === heads.length - 1); });
    if (parts.length > 1 && parts.every(Boolean) && !shared) found.push({ loc: ['aliases', 0], code: 'R203' });
    const steps = record.steps || [];
    if (steps.length > 1 && steps.every(function (step) { return form.pattern('ordinal', '').test(step); })) {
      steps.forEach(function (step, i) { found.push({ loc: ['steps', i], code: 'R204' }); });
    }
    return found;
  }

  /** Offices that the register has not, names of two, policies that are not registered. */
  function ofRegisters(record) {
    const bodies = form.wanted('bodies');
    const all = (record.localities || []).map(function (one) { return one.place; });
    let led = [];
    (record.localities || []).forEach(function (one, i) {
      ['lead', 'support'].forEach(function (part) {
        led = led.concat((one[part] || []).map(function (name, n) { return [['localities', i, part, n], name, [one.place]]; }));
      });
    });
    led = led.concat((record.actors || []).map(function (actor, i) { return [['actors', i, 'name'], actor.name, all]; }));
    const found = (record.basis || []).map(function (id, i) { return { loc: ['basis', i], code: 'R207', id: id }; })
      .filter(function (one) { return !form.have('model').policies[one.id] && form.have('model').tables.formerPolicies.indexOf(one.id) < 0; });
    if (!bodies) return found;
    led.forEach(function (one) {
      const meant = (bodies[form.squeezed(one[1] || '')] || []).filter(function (place) { return one[2].some(function (own) { return ((own || '') + '/').startsWith(place + '/'); }); });
      if (meant.length > 1) found.push({ loc: one[0], code: 'R206' });
      if (!meant.length && Object.keys(bodies).length && form.pattern('office', '').test(one[1] || '')) found.push({ loc: one[0], code: 'R205' });
    });
    return found;
  }

  function ofProse(record) {
    const found = [];
    form.ownWords(record).forEach(function (one) {
      const plain = unquoted(one[1]);
      const claim = plain.split(/[。！？]/).map(function (sentence) { return sentence.indexOf('来源称') < 0 && form.pattern('claims', '').exec(sentence); }).filter(Boolean)[0];
      if (claim) found.push({ loc: one[0], code: 'R601', more: '“' + claim[0] + '”请写“来源称……”，或删去。' });
      const praise = form.pattern('praise', '').exec(plain);
      if (praise && !form.pattern('number', '').test(one[1])) found.push({ loc: one[0], code: 'R602', more: '“' + praise[0] + '”没有数字支持。' });
    });
    return found;
  }

  function ofCharacters(record) {
    const found = [];
    form.textsOf(record).forEach(function (one) {
      if (one[1].normalize('NFC') !== one[1]) found.push({ loc: one[0], code: 'R603' });
      if (form.have('model').names.indexOf(one[0][0]) < 0) return;
      if (form.pattern('lookAlike', '').test(one[1]) || form.pattern('foreign', '').test(one[1])) found.push({ loc: one[0], code: 'R604' });
    });
    return record.pinyin !== undefined && !isReading(record) ? found.concat([{ loc: ['pinyin'], code: 'R605' }]) : found;
  }

  function isReading(record) {
    const said = record.pinyin.split(/\s+/).filter(Boolean);
    const tokens = (record.name || '').match(form.pattern('token', 'g')) || [];
    return said.length === tokens.length && tokens.every(function (token, i) {
      const plain = said[i].toLowerCase().normalize('NFD').replace(/[\u0300\u0301\u0304\u030c]/g, '').normalize('NFC').replace(/ü/g, 'v').replace(/ê/g, 'e');
      return /^[\x00-\x7f]*$/.test(token) || /^[a-z]{1,6}$/.test(plain);
    });
  }

  /** Tell whether a text only holds a place: test words, words to be filled in. */
  form.isPlaceholder = function (text) {
    const plain = text.normalize('NFKC');
    const kernel = form.compared(plain);
    return Boolean(text) && (!kernel || form.pattern('tried', '').test(kernel) || form.pattern('repeated', '').test(kernel) || form.pattern('never', '').test(plain));
  };

  function ofPlaceholders(record) {
    const fields = form.have('model').tables.placeholders;
    return form.textsOf(record).filter(function (one) { return fields.indexOf(form.fieldOf(one[0])) >= 0 && form.isPlaceholder(one[1]); })
      .map(function (one) { return { loc: one[0], code: 'R606' }; });
  }

  /** Fixed wordings with one other character: {loc, code, more}; and a name whose reading nothing decides. */
  function ofSpeech(record) {
    const texts = form.textsOf(record).filter(function (one) { return one[0][0] === 'name' || one[0][0] === 'aliases'; }).concat(form.ownWords(record));
    const found = [];
    texts.forEach(function (one) {
      form.nearMisses(one[1]).forEach(function (miss) { found.push({ loc: one[0], code: 'R607', more: '“' + miss[1] + '”与固定说法“' + miss[0] + '”差一个字。' }); });
    });
    const open = record.pinyin === undefined && form.heard(record.name || '').some(function (one) { return !one.decided; });
    return open ? found.concat([{ loc: ['name'], code: 'R608' }]) : found;
  }

  form.rules.push(ofVocabularies, ofRepeated, ofLists, ofRegisters, ofProse, ofCharacters, ofPlaceholders, ofSpeech);
})(window);
