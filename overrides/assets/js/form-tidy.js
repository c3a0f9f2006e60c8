'use strict';
// When a field is left: dates and numbers as people write them become the form of the records, before their eyes.
(function (root) {
  const form = root.cb.form;
  const DATES = ['date', 'since', 'as_of', 'year'];
  const DATE = /^([12][0-9]{3})\s*(?:[年/.-]\s*([0-9]{1,2})(?:\s*[月/.-]\s*([0-9]{1,2}))?\s*[月日号]?|年)$/;

  function two(number) {
    return number.length < 2 ? '0' + number : number;
  }

  /** `2023年7月18日`, `2023.7.18` as `2023-07-18`; anything else as it stands. */
  function date(text) {
    const found = DATE.exec(text.normalize('NFKC').trim());
    return found ? [found[1]].concat(found.slice(2).filter(Boolean).map(two)).join('-') : text;
  }

  /** `３６`, `1,029`, `10～20` in half width; anything that is no number then as it stands. */
  function number(text) {
    const plain = text.normalize('NFKC').replace(/[,\s]/g, '').replace(/[~—–至到]+/g, '-');
    return new RegExp('^(?:' + form.have('model').patterns.value + ')$', 'u').test(plain) ? plain : text;
  }

  /** Steps copied with their numbers: the page counts by itself. */
  function steps(text) {
    const ordinal = /^\s*(?:[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:[)）]|[.．、](?![0-9]))|[①-⑳])\s*/;
    const lines = text.split('\n').filter(function (line) { return line.trim(); });
    const counted = lines.length > 1 && lines.every(function (line) { return ordinal.test(line); });
    return counted ? lines.map(function (line) { return line.replace(ordinal, ''); }).join('\n') : text;
  }

  /** Set right what stands in a field, if there is only one way to read it. */
  form.tidy = function (field) {
    const make = DATES.indexOf(field.name) >= 0 ? date : { value: number, steps: steps }[field.name];
    const control = field.control;
    if (!make || !control || !/^(INPUT|TEXTAREA)$/.test(control.tagName)) return;
    const text = make(control.value);
    if (text === control.value) return;
    control.value = text;
    field.owner[field.name] = text;
  };
})(window);
