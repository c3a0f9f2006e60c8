'use strict';
// What `check --sources` says (checks/evidence.py), of the documents whose text is at hand: context.texts, by the documents' ids.
(function (root) {
  const form = root.cb.form;
  const LISTS = ['includes', 'localities', 'sources', 'outcomes', 'recognition', 'diffusion'];
  const kept = new Map();

  /** What the text of a document says; null where it is not at hand. */
  form.saidOf = function (id, context) {
    const raw = (context.texts || {})[id];
    const about = context.document(id);
    if (!raw || !about) return null;
    const key = JSON.stringify([about.date, about.sections]);
    const last = kept.get(id);
    if (last && last.raw === raw && last.key === key) return last.said;
    const said = form.saidIn(raw, about.sections.map(function (part) { return [part[0], part[2] || '']; }), about.date);
    kept.set(id, { raw: raw, key: key, said: said });
    return said;
  };

  function anchorProblem(said, loc, item) {
    const verdict = form.anchorVerdict(said, item.anchor, item.section);
    const nearest = verdict.nearest ? '是否“' + verdict.nearest + '”？' : '';
    if (verdict.kind === 'ok') return [];
    const told = {
      absent: '原文里找不到。' + nearest,
      private: '碰到了隐去的姓名或电话，请换一处。',
      elsewhere: '不在所选的章节里（在：' + verdict.stands.filter(Boolean).join('、') + '）。',
      repeated: '同一章节里出现不止一次，请多取几个字。' + nearest,
    }[verdict.kind];
    return [{ loc: loc, code: 'E102', said: told, nearest: verdict.nearest }];
  }

  function digitProblem(said, loc, outcome) {
    const length = form.squeezed(outcome.anchor).length + form.have('model').tables.near;
    const near = form.hitsOf(said, outcome.anchor).map(function (hit) { return said.text.slice(hit, hit + length).replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, '$1'); });
    const wrong = (outcome.value || '').split(/[-:/]/).some(function (part) {
      return part && near.length && near.every(function (text) { return text.indexOf(part) < 0; });
    });
    return wrong ? [{ loc: loc, code: 'E103' }] : [];
  }

  function ofAnchors(record, context) {
    let found = [];
    LISTS.forEach(function (list) {
      (record[list] || []).forEach(function (item, i) {
        const said = item.document && item.anchor ? form.saidOf(item.document, context) : null;
        if (!said) return;
        found = found.concat(anchorProblem(said, [list, i, 'anchor'], item));
        if (list === 'outcomes') found = found.concat(digitProblem(said, [list, i, 'value'], item));
      });
    });
    return found;
  }

  function ofWords(record, context) {
    const cited = Array.from(new Set((record.sources || []).map(function (source) { return source.document; })));
    const texts = cited.map(function (id) { return form.saidOf(id, context); });
    const there = texts.filter(Boolean).map(function (said) { return said.text; });
    const found = [];
    if (there.length) form.ownWords(record).forEach(function (one) {
      const copied = form.copiedRun(one[1], there, form.have('model').tables.fixed);
      if (copied) found.push({ loc: one[0], code: 'E104', more: '相同的是“' + copied + '”。' });
    });
    if (texts.every(Boolean)) (record.aliases || []).forEach(function (alias, i) {
      if (!form.isPrinted(alias, there)) found.push({ loc: ['aliases', i], code: 'E107', more: '“' + alias + '”没有印，移到查找用词。' });
    });
    return found;
  }

  /** Sections whose opening words are not in the text, or not in order. */
  form.startProblems = function (document, raw) {
    const sections = (document.sections || []).map(function (part) { return [part.path || '', part.starts || '']; });
    return form.saidIn(raw, sections, '').starts.map(function (start, i) { return { loc: ['sections', i, 'starts'], code: 'E101', start: start }; })
      .filter(function (one) { return one.start < 0; });
  };

  form.rules.push(ofAnchors, ofWords);
})(window);
