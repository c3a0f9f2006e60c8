'use strict';
// The judge: all that `check` says of one record or one description, by the same codes and fields.
// What can't be judged here is listed with its reason in scripts/casebook/forms/unjudged.yml; a test holds both together.
(function (root) {
  const form = root.cb.form;

  function ofLost(value) {
    return form.textsOf(value).filter(function (one) { return form.pattern('lost', '').test(one[1]); }).map(function (one) { return { loc: one[0], code: 'Y103' }; });
  }

  function ofRecordText(record) {
    return form.ofPrivate(record, 'R701');
  }

  /** What the model says, then what the rules say of the rest. */
  function judged(value, schema, rules, early) {
    const told = form.modelProblems(value, schema, schema);
    const draft = form.drafted(value, schema, schema);
    const found = [].concat.apply([], rules.map(function (rule) { return rule(draft); }));
    const lacking = told.some(function (problem) {
      const loc = problem.loc;
      return loc[0] === 'sources' && (loc.length === 2 || loc.length === 1 || (loc.length === 3 && loc[2] === 'document'));
    });
    // Where sources are wrong, a document that is missing among them only follows.
    // While a record is filled in, what is there already is told before the rest is complete.
    const wrong = told.filter(function (problem) { return problem.code !== 'M102'; });
    return told.concat(found.filter(function (problem) { return !form.overlaps(problem.loc, early && problem.other ? wrong : told) && !(lacking && problem.code === 'R403'); }));
  }

  /**
   * All problems of a record. context: {id, isDocument(id), document(id), others}; others: what is known of the
   * other records, see form-known.js.
   */
  form.recordProblems = function (record, context) {
    const about = form.rules.map(function (rule) { return function (draft) { return rule(draft, context); }; });
    return judged(record, form.have('model').record, about.concat([ofRecordText, ofLost]), context.early);
  };

  /** All problems of a description of a document. context: as of a record. */
  form.documentProblems = function (document, context) {
    const about = form.aboutDocuments.map(function (rule) { return function (draft) { return rule(draft, context); }; });
    return judged(document, form.have('model').document, about.concat([ofLost]));
  };

  /** The data of a file if it is here; else it is asked for, and the form looks again when it has come. */
  form.wanted = function (name) {
    const data = form.have(name);
    if (data === undefined && !asked[name]) {
      asked[name] = true;
      form.load(name).then(function () { if (form.changed) form.changed(); }, function () { delete asked[name]; });
    }
    return data;
  };
  const asked = {};
})(window);
