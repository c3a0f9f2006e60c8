'use strict';
// What was typed, what will be written of it, and what is wrong with it. The draft stays in this browser.
(function (root) {
  const form = root.cb.form;
  const KEPT_AS = 'cb-form-draft';
  const VERSION = 2;

  form.fresh = function () {
    form.state = { version: VERSION, id: '', ownId: false, record: {}, documents: [], reviewed: false, asked: false };
    form.state.documents.push(form.newDocument());
  };

  /** Take up the draft; false where there is none. */
  form.restore = function () {
    let kept = null;
    try { kept = JSON.parse(root.localStorage.getItem(KEPT_AS)); } catch (error) { return false; }
    if (kept && kept.version === 1) renewed(kept);
    if (!kept || kept.version !== VERSION) return false;
    form.state = kept;
    kept.asked = false;
    return true;
  };

  /** Bring a draft of the first edition into the form of the second: nothing that was typed is lost. */
  function renewed(kept) {
    const record = kept.record;
    const known = form.have('model').policies;
    const told = (Array.isArray(record.basis) ? record.basis : []).map(function (one) { return [one.title || '', one.number || '']; });
    const ids = told.map(function (one) { return Object.keys(known).filter(function (id) { return known[id].some(function (name) { return name && one.indexOf(name) >= 0; }); })[0]; });
    record.basis = ids.filter(Boolean).join('\n');
    record.basisTyped = told.filter(function (one, i) { return !ids[i]; }).map(function (one) { return one.join(' ').trim(); }).filter(Boolean).join('；');
    const spread = (record.adoption || '').split('\n').filter(function (line) { return line.trim(); });
    if (spread.length) record.diffusion = spread.map(function (line) { return { note: line }; });
    delete record.adoption;
    kept.version = VERSION;
  }

  /** Keep the draft, as soon as there is something to keep. */
  form.save = function () {
    if (isUntouched()) return form.forget();
    try { root.localStorage.setItem(KEPT_AS, JSON.stringify(form.state)); } catch (error) {
      // A long text does not fit: what was typed matters more.
      try { root.localStorage.setItem(KEPT_AS, JSON.stringify(form.state, function (name, value) { return name === 'text' ? undefined : value; })); } catch (again) { /* holds for this page only */ }
    }
    return null;
  };

  function isUntouched() {
    // Empty entries leave names without a text behind: `{"sources":[{}]}`.
    return !/[:[]"/.test(JSON.stringify(form.record())) && !form.state.documents.some(function (one) { return one.choice || one.text; });
  }

  form.forget = function () {
    try { root.localStorage.removeItem(KEPT_AS); } catch (error) { /* nothing was kept */ }
  };

  /** Ids and keys that nobody has written are made from the names. */
  form.propose = function () {
    const ids = form.have('ids');
    const state = form.state;
    if (!ids) return;
    if (!state.ownId) state.id = form.idFor(state.record.name || '', ids.practices.split(' '), state.record.pinyin);
    state.documents.forEach(function (one, i) {
      const before = state.documents.slice(0, i).map(form.documentId);
      if (form.isNew(one) && !one.ownId) one.id = form.idFor(one.value.label || '', ids.documents.split(' ').concat(before));
    });
    const keys = [];
    [['outcomes', 'metric'], ['includes', 'name']].forEach(function (list) {
      (state.record[list[0]] || []).forEach(function (entry) {
        if (!entry.ownKey) entry.key = form.keyFor(entry[list[1]] || '', keys.concat(form.have('model').reserved));
        keys.push(entry.key);
      });
    });
  };

  /** The record as it will be written. */
  form.record = function () {
    const schema = form.have('model').record;
    const byUid = {};
    form.state.documents.forEach(function (one) { byUid[one.uid] = form.documentId(one); });
    return form.cleaned(cited(form.state.record, byUid), schema, schema);
  };

  function cited(value, byUid) {
    if (Array.isArray(value)) return value.map(function (item) { return cited(item, byUid); });
    if (!value || typeof value !== 'object') return value;
    const copy = {};
    Object.keys(value).forEach(function (name) {
      copy[name] = name === 'document' ? byUid[value[name]] || '' : cited(value[name], byUid);
    });
    return copy;
  }

  /** A new document as it will be written. */
  form.document = function (one) {
    const schema = form.have('model').document;
    const printed = form.line(one.printed || '', 'printed');
    const note = (printed ? '原文印有“' + printed + '”。' : '') + (one.value.note || '');
    return form.cleaned(Object.assign({}, one.value, { note: note }), schema, schema);
  };

  form.newOnes = function () {
    return form.state.documents.filter(form.isNew);
  };

  /** The files: [{path, folder, name, text}], documents before the record that cites them. */
  form.files = function () {
    const files = form.newOnes().map(function (one) { return file('practices/_sources', one.id, form.document(one), ''); });
    return files.concat([file('practices', form.state.id, form.record(), form.have('model').first_line)]);
  };

  function file(folder, id, value, firstLine) {
    return { path: folder + '/' + id + '.yml', folder: folder, name: id + '.yml', text: firstLine + form.yaml(value) };
  }

  /** Everything that is wrong: [{owner, name, code, form, more}], in the order of the form's own parts. */
  form.problems = function () {
    const state = form.state;
    const ids = form.have('ids') || { practices: '', documents: '' };
    let found = [];
    state.documents.forEach(function (one, i) { found = found.concat(ofDocument(one, i, ids)); });
    const own = form.idProblem(state.id, ids.practices.split(' '));
    if (own) found.push(Object.assign({ owner: state, name: 'id' }, own));
    const record = form.record();
    const told = form.recordProblems(record, form.context());
    return found.concat(told.map(function (problem) { return placed(problem, state.record); })).filter(isForPeople);
  };

  // An empty part is told by the fields that it lacks.
  function isForPeople(problem) {
    return problem.code !== 'M108';
  }

  function ofDocument(one, i, ids) {
    if (!one.choice) return [{ owner: one, name: 'choice', code: 'M102' }];
    if (!form.isNew(one)) return [];
    const before = form.state.documents.slice(0, i).map(form.documentId);
    const own = form.idProblem(one.id, ids.documents.split(' ').concat(before));
    const found = own ? [Object.assign({ owner: one, name: 'id' }, own)] : [];
    const context = Object.assign(form.context(), { id: one.id });
    return found.concat(form.documentProblems(form.document(one), context).map(function (problem) {
      return Object.assign(placed(problem, one.value), { document: one });
    }));
  }

  /** A problem with the object and the field that it is about. */
  function placed(problem, value) {
    let owner = value;
    let name = '';
    let here = value;
    problem.loc.forEach(function (step) {
      if (typeof step === 'string') {
        owner = here;
        name = step;
      }
      here = here ? here[step] : undefined;
    });
    return problem.at ? Object.assign({}, problem, { owner: here, name: problem.at }) : Object.assign({}, problem, { owner: owner, name: name });
  }
})(window);
