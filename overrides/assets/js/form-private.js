'use strict';
// Personal numbers, as rules/private_numbers.py and rules/privacy.py tell them from figures, days and papers' numbers.
(function (root) {
  const form = root.cb.form;

  /** The personal parts of a text on one line: [{kind, start, end}]; empty where there are none. */
  form.privateParts = function (text) {
    const tables = form.have('model').tables;
    const line = text.split(/\s+/).filter(Boolean).join(' ').normalize('NFKC');
    const plain = line.replace(form.pattern('chineseRun', 'g'), function (run) {
      return Array.from(run, function (c) {
        const at = tables.chineseDigits[0].indexOf(c);
        return at < 0 ? c : tables.chineseDigits[1][at];
      }).join('');
    });
    const told = [].concat.apply([], tables.privateWords.map(function (one, i) {
      return matches(form.pattern('privateWords', 'g')[i], plain).map(function (m) { return { kind: one, start: m.index, end: m.index + m[0].length }; });
    }));
    return told.concat(numbers(plain).filter(function (number) {
      return told.every(function (other) { return number.end <= other.start || other.end <= number.start; });
    }));
  };

  /** Every match of a pattern with the flag g. */
  function matches(pattern, text) {
    const found = [];
    text.replace(pattern, function (match, ...rest) {
      const at = rest.filter(function (one) { return typeof one === 'number'; })[0];
      found.push(Object.assign([match], { index: at }));
      return match;
    });
    return found;
  }
  form.matches = matches;

  function numbers(text) {
    const found = [];
    let end = 0;
    windows(text).forEach(function (digits) {
      const kind = digits.start >= end && kindOf(digits, text);
      if (kind) {
        end = digits.end;
        found.push({ kind: kind, start: digits.start, end: end });
      }
    });
    return found;
  }

  /** Rows of whole groups of 7 to 19 digits, longer ones first where they start alike. */
  function windows(text) {
    const found = [];
    matches(form.pattern('run', 'g'), text).forEach(function (run) {
      const marks = matches(/[0-9]+/g, run[0]).map(function (m) { return { start: run.index + m.index, text: m[0] }; });
      const most = marks.length <= 19 ? 19 : 6; // as in text/numerals.py: in a long row of figures a number has few groups
      marks.forEach(function (mark, first) {
        const rows = [];
        let total = 0;
        for (let last = first; last < Math.min(marks.length, first + most); last++) {
          total += marks[last].text.length;
          if (total > 19) break;
          if (total >= 7) rows.unshift(row(text, marks.slice(first, last + 1)));
        }
        found.push.apply(found, rows);
      });
    });
    return found;
  }

  function row(text, marks) {
    const groups = marks.map(function (mark) { return mark.text; });
    const last = marks[marks.length - 1];
    const gaps = marks.slice(1).map(function (mark, i) { return text.slice(marks[i].start + marks[i].text.length, mark.start); });
    return { start: marks[0].start, end: last.start + last.text.length, groups: groups, gaps: gaps, whole: groups.join('') };
  }

  function before(digits, text) {
    return text.slice(Math.max(0, digits.start - 16), digits.start);
  }

  function kindOf(digits, text) {
    if (digits.start && /[.0-9]/.test(text[digits.start - 1])) return '';
    const whole = digits.whole + (/[Xx]/.test(text[digits.end] || '') ? 'X' : '');
    if (isMobile(digits, text)) return '手机号码';
    if (full('identity', whole) || (full('oldIdentity', whole) && !digits.gaps.length)) return '身份证号';
    if (isCard(digits, text)) return '银行卡号';
    return isLandline(digits, text) ? '电话号码' : '';
  }

  function full(name, text) {
    const found = form.pattern(name, '').exec(text);
    return Boolean(found) && found[0] === text;
  }

  function isMobile(digits, text) {
    const number = [['0086', 15], ['86', 13]].reduce(function (rest, country) {
      return rest.length === country[1] && rest.startsWith(country[0]) ? rest.slice(country[0].length) : rest;
    }, digits.whole);
    if (number.length !== 11 || number[0] !== '1' || number[1] < '3') return false;
    return !isRange(digits) || form.pattern('phoneWords', '').test(before(digits, text));
  }

  /** Two figures of a range, a list or a decimal: `15000-200000`. */
  function isRange(digits) {
    const groups = digits.groups;
    if (groups.length === 1 || groups[0] === '86' || groups[0] === '0086') return false;
    if (digits.gaps.join('\n') === '.') return true;
    if (groups.length === 2 && !/^\s+$/.test(digits.gaps[0])) {
      const low = Number(groups[0]);
      return low < Number(groups[1]) && Number(groups[1]) < low * 1000;
    }
    function all(a, b) { return groups.every(function (one) { return one.length === a || one.length === b; }); }
    return !(all(1, 2) || all(3, 4) || groups.length === 2);
  }

  function isCard(digits, text) {
    const number = digits.whole;
    if (number.length < 16 || number.length > 19 || '3456'.indexOf(number[0]) < 0) return false;
    if (digits.gaps.length && digits.groups.slice(0, -1).some(function (one) { return one.length !== 4; })) return false;
    return form.pattern('cardWords', '').test(before(digits, text)) || number.startsWith('62') || luhn(number);
  }

  function luhn(number) {
    return Array.from(number).reverse().reduce(function (sum, d, i) {
      const twice = i % 2 ? 2 * Number(d) : Number(d);
      return sum + (twice > 9 ? twice - 9 : twice);
    }, 0) % 10 === 0;
  }

  function isLandline(digits, text) {
    const number = digits.whole;
    if (number[0] === '0' || digits.groups[0] === '86') return hasArea(digits);
    if ('2345678'.indexOf(number[0]) < 0 || number.length < 7 || number.length > 8 || digits.groups.length > 2) return false;
    if (form.pattern('countedHere', '').test(text.slice(digits.end))) return false;
    const left = before(digits, text);
    return form.pattern('phoneWords', '').test(left) || (!digits.gaps.length && isBare(number, left));
  }

  function hasArea(digits) {
    const number = ['0086', '86'].reduce(function (rest, country) {
      if (digits.groups[0] !== country) return rest;
      return '0' + (rest.startsWith(country) ? rest.slice(country.length) : rest).replace(/^0/, '');
    }, digits.whole);
    const rest = number.slice('12'.indexOf(number[1]) >= 0 ? 3 : 4);
    return number[1] !== '0' && rest.length >= 7 && rest.length <= 8 && '2345678'.indexOf(rest[0]) >= 0;
  }

  function isBare(number, left) {
    return number.length === 8 && !full('day', number) && !/^20[0-3]/.test(number) && !form.pattern('paper', '').test(left);
  }

  /** Rule R701 or D105 over the texts of a value. */
  form.ofPrivate = function (value, code) {
    const tables = form.have('model').tables;
    return form.textsOf(value).filter(function (one) {
      const field = form.fieldOf(one[0]);
      return tables.notProse.indexOf(field) < 0 && form.privateParts(one[1]).some(function (part) {
        if (code === 'D105' && one[0][0] === 'uncarried' && part.kind === '联系人') return false;
        return tables.figureFields.indexOf(field) < 0 || tables.surelyPrivate.indexOf(part.kind) >= 0;
      });
    }).map(function (one) { return { loc: one[0], code: code }; });
  };
})(window);
