'use strict';
// The rules that need nothing but the record (or the document) itself. Their demands and words come from the registry.
(function (root) {
  const form = root.cb.form;
  const NOT_PROSE = ['document', 'target', 'key', 'value', 'url', 'archive_url'];

  /** Call with every text of a value and its place. */
  function eachText(value, loc, act) {
    if (typeof value === 'string') act(value, loc);
    else Object.keys(value).forEach(function (key) { eachText(value[key], loc.concat([Array.isArray(value) ? Number(key) : key]), act); });
  }

  function fieldOf(loc) {
    return loc.filter(function (step) { return typeof step === 'string'; }).pop();
  }

  function squeezed(text) {
    return text.normalize('NFKC').replace(/\s+/g, '');
  }

  function compared(text) {
    return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  }

  function isPrivate(text) {
    return form.pattern('private', '').some(function (pattern) { return pattern && pattern.test(text.normalize('NFKC')); });
  }

  function isRealDay(text) {
    if (text < '1900' || text.slice(0, 4) > '2099') return false;
    if (text.length < 10) return true;
    const day = new Date(text + 'T00:00:00Z');
    return !isNaN(day) && day.toISOString().slice(0, 10) === text;
  }

  function isValue(text) {
    if (!new RegExp('^(?:' + form.have('model').patterns.value + ')$', 'u').test(text)) return false;
    const ends = text.split(/-(?=[0-9])/);
    return !/^[0-9.]+-[0-9.]+$/.test(text) || Number(ends[0]) < Number(ends[1]);
  }

  /** The problems of texts wherever they stand. */
  function ofTexts(value, code) {
    const found = [];
    eachText(value, [], function (text, loc) {
      const field = fieldOf(loc);
      if (form.pattern('lost', '').test(text)) found.push({ loc: loc, code: 'Y103' });
      if (NOT_PROSE.indexOf(field) < 0 && isPrivate(text)) found.push({ loc: loc, code: code });
    });
    return found;
  }

  function ofAnchorsAndDays(record) {
    const bounds = form.have('model').anchor;
    const found = [];
    eachText(record, [], function (text, loc) {
      const field = loc[loc.length - 1];
      const length = Array.from(squeezed(text)).length;
      if (field === 'anchor' && (length < bounds[0] || length > bounds[1])) found.push({ loc: loc, code: 'R401', more: '现在 ' + length + ' 字。' });
      if (/^(since|as_of|date|year)$/.test(field) && !isRealDay(text)) found.push({ loc: loc, code: 'R305' });
    });
    return found;
  }

  function ofNames(record) {
    const found = [];
    ['name', 'aliases', 'search_words'].forEach(function (field) {
      [].concat(record[field] || []).forEach(function (text, i) {
        if (form.pattern('foreign', '').test(text)) found.push({ loc: field === 'name' ? [field] : [field, i], code: 'R604' });
      });
    });
    const names = [record.name || ''];
    [['themes', []], ['problems', []], ['aliases', names], ['search_words', names.concat(record.aliases || [])], ['basis', []]].forEach(function (list) {
      const seen = list[1].map(compared);
      (record[list[0]] || []).forEach(function (word, i) {
        if (seen.indexOf(compared(word)) >= 0) found.push({ loc: [list[0], i], code: 'R202' });
        seen.push(compared(word));
      });
    });
    return record.pinyin && !isReading(record) ? found.concat([{ loc: ['pinyin'], code: 'R605' }]) : found;
  }

  function isReading(record) {
    const said = record.pinyin.split(' ');
    const tokens = (record.name || '').match(/[A-Za-z0-9]+|[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu) || [];
    return said.length === tokens.length && tokens.every(function (token, i) {
      const plain = said[i].toLowerCase().normalize('NFD').replace(/[\u0300\u0301\u0304\u030c]/g, '').normalize('NFC').replace('ü', 'v').replace('ê', 'e');
      return /^[A-Za-z0-9]/.test(token) || /^[a-z]{1,6}$/.test(plain);
    });
  }

  function ofFigures(record) {
    const found = [];
    const keys = [];
    const places = new Set((record.localities || []).map(function (one) { return one.place; }));
    (record.outcomes || []).forEach(function (outcome, i) {
      const here = ['outcomes', i];
      if (outcome.value !== undefined && !isValue(outcome.value)) found.push({ loc: here.concat(['value']), code: 'R301' });
      if (outcome.value === undefined && outcome.qualifier !== '全覆盖') found.push({ loc: here, code: 'R302', at: 'value' });
      if (form.have('model').reserved.indexOf(outcome.key) >= 0 || keys.indexOf(outcome.key) >= 0) found.push({ loc: here.concat(['key']), code: 'R303' });
      if (places.size > 1 && outcome.place === undefined) found.push({ loc: here, code: 'R304', at: 'place' });
      if (/^(原文|推算)$/.test(outcome.as_of_basis || '') && outcome.as_of === undefined) found.push({ loc: here.concat(['as_of_basis']), code: 'R306' });
      keys.push(outcome.key);
    });
    (record.includes || []).forEach(function (part, i) {
      if (keys.concat(form.have('model').reserved).indexOf(part.key) >= 0) found.push({ loc: ['includes', i, 'key'], code: 'R303' });
      keys.push(part.key);
    });
    return found;
  }

  function ofPlaces(record) {
    const seen = [];
    return (record.localities || []).reduce(function (found, one, i) {
      const key = [one.place, one.stage, one.document, one.note].join('\n');
      if (seen.indexOf(key) >= 0) found.push({ loc: ['localities', i], code: 'R503', at: 'place' });
      seen.push(key);
      if ((one.stage_basis === '推断' || one.place_basis === '推断') && one.note === undefined) found.push({ loc: ['localities', i], code: 'R505', at: 'note' });
      return found;
    }, []);
  }

  /** documents: {id: [paths of its sections]} of all that may be cited. */
  function ofProofs(record, documents) {
    const named = (record.sources || []).map(function (source) { return source.document; });
    const found = [];
    eachText(record, [], function (text, loc) {
      if (loc[loc.length - 1] !== 'document') return;
      if (!documents[text]) found.push({ loc: loc, code: 'R402' });
      else if (loc[0] !== 'sources' && named.indexOf(text) < 0) found.push({ loc: loc, code: 'R403' });
    });
    (record.sources || []).forEach(function (source, i) {
      const paths = (documents[source.document] || []).map(squeezed);
      if (source.section && documents[source.document] && paths.indexOf(squeezed(source.section)) < 0) found.push({ loc: ['sources', i, 'section'], code: 'R404' });
    });
    return found;
  }

  /** All problems of a cleaned record. */
  form.recordProblems = function (record, documents) {
    const schema = form.have('model').record;
    const told = form.modelProblems(record, schema, schema, []);
    const rules = [].concat(ofNames(record), ofFigures(record), ofAnchorsAndDays(record), ofProofs(record, documents), ofPlaces(record), ofTexts(record, 'R701'));
    // Where sources are wrong, a document that is missing among them only follows.
    const unsourced = told.some(function (problem) { return problem.loc[0] === 'sources'; });
    return told.concat(rules.filter(function (problem) { return !form.overlaps(problem.loc, told) && !(unsourced && problem.code === 'R403'); }));
  };

  function isSafe(url) {
    const host = /^https?:\/\/([^/?#]*)/i.exec(url);
    return Boolean(host) && !/[\s"'<>`\\{}|^]/.test(url) && host[1].indexOf('@') < 0 && !/^(:\d*)?$/.test(host[1]);
  }

  /** All problems of a cleaned description of a document. */
  form.documentProblems = function (document) {
    const schema = form.have('model').document;
    const told = form.modelProblems(document, schema, schema, []);
    const found = ofTexts(document, 'D105');
    if (document.openness === '不公开') found.push({ loc: ['openness'], code: 'D101' });
    ['url', 'archive_url'].forEach(function (name) {
      if (document[name] !== undefined && !isSafe(document[name])) found.push({ loc: [name], code: 'D102' });
    });
    if (document.date !== undefined && !isRealDay(document.date)) found.push({ loc: ['date'], code: 'D106' });
    const proofs = [document.url, document.archive_url].some(Boolean) || form.pattern('open', '').test(document.note || '');
    if (document.openness === '主动公开' && !proofs) found.push({ loc: ['openness'], code: document.number ? 'D110' : 'D108' });
    const seen = [];
    (document.sections || []).forEach(function (section, i) {
      const path = squeezed(section.path || '');
      if (seen.indexOf(path) >= 0) found.push({ loc: ['sections', i, 'path'], code: 'D103' });
      seen.push(path);
    });
    if ((document.date === undefined) !== (document.date_basis === undefined)) found.push({ loc: ['date_basis'], code: 'D104' });
    return told.concat(found.filter(function (problem) { return !form.overlaps(problem.loc, told); }));
  };
})(window);
