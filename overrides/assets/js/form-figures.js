'use strict';
// The rules about figures: values, keys, places, days, shares, goals, and what changes and former keys name.
(function (root) {
  const form = root.cb.form;
  const RANGE = /^([0-9.]+)-(?=[0-9])(.*)$/;

  form.isValue = function (text) {
    if (!form.pattern('value', '').test(text)) return false;
    const ends = RANGE.exec(text);
    return !ends || !/^[0-9.]+$/.test(ends[2]) || Number(ends[1]) < Number(ends[2]);
  };

  /** What a Chinese numeral comes to, as text/numbers.py reads it; null for anything else. */
  form.chineseNumber = function (text) {
    const digits = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
    const units = { 十: 10, 百: 100, 千: 1000 };
    const large = { 万: 1e4, 亿: 1e8 };
    if (!text || Array.from(text).some(function (c) { return !(c in digits) && !(c in units) && !(c in large); })) return null;
    let total = 0;
    let section = 0;
    let digit = 0;
    let afterUnit = false;
    Array.from(text).forEach(function (c) {
      if (c in digits) {
        digit = digits[c];
        afterUnit = false;
        return;
      }
      if (c in units) {
        section += (digit || (afterUnit ? 0 : 1)) * units[c];
        digit = 0;
      } else {
        total = c === '亿' ? (total + section + digit || 1) * large[c] : total + (section + digit || 1) * large[c];
        section = digit = 0;
      }
      afterUnit = true;
    });
    return total + section + digit;
  };

  /** The lower end of a figure in its base unit; null where it is no number. */
  function quantity(value, unit) {
    const scales = [['万亿', 1e12], ['亿', 1e8], ['万', 1e4], ['千', 1e3]];
    const scale = scales.filter(function (one) { return (unit || '').startsWith(one[0]); })[0];
    const ends = value ? value.split('-').map(numberOf) : [null];
    return ends.indexOf(null) >= 0 ? null : ends[0] * (scale ? scale[1] : 1);
  }

  function numberOf(text) {
    if (/^(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/.test(text)) return Number(text);
    const parts = /^((?:0|[1-9][0-9]*)(?:\.[0-9]+)?)\/((?:0|[1-9][0-9]*)(?:\.[0-9]+)?)$/.exec(text);
    if (parts) return Number(parts[2]) ? Math.round(Number(parts[1]) / Number(parts[2]) * 1e4) / 1e4 : null;
    return form.chineseNumber(text);
  }

  /** Tell whether a printed share is not what its parts come to, rounded half up to its own digits. */
  function isWrongShare(share, part, whole) {
    const above = quantity(part.value, part.unit);
    const below = quantity(whole.value, whole.unit);
    const printed = numberOf(share.value || '');
    const isRange = [part, whole].some(function (one) { return /[0-9]-[0-9]/.test(one.value || ''); });
    if (printed === null || above === null || !below || isRange) return true;
    const made = above / below * ({ '%': 100, '‰': 1000, 成: 10 }[share.unit] || 1) / quantity('1', share.unit);
    const digits = Math.pow(10, share.value.indexOf('/') >= 0 ? 4 : (share.value.split('.')[1] || '').length);
    const rounded = Math.floor(made * digits * (1 + 1e-12) + 0.5) / digits;
    return Math.abs(rounded - printed) > 1e-9 * Math.max(1, rounded);
  }

  function ofShares(record) {
    const found = [];
    const byKey = {};
    (record.outcomes || []).forEach(function (outcome) { byKey[outcome.key] = outcome; });
    (record.outcomes || []).forEach(function (outcome, i) {
      if (outcome.ratio && typeof outcome.ratio === 'object') {
        const part = byKey[outcome.ratio.part];
        const whole = byKey[outcome.ratio.whole];
        if (!part || !whole || isWrongShare(outcome, part, whole)) found.push({ loc: ['outcomes', i, 'ratio'], code: 'R310', at: 'ratio' });
      }
      if (outcome.result !== undefined && outcome.nature !== '目标') found.push({ loc: ['outcomes', i, 'result'], code: 'R311' });
    });
    return found;
  }

  function ofKeys(record) {
    const found = [];
    const reserved = form.have('model').reserved;
    const former = ((record.publication || {}).former_keys || []).map(function (one) { return one.key; });
    const seen = [];
    (record.outcomes || []).forEach(function (outcome, i) {
      if (reserved.concat(seen, former).indexOf(outcome.key) >= 0) found.push({ loc: ['outcomes', i, 'key'], code: 'R303' });
      seen.push(outcome.key);
    });
    (record.includes || []).forEach(function (part, i) {
      if (seen.concat(former, reserved).indexOf(part.key) >= 0) found.push({ loc: ['includes', i, 'key'], code: 'R303' });
      seen.push(part.key);
    });
    return found;
  }

  function ofFigures(record) {
    const found = [];
    const places = new Set((record.localities || []).map(function (one) { return one.place; }));
    (record.outcomes || []).forEach(function (outcome, i) {
      const here = ['outcomes', i];
      if (outcome.value !== undefined && !form.isValue(outcome.value)) found.push({ loc: here.concat(['value']), code: 'R301' });
      if (outcome.value === undefined && outcome.qualifier !== '全覆盖') found.push({ loc: here, code: 'R302', at: 'value' });
      if (places.size > 1 && outcome.place === undefined) found.push({ loc: here, code: 'R304', at: 'place' });
      if (/^(原文|推算)$/.test(outcome.as_of_basis || '') && outcome.as_of === undefined) found.push({ loc: here.concat(['as_of_basis']), code: 'R306' });
    });
    return found;
  }

  /** What stands about publishing and changes: the form does not ask for it, records have it. */
  function ofPublication(record) {
    const publication = record.publication && typeof record.publication === 'object' ? record.publication : {};
    const status = publication.status || 'published';
    const keys = (record.outcomes || []).concat(record.includes || []).map(function (one) { return one.key; });
    const former = (publication.former_keys || []).map(function (one) { return one.key; });
    const wrong = (status === 'merged' && !publication.replaced_by) || (status === 'withdrawn' && !publication.reason) ||
      (status === 'published' && (publication.replaced_by || publication.reason));
    const found = wrong ? [{ loc: ['publication'], code: 'R801' }] : [];
    (record.changes || []).forEach(function (change, i) {
      if (change.key !== undefined && keys.concat(former).indexOf(change.key) < 0) found.push({ loc: ['changes', i, 'key'], code: 'R802' });
    });
    (publication.former_keys || []).forEach(function (one, i) {
      const other = one.replaced_by;
      if (other !== undefined && other.indexOf('#') < 0 && keys.indexOf(other) < 0) found.push({ loc: ['publication', 'former_keys', i, 'replaced_by'], code: 'R802' });
    });
    return found;
  }

  form.rules = [ofFigures, ofKeys, ofShares, ofPublication];
})(window);
