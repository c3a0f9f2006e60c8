'use strict';
// The numbers and days of a document's text (checks/document_text.py): which are figures, with their units, and who carries them.
(function (root) {
  const form = root.cb.form;
  // Addresses, names of files, days, times of the clock, ordinals: digits that are no figures. Each with what may stand before it.
  const NO_FIGURES = [
    [/https?:\/\/[!-~]+|www\.[!-~]+|[A-Za-z0-9_./-]*[A-Za-z_][A-Za-z0-9_-]*\.(?:s?html?|aspx?|jsp|php|pdf|docx?|xlsx?)/y, null],
    [/[12][0-9]{3}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?![0-9])/y, null],
    [/(?:[上下]午|凌晨|晚上?)[0-9]{1,2}:[0-5][0-9](?::[0-5][0-9])?(?![0-9:])/y, null],
    [/(?:0?[02-9]|[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?![0-9:])/y, function (before) { return !/[0-9:]/.test(before); }],
    [/[12][0-9]{3} ?年(?: ?[0-9]{1,2} ?月(?: ?[0-9]{1,2} ?日)?)?|[01]?[0-9] ?月(?: ?[0-9]{1,2} ?日)?/y, null],
    [/[0-9](?![0-9])/y, function (before) { return /[a-z]/.test(before); }],
    [/[^\S\n]*[0-9]{1,2}[.、](?=[^0-9]|[12][0-9]{3}年)/y, function (before) { return before === '' || before === '\n'; }],
  ];
  const NUMBER = /(?:[0-9]{1,3}(?:[, ][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?/g;
  const UNIT = /[千万亿]*(?:[余多])?(?:%|‰|个百分点|平方米|平方公里|公里|人次|户次|件次|场次|周岁|岁|小时|分钟|个月|[年月日]|m2|[元人名户家个宗件次条项所支场处栋座天期批种类级份篇部张座组对间辆台套亩米]|[千万亿])?/y;
  const SAID = { 今年: 0, 去年: 1, 前年: 2 };
  const DAYS = /([12][0-9]{3}(?=年)|今年|去年|前年)年?(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?|(年?[底末])|([上下])半年)?|([12][0-9]{3})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])/g;
  const SENTENCE_END = /[。!?;]/g;

  function withoutOthers(plain) {
    let found = '';
    for (let at = 0; at < plain.length;) {
      const end = otherEnd(plain, at);
      found += end > at ? plain.slice(at, end).replace(/\S/g, '□') : plain[at];
      at = Math.max(end, at + 1);
    }
    return found;
  }

  function otherEnd(plain, at) {
    for (const one of NO_FIGURES) {
      one[0].lastIndex = at;
      const match = !one[1] || one[1](at ? plain[at - 1] : '') ? one[0].exec(plain) : null;
      if (match && match[0]) return at + match[0].length;
    }
    return at;
  }

  /** The numbers of a text: [{value, unit, start, end}] by their places in said.text. */
  form.numbersIn = function (said) {
    if (said.numbers) return said.numbers;
    const plain = withoutOthers(form.wholeCharacters(said.raw).normalize('NFKC')).replace(/[^\S\n]*\n\s*/g, '');
    let spaces = 0;
    let done = 0;
    said.numbers = form.matches(NUMBER, plain).map(function (found) {
      spaces += (plain.slice(done, found.index).match(/\s/g) || []).length;
      done = found.index;
      const start = found.index - spaces;
      const end = start + found[0].replace(/ /g, '').length;
      return { value: said.text.slice(start, end).replace(/,/g, ''), unit: printedUnit(said, end).replace(/[余多]/g, '').replace('m2', '㎡'), start: start, end: end };
    });
    return said.numbers;
  };

  function printedUnit(said, at) {
    UNIT.lastIndex = at;
    return (UNIT.exec(said.text) || [''])[0];
  }

  /** A good anchor for a figure: the shortest run with the number and its unit. */
  form.anchorFor = function (said, number) {
    const sentence = form.sentenceAt(said, number.start);
    const printed = said.text.slice(number.start, number.end);
    const told = [form.proposedAnchor(said, sentence, printed + printedUnit(said, number.end)), form.proposedAnchor(said, sentence, printed)];
    return told.filter(function (anchor) { return anchor.indexOf(printed) >= 0; })[0] || told[0];
  };

  /** Where figures carry numbers: [start, end, value]. figures: [[anchor, value]]. */
  form.spansOf = function (said, figures) {
    return [].concat.apply([], figures.map(function (one) {
      const length = form.squeezed(one[0]).length + form.have('model').tables.near;
      return form.hitsOf(said, one[0]).map(function (hit) { return [hit, hit + length, form.squeezed(one[1])]; });
    }));
  };

  /** The index of the span that carries a number, -1 where none does. */
  form.carrierOf = function (number, spans) {
    return spans.findIndex(function (span) {
      const same = span[2] === '*' || span[2].split(/[-:/+]/).indexOf(number.value) >= 0;
      return same && span[0] <= number.start && number.start < span[1];
    });
  };

  /** The days that a text tells: [{words, as_of, basis, start}]. */
  form.daysIn = function (said) {
    const found = [];
    DAYS.lastIndex = 0;
    for (let parts = DAYS.exec(said.text); parts; parts = DAYS.exec(said.text)) found.push(dayOf(said, parts));
    return found.filter(Boolean);
  };

  function dayOf(said, parts) {
    const relative = parts[1] in SAID ? parts[1] : '';
    if (relative && !said.date) return null;
    const year = relative ? Number(said.date.slice(0, 4)) - SAID[relative] : Number(parts[1] || parts[6]);
    const rest = parts[4] ? ['12'] : parts[5] ? [{ 上: '06', 下: '12' }[parts[5]]] : [parts[2] || parts[7], parts[3] || parts[8]];
    const asOf = [String(year)].concat(rest.filter(Boolean).map(function (part) { return ('0' + Number(part)).slice(-2); })).join('-');
    return { words: parts[0], as_of: asOf, basis: relative || parts[4] || parts[5] ? '推算' : '原文', start: parts.index };
  }

  /** The day that a figure at a position holds for: the last one told before it in its sentence. */
  form.dayFor = function (said, position) {
    const ends = form.matches(SENTENCE_END, said.text.slice(0, position)).map(function (found) { return found.index + 1; });
    const start = ends.length ? ends[ends.length - 1] : 0;
    return form.daysIn(said).filter(function (day) { return start <= day.start && day.start < position; }).pop() || null;
  };
})(window);
