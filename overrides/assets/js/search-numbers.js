'use strict';
// Numbers, dates and document numbers of a query, by the tables that the index is made with (scripts/casebook/text/keys.py).
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const MONTHS = 12;
  const DAYS = 31;
  const SPELLED = 3;
  // As TABLES in scripts/casebook/text/keys.py: a test holds them together. Here, so that the first query need not wait for them.
  const tables = cb.KEYS = {
    digits: { 零: '0', 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9', 〇: '0', 两: '2' },
    units: { 十: '10', 百: '100', 千: '1000', 万: '10000', 亿: '100000000' },
    scales: { 万亿: 12, 千万: 7, 百万: 6, 亿: 8, 万: 4, 千: 3, 百: 2 },
    separator: String.raw`([0-9]),(?=[0-9]{3}(?![0-9]))`,
    numeral: String.raw`[零一二三四五六七八九〇两十百千万亿]{2,}(?:点[零一二三四五六七八九〇两十百千万亿]+)?|[零一二三四五六七八九〇两十百千万亿]点[零一二三四五六七八九〇两十百千万亿]+|[零一二三四五六七八九〇两十百千万亿](?=[月日号年%])`,
    document: String.raw`((?:19|20)[0-9]{2})(?:[\])〕】 ]{1,2}第?|年第?(?=[0-9]{1,4}号))([0-9]{1,4})(?![0-9年月.%万亿])`,
    date: String.raw`((?:19|20)[0-9]{2})(?:年|[-./])([0-9]{1,2})(?:(?:月|[-./])([0-9]{1,2})|月)?(?![0-9])`,
    day: String.raw`(?:^|[^0-9.])([0-9]{1,2})[月·.]([0-9]{1,2})(?![0-9.%万亿])`,
    month_day: String.raw`(?:^|[^0-9.])([0-9]{1,2})([0-9]{2})(?![0-9.%万亿])`,
    ordinal: String.raw`第?[0-9]+号|[0-9]{1,2}月[0-9]{1,2}日`,
    formula: String.raw`[0-9a-z]+(?:[:/+][0-9a-z]+)+`,
    percent: String.raw`百分之([0-9]+(?:\.[0-9]+)?)|([0-9]+(?:\.[0-9]+)?)(?:%|个百分点)`,
    number: String.raw`([0-9]+(?:\.[0-9]+)?)(万亿|千万|百万|亿|万|千|百)?`,
  };
  const patterns = {};
  Object.keys(tables).forEach(function (name) {
    if (typeof tables[name] === 'string') patterns[name] = new RegExp(tables[name], 'g');
  });

  /** The keys of the numbers (#), dates (@) and document numbers (№) of a text. */
  cb.keys = function (text) {
    const plain = cb.arabic(text);
    const found = datesAndDocuments(plain);
    const bare = plain.replace(patterns.document, ' ').replace(patterns.date, ' ').replace(patterns.ordinal, ' ');
    const rest = bare.replace(patterns.formula, function (all) {
      found.push('#' + all);
      return ' ';
    }).replace(patterns.percent, function (all, one, other) {
      found.push('#' + (one || other) + '%');
      return ' ';
    });
    each('number', rest, function (match) { found.push('#' + shifted(match[1], tables.scales[match[2]] || 0)); });
    return found;
  };

  function each(name, text, act) {
    const pattern = patterns[name];
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) act(match);
  }

  function datesAndDocuments(plain) {
    const found = [];
    each('document', plain, function (match) { found.push('№' + match[1] + '-' + match[2]); });
    each('date', plain, function (match) {
      if (!isDay(match[2], match[3] || '1')) return;
      found.push('@' + match[1] + '-' + two(match[2]));
      if (match[3]) found.push('@' + match[1] + '-' + two(match[2]) + '-' + two(match[3]), '@' + two(match[2]) + '-' + two(match[3]));
    });
    ['day', 'month_day'].forEach(function (name) {
      each(name, plain, function (match) { if (isDay(match[1], match[2])) found.push('@' + two(match[1]) + '-' + two(match[2])); });
    });
    return found;
  }

  function isDay(month, day) {
    return month >= 1 && month <= MONTHS && day >= 1 && day <= DAYS;
  }

  function two(digits) {
    return digits.length < 2 ? '0' + digits : digits;
  }

  /** The text in half width, without thousands separators, its Chinese numerals in Arabic digits. */
  cb.arabic = function (text) {
    return text.normalize('NFKC').replace(patterns.separator, '$1').replace(patterns.numeral, said);
  };

  function said(numeral) {
    const parts = numeral.split('点');
    const characters = Array.from(numeral);
    const digit = function (c) { return tables.digits[c] || ''; };
    if (characters.every(digit)) return characters.length >= SPELLED ? characters.map(digit).join('') : numeral;
    const part = parts[1] || '';
    const decimals = Array.from(part).map(digit).join('');
    const scale = Object.keys(tables.scales).find(function (last) { return part.endsWith(last); });
    return shifted(whole(parts[0]) + (decimals ? '.' + decimals : ''), tables.scales[scale] || 0);
  }

  /** What a Chinese numeral comes to; as chinese_number in scripts/casebook/text/numbers.py. */
  function whole(text) {
    let total = 0;
    let section = 0;
    let digit = 0;
    let unitBefore = false;
    Array.from(text).forEach(function (c) {
      const unit = Number(tables.units[c]);
      if (tables.digits[c]) digit = Number(tables.digits[c]);
      else if (unit < 10000) section += (digit || (unitBefore ? 0 : 1)) * unit;
      else if (c === '亿') total = (total + section + digit || 1) * unit;
      else total += (section + digit || 1) * unit;
      if (unit) digit = 0;
      if (unit >= 10000) section = 0;
      unitBefore = Boolean(unit);
    });
    return total + section + digit;
  }

  /** A decimal number times a power of ten, exactly, without idle zeros. */
  function shifted(decimal, places) {
    const parts = String(decimal).split('.');
    const digits = (parts[1] || '').padEnd(places, '0');
    const kept = digits.slice(places).replace(/0+$/, '');
    return ((parts[0] + digits.slice(0, places)).replace(/^0+/, '') || '0') + (kept ? '.' + kept : '');
  }
})(window);
