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

  function addressOf(url) {
    return url.trim().replace(/^https?:\/\/(?:www\.)?/i, '').replace(/(?:\/index\.s?html?)?\/?(?:#.*)?$/, '');
  }

  /** By what a document is known again (rules/duplicates.py): [field, question], the issuer apart. */
  function marksOf(document) {
    const told = [['number', form.compared(document.number || '')], ['url', addressOf(document.url || '')], ['title', form.compared(document.title || '')]];
    return told.filter(function (one) { return one[1]; }).map(function (one) { return [one[0], 's:' + one[0] + '|' + one[1]]; });
  }

  /** The document of the library that a description describes again: {id, name}, or null. */
  form.sameDocument = function (document, context) {
    const issuer = form.compared(document.issuer || '');
    const found = [];
    marksOf(document).forEach(function (mark) {
      (context.known(mark[1]) || []).forEach(function (one) {
        const same = mark[0] !== 'title' || !issuer || !one[1] || one[1] === issuer;
        if (one[0] !== context.id && same) found.push({ id: one[0], name: mark[0] });
      });
    });
    return found.sort(function (a, b) { return a.id < b.id ? -1 : Number(a.id > b.id); })[0] || null;
  };

  form.aboutDocuments.push(function (document, context) {
    const same = form.sameDocument(document, context);
    return same ? [{ loc: [same.name], code: 'S209', same: same.id }] : [];
  }, function (document, context) {
    return context.texts && context.texts[context.id] ? form.startProblems(document, context.texts[context.id]) : [];
  });

  function others(context, question) {
    return (context.known(question) || []).filter(function (id) { return id !== context.id; });
  }

  /** Tell whether two records say of each other how they are related. */
  function related(record, id, context) {
    const other = context.known('p:' + id);
    return (record.relations || []).some(function (one) { return one.target === id; }) || Boolean(other && other[2].indexOf(context.id) >= 0);
  }

  function ofNames(record, context) {
    const found = [];
    function tell(loc, code, kind, text, but) {
      const asked = form.compared(text || '');
      const there = (asked ? others(context, kind + asked) : []).filter(function (id) { return !but || !related(record, id, context); });
      if (there.length) found.push({ loc: loc, code: code, other: there[0] });
      return there.length;
    }
    if (!tell(['name'], 'S201', 'n:', record.name)) tell(['name'], 'S201', 'w:', record.name);
    tell(['name'], 'S206', 'i:', record.name);
    (record.aliases || []).forEach(function (alias, i) {
      tell(['aliases', i], 'S201', 'n:', alias);
      tell(['aliases', i], 'S210', 'w:', alias, true);
    });
    (record.includes || []).forEach(function (part, i) { tell(['includes', i, 'name'], 'S206', 'n:', part.name); });
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

  /** The figures of other records that a figure tells again: the same words, or the same number of the same thing. */
  function again(record, outcome, context) {
    const place = outcome.place || ((record.localities || []).map(function (one) { return one.place; })[0] || '');
    const start = (outcome.document || '') + '|';
    const value = outcome.value || '';
    const asked = ['a:' + start + form.squeezed(outcome.anchor || '') + '|' + value, 'v:' + start + value + '|' + form.compared(outcome.metric || '') + '|' + place];
    return [].concat.apply([], asked.map(function (question) { return context.known(question) || []; }))
      .filter(function (one) { return one.split('#')[0] !== context.id; });
  }

  function ofFigures(record, context) {
    return (record.outcomes || []).map(function (outcome, i) {
      const there = outcome.document ? again(record, outcome, context)[0] : null;
      return there ? { loc: ['outcomes', i], code: 'S207', at: 'anchor', other: there } : null;
    }).filter(Boolean);
  }

  /** The first sentence on which another record rests too that is not among the relations. */
  function ofSentences(record, context) {
    for (const list of ['sources', 'localities']) {
      for (let i = 0; i < (record[list] || []).length; i++) {
        const one = record[list][i];
        const there = one.document && one.anchor ? others(context, 'q:' + one.document + '|' + form.squeezed(one.anchor)) : [];
        const open = there.filter(function (id) { return !related(record, id, context); })[0];
        if (open) return [{ loc: [list, i, 'anchor'], code: 'S208', other: open }];
      }
    }
    return [];
  }

  /** Rules about what is published alone. */
  function published(rule) {
    return function (record, context) {
      const status = (record.publication || {}).status;
      return !status || status === 'published' ? rule(record, context) : [];
    };
  }

  form.rules.push(published(ofNames), ofRelations, ofNamedFigures, published(ofFigures), published(ofSentences));

  /** A document's description: {date, voice, sections: [[path, voice, starts]], uncarried}; null: unknown, undefined: on its way. */
  form.description = function (id) {
    const found = id ? form.known('d:' + id) : null;
    return found && { date: found[0], voice: found[1], sections: found[2], uncarried: found[3] };
  };

  /** What the rules may ask about while the form is filled in. */
  form.context = function () {
    const own = {};
    const texts = {};
    form.state.documents.forEach(function (one) { if (one.text) texts[form.documentId(one)] = one.text; });
    form.newOnes().forEach(function (one) {
      const document = form.document(one);
      const sections = (document.sections || []).map(function (part) { return [part.path || '', part.voice || '', part.starts || '']; });
      own[one.id] = { date: document.date || '', voice: document.voice, sections: sections, uncarried: [] };
    });
    return {
      id: form.state.id,
      known: form.known,
      texts: texts,
      early: true,
      isDocument: function (id) { return id in own || id in form.have('documents'); },
      document: function (id) { return own[id] || form.description(id); },
    };
  };
})(window);
