'use strict';
// What is known of the other records, asked by the hash of the question (scripts/casebook/forms/known.py), and the rules
// that ask it: names that meet, relations, figures told twice, documents that are there already.
(function (root) {
  const form = root.cb.form;

  function fileOf(question) {
    return 'known/' + root.cbSearch.shard(question, form.have('model').known);
  }

  /** The answer to a question: null where there is none, undefined while its file is on its way. */
  form.known = function (question) {
    const answers = form.wanted(fileOf(question));
    return answers ? answers[question] || null : undefined;
  };

  /** A promise of the answer. */
  form.asked = function (question) {
    return form.load(fileOf(question)).then(function (answers) { return answers[question] || null; });
  };

  /** An address as it is compared: without its scheme, `www.`, and what follows `#` or a last slash. */
  function plainAddress(url) {
    const plain = url.split('#')[0].replace(/^.*?:\/\//, '').replace(/^www\./, '').replace(/\/+$/, '');
    const host = plain.split('/')[0];
    return host.toLowerCase() + plain.slice(host.length);
  }

  /** The questions by which a document is known again. */
  form.marksOf = function (document) {
    const found = ['url', 'archive_url'].filter(function (name) { return document[name]; }).map(function (name) { return [name, 's:' + plainAddress(document[name])]; });
    if (document.number) found.unshift(['number', 's:' + form.compared(document.number)]);
    if (document.title) found.push(['title', 's:' + form.compared(document.issuer || '') + '|' + form.compared(document.title)]);
    return found;
  };

  /** The documents of the library that a description describes again: [{name, id}]. */
  form.sameDocuments = function (document) {
    const found = [];
    form.marksOf(document).forEach(function (mark) {
      (form.known(mark[1]) || []).forEach(function (id) {
        if (!found.some(function (one) { return one.id === id; })) found.push({ name: mark[0], id: id });
      });
    });
    return found;
  };

  /** The figures of other records that stand in the same words, or are the same number of the same thing: [{id, key}]. */
  form.sameFigures = function (outcome) {
    const here = outcome.document && outcome.anchor ? form.known('a:' + outcome.document + '|' + form.squeezed(outcome.anchor)) || [] : [];
    const alike = outcome.document && outcome.value ? form.known('v:' + outcome.document + '|' + outcome.value + '|' + form.compared(outcome.metric || '')) || [] : [];
    const all = Array.from(new Set(here.map(function (one) { return one[0]; }).concat(alike)));
    return all.map(function (one) { return { id: one.split('#')[0], key: one.split('#')[1] }; });
  };

  function others(context, question) {
    return (context.known(question) || []).filter(function (id) { return id !== context.id; });
  }

  function ofNames(record, context) {
    const found = [];
    if (others(context, 'n:' + form.compared(record.name || '')).length) found.push({ loc: ['name'], code: 'S201' });
    (record.aliases || []).forEach(function (alias, i) {
      if (others(context, 'n:' + form.compared(alias)).length) found.push({ loc: ['aliases', i], code: 'S201' });
    });
    (record.includes || []).forEach(function (part, i) {
      if (others(context, 'n:' + form.compared(part.name || '')).length) found.push({ loc: ['includes', i, 'name'], code: 'S206' });
    });
    return found;
  }

  function ofRelations(record, context) {
    const found = [];
    const seen = [];
    (record.relations || []).forEach(function (relation, i) {
      const here = ['relations', i, 'target'];
      const other = relation.target && context.known('p:' + relation.target);
      if (relation.target === context.id) found.push({ loc: here, code: 'S102' });
      else if (other === null || other === '') found.push({ loc: here, code: 'S101' });
      const told = seen.indexOf(relation.target) >= 0 || (other && other[2].indexOf(context.id) >= 0);
      if (told && relation.target !== context.id) found.push({ loc: here, code: 'S103' });
      seen.push(relation.target);
    });
    return found;
  }

  /** Figures that a record names: its own by their keys, others' as `id#key`. */
  function ofNamedFigures(record, context) {
    const own = (record.outcomes || []).concat(record.includes || []).map(function (one) { return one.key; });
    let named = [];
    (record.outcomes || []).forEach(function (outcome, i) {
      if (outcome.result !== undefined) named.push([['outcomes', i, 'result'], outcome.result]);
      named = named.concat((outcome.conflicts_with || []).map(function (name, n) { return [['outcomes', i, 'conflicts_with', n], name]; }));
    });
    ((record.publication || {}).former_keys || []).forEach(function (former, i) {
      if ((former.replaced_by || '').indexOf('#') >= 0) named.push([['publication', 'former_keys', i, 'replaced_by'], former.replaced_by]);
    });
    return named.filter(function (one) {
      const parts = one[1].split('#');
      const key = parts.pop();
      const id = parts.join('#');
      if (!id || id === context.id) return own.indexOf(key) < 0;
      const other = context.known('p:' + id);
      return other !== undefined && (other === null || other[1].indexOf(key) < 0);
    }).map(function (one) { return { loc: one[0], code: 'S205' }; });
  }

  function ofFigures(record, context) {
    const found = [];
    (record.outcomes || []).forEach(function (outcome, i) {
      const there = (outcome.document && context.known('a:' + outcome.document + '|' + form.squeezed(outcome.anchor || ''))) || [];
      const same = there.some(function (one) { return one[0].split('#')[0] !== context.id && one[1] === (outcome.value || ''); });
      if (same) found.push({ loc: ['outcomes', i], code: 'S207', at: 'anchor' });
    });
    return found;
  }

  form.rules.push(ofNames, ofRelations, ofNamedFigures, ofFigures);

  /** A document's description: {date, voice, sections: [[path, voice, starts]], uncarried}; null: unknown, undefined: on its way. */
  form.description = function (id) {
    const found = id ? form.known('d:' + id) : null;
    return found && { date: found[0], voice: found[1], sections: found[2], uncarried: found[3] };
  };

  /** What the rules may ask about while the form is filled in. */
  form.context = function () {
    const own = {};
    form.newOnes().forEach(function (one) {
      const document = form.document(one);
      const sections = (document.sections || []).map(function (part) { return [part.path || '', part.voice || '', part.starts || '']; });
      own[one.id] = { date: document.date || '', voice: document.voice, sections: sections, uncarried: [] };
    });
    return {
      id: form.state.id,
      known: form.known,
      isDocument: function (id) { return id in own || id in form.have('documents'); },
      document: function (id) { return own[id] || form.description(id); },
    };
  };
})(window);
