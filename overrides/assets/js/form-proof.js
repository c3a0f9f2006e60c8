'use strict';
// The rules about proof and days that need no document's text: anchors, documents, sections, voices, dates.
// `context.document(id)` is a document's description: {date, voice, sections: [[path, voice]]}, undefined while it is unknown.
(function (root) {
  const form = root.cb.form;
  const FIRST_YEAR = '1900';
  const LAST_YEAR = '2099';
  // No clock is right that shows a day before this was written.
  const WRITTEN = '2026-11-22';

  form.isRealDay = function (text) {
    const year = text.slice(0, 4);
    if (year < FIRST_YEAR || year > LAST_YEAR) return false;
    return text.length !== 10 || isDay(text);
  };

  function isDay(text) {
    const day = new Date(text + 'T00:00:00Z');
    return !isNaN(day) && day.toISOString().slice(0, 10) === text;
  }

  /** Tell whether a day is surely later, each told as far as it is known. */
  function isLater(day, other) {
    const known = Math.min(day.length, other.length);
    return day.slice(0, known) > other.slice(0, known);
  }

  function ofAnchorsAndDays(record) {
    const bounds = form.have('model').anchor;
    const found = [];
    form.textsOf(record).forEach(function (one) {
      const field = one[0][one[0].length - 1];
      const length = form.lengthOf(form.squeezed(one[1]));
      if (field === 'anchor' && (length < bounds[0] || length > bounds[1])) found.push({ loc: one[0], code: 'R401', more: '现在 ' + length + ' 字。' });
      if (/^(since|as_of|verified|date|year)$/.test(field) && one[1] && !form.isRealDay(one[1])) found.push({ loc: one[0], code: 'R305' });
    });
    return found;
  }

  function ofDocuments(record, context) {
    const named = (record.sources || []).map(function (source) { return source.document; });
    const found = [];
    form.textsOf(record).forEach(function (one) {
      if (one[0][one[0].length - 1] !== 'document') return;
      if (!context.isDocument(one[1])) found.push({ loc: one[0], code: 'R402' });
      else if (one[0][0] !== 'sources' && named.indexOf(one[1]) < 0) found.push({ loc: one[0], code: 'R403' });
    });
    (record.sources || []).forEach(function (source, i) {
      const document = context.document(source.document);
      if (!document || source.section === undefined) return;
      const paths = document.sections.map(function (section) { return form.squeezed(section[0]); });
      if (paths.indexOf(form.squeezed(source.section)) < 0) found.push({ loc: ['sources', i, 'section'], code: 'R404' });
    });
    return found;
  }

  function ofVoices(record, context) {
    const found = [];
    ['localities', 'outcomes'].forEach(function (list) {
      (record[list] || []).forEach(function (part, i) {
        const voices = part.voice === undefined ? voicesOf(record, context, part) : [];
        if (voices.length > 1) found.push({ loc: [list, i], code: 'R405', at: 'voice', more: '所引的几处章节由' + voices.join('、') + '所说。' });
      });
    });
    return found;
  }

  function voicesOf(record, context, part) {
    const document = context.document(part.document);
    if (!document) return [];
    const cited = (record.sources || []).filter(function (source) { return source.document === part.document && source.section !== undefined; });
    const same = cited.filter(function (source) { return source.anchor === part.anchor; });
    const voices = (same.length ? same : cited).map(function (source) {
      const section = document.sections.filter(function (one) { return form.squeezed(one[0]) === form.squeezed(source.section); }).pop();
      return section && (section[1] || document.voice);
    });
    return Array.from(new Set(voices.filter(Boolean)));
  }

  function ofDates(record, context) {
    const found = [];
    function held(loc, day, id) {
      const document = context.document(id);
      if (day && document && document.date && isLater(day, document.date)) found.push({ loc: loc, code: 'R307' });
    }
    (record.localities || []).forEach(function (one, i) {
      if (['建议', '拟定中', '计划'].indexOf(one.stage) < 0) held(['localities', i, 'since'], one.since, one.document);
    });
    (record.outcomes || []).forEach(function (one, i) { if (one.nature !== '目标') held(['outcomes', i, 'as_of'], one.as_of, one.document); });
    const dates = (record.sources || []).map(function (source) { return (context.document(source.document) || {}).date; });
    if (record.verified && dates.some(function (date) { return date && isLater(date, record.verified); })) found.push({ loc: ['verified'], code: 'R308' });
    const last = [new Date().toISOString().slice(0, 10), WRITTEN].sort().pop();
    const tomorrow = new Date(Date.parse(last) + 864e5).toISOString().slice(0, 10);
    const days = (record.changes || []).map(function (change, i) { return [['changes', i, 'date'], change.date]; }).concat([[['verified'], record.verified]]);
    days.forEach(function (one) {
      if (one[1] && /^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$/.test(one[1]) && isDay(one[1]) && one[1] > tomorrow) found.push({ loc: one[0], code: 'R309' });
    });
    return found;
  }

  form.rules.push(ofAnchorsAndDays, ofDocuments, ofVoices, ofDates);
})(window);
