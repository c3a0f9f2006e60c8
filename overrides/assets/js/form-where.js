'use strict';
// The rules about places and stages. The divisions of a province are fetched when a record names it.
(function (root) {
  const form = root.cb.form;
  const PLACES = ['place', 'from', 'to'];

  /** What a path of places comes to: {known, name, street} where a level fails, null where all is right, undefined while the table is on its way. */
  form.findPlace = function (text) {
    const steps = text.split('/').map(function (step) { return step.trim(); });
    const province = form.have('model').provinces.filter(function (one) { return one[1] === steps[0]; })[0];
    if (!province) return { name: steps[0], street: false };
    let below = form.wanted('places/' + province[0]);
    if (!below) return steps.length === 1 ? null : undefined;
    for (let depth = 1; depth < steps.length; depth++) {
      const next = below.filter(function (one) { return one === steps[depth] || one[0] === steps[depth] && typeof one !== 'string'; })[0];
      if (!next && isOther(province[0], steps.slice(0, depth), steps[depth])) return steps.length === depth + 1 ? null : { street: false };
      if (!next) return { name: steps[depth], street: Boolean(steps[depth]) && depth > 1 && areStreets(below, depth) };
      below = typeof next === 'string' ? null : next[1];
      if (!below) return depth + 1 === steps.length ? null : { name: steps[depth + 1], street: false };
    }
    return null;
  };

  function areStreets(below, depth) {
    return below.every(function (one) { return typeof one === 'string'; }) && (below.length > 0 || depth > 1);
  }

  /** What the statistics count as a street and the form does not offer: farms, zones. */
  function isOther(province, above, name) {
    const others = form.wanted('others/' + province) || {};
    return (others[above.join('/')] || []).indexOf(name) >= 0;
  }

  /** Promises that all tables which a record's places need are here. */
  form.needPlaces = function (record) {
    const starts = form.textsOf(record).map(function (one) { return one[1].split('/')[0].trim(); });
    const codes = form.have('model').provinces.filter(function (one) { return starts.indexOf(one[1]) >= 0; });
    return Promise.all(codes.map(function (one) { return Promise.all([form.load('places/' + one[0]), form.load('others/' + one[0])]); }));
  };

  function ofPlaces(record) {
    const wrong = form.textsOf(record).filter(function (one) { return one[0].some(function (step) { return PLACES.indexOf(step) >= 0; }); })
      .map(function (one) { return { loc: one[0], found: form.findPlace(one[1]) }; }).filter(function (one) { return one.found; });
    const told = wrong.map(function (one) { return { loc: one.loc, code: one.found.street ? 'R502' : 'R501' }; });
    return told.concat(elsewhere(record, told.filter(function (one) { return one.code === 'R501'; })));
  }

  /** Figures of places where nobody does anything. What a wrong place means is not guessed. */
  function elsewhere(record, wrong) {
    if (wrong.some(function (one) { return one.loc[0] === 'localities'; })) return [];
    const done = (record.localities || []).map(function (one) { return steps(one.place) + '/'; });
    const found = (record.outcomes || []).map(function (outcome, i) { return { loc: ['outcomes', i, 'place'], code: 'R504', place: outcome.place }; });
    return found.filter(function (one) {
      const isWrong = wrong.some(function (other) { return other.loc.join() === one.loc.join(); });
      return one.place && !isWrong && done.every(function (place) { return !place.startsWith(steps(one.place) + '/'); });
    });
  }

  function steps(place) {
    return (place || '').split('/').map(function (step) { return step.trim(); }).join('/');
  }

  function ofLocalities(record) {
    const seen = [];
    const found = [];
    (record.localities || []).forEach(function (one, i) {
      const key = [one.place, one.stage, one.document, one.note].join('\n');
      if (seen.indexOf(key) >= 0) found.push({ loc: ['localities', i], code: 'R503', at: 'place' });
      seen.push(key);
      if ((one.stage_basis === '推断' || one.place_basis === '推断') && !one.note) found.push({ loc: ['localities', i], code: 'R505', at: 'note' });
      const against = againstVerb(record, one);
      if (against) found.push({ loc: ['localities', i, 'stage'], code: 'R506', more: against });
    });
    return found;
  }

  /** What a stage should be by the verb in its words; empty where it is so, or where other words decide. */
  function againstVerb(record, one) {
    const told = form.have('model').tables.stages;
    if (one.stage_basis !== undefined || told.otherwise.indexOf(one.stage) >= 0) return '';
    const sections = sectionsOf(record, one);
    const isPlan = sections.length > 0 && sections.every(function (section) { return told.plans.some(function (word) { return section.indexOf(word) >= 0; }); });
    const first = form.pattern('verb', '').exec(one.anchor || '');
    const stage = first ? told.verbs[first[0]][isPlan ? 0 : 1] : one.stage;
    if (isPlan && one.stage === '已实施') return '来源都在“下一步”里，阶段却是已实施。只是打算的选计划；已经在做的，阶段依据选推断，并在说明里写明据哪些词句。';
    const isNamed = one.stage === '试点' && one.anchor.indexOf('试点') >= 0;
    return first && one.stage !== stage && !isNamed ? '“' + first[0] + '”记作' + stage + '。确是' + one.stage + '的，阶段依据选推断，并在说明里写明据哪些词句。' : '';
  }

  function sectionsOf(record, one) {
    const told = (record.sources || []).filter(function (source) { return source.document === one.document; });
    const same = told.filter(function (source) { return source.anchor === one.anchor; });
    return (same.length ? same : told).map(function (source) { return source.section; }).filter(Boolean);
  }

  form.rules.push(ofPlaces, ofLocalities);
})(window);
