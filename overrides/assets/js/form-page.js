'use strict';
// The page of the form: draws the parts, and after each key shows what is wrong and keeps the draft.
(function (root) {
  const form = root.cb.form;
  const SAVE_MS = 200;
  let timer = 0;
  let busy = false;

  form.fieldFor = function (problem) {
    return form.fields.filter(function (field) { return field.owner === problem.owner && field.name === problem.name; })[0];
  };

  /** Lead to a field, opening what it is folded into. */
  form.goTo = function (field) {
    if (!field) return;
    for (let node = field.node; node; node = node.parentElement) if (node.tagName === 'DETAILS') node.open = true;
    field.control.focus();
    field.node.scrollIntoView({ block: 'center' });
  };

  /** Something was typed or chosen. */
  form.changed = function () {
    if (busy || !form.output) return;
    busy = true;
    form.fields = form.fields.filter(function (field) { return root.document.contains(field.node); });
    form.propose();
    form.fields.forEach(function (field) { if (field.refresh) field.refresh(); });
    const problems = form.problems();
    show(problems);
    form.showOutput(problems);
    form.showTexts();
    busy = false;
    root.clearTimeout(timer);
    timer = root.setTimeout(form.save, SAVE_MS);
  };

  function show(problems) {
    form.fields.forEach(function (field) {
      const own = problems.filter(function (p) { return p.owner === field.owner && p.name === field.name; });
      const missing = own.some(function (p) { return p.code === 'M102'; });
      const told = form.state.asked || (field.touched && !missing) || (!missing && field.owner[field.name]) ? own : [];
      form.showProblems(field, told);
      const wrong = told.some(function (p) { return !form.isWarning(p); });
      field.node.classList.toggle('cb-wrong', wrong);
      if (field.control && /^(INPUT|SELECT|TEXTAREA)$/.test(field.control.tagName)) field.control.setAttribute('aria-invalid', String(wrong));
    });
  }

  function part(one, state) {
    const schema = form.have('model').record;
    const nodes = one.introduction ? [form.element('p', 'cb-note', [one.introduction])] : [];
    one.fields.forEach(function (name) {
      if (name === 'documents') return nodes.push(form.documentsPart());
      nodes.push(form.drawn(state.record, name, schema, schema, 'Record'));
      if (name === 'name') nodes.push.apply(nodes, form.nameParts(form.fields[form.fields.length - 1]));
      return null;
    });
    const title = form.element('h2', '', [one.title]);
    title.id = 'form-' + one.id;
    return one.folded ? [title, form.folded('展开填写', nodes)] : [title].concat(nodes);
  }

  function draw(place) {
    form.fields = [];
    place.textContent = '';
    const parts = form.have('model').layout.parts.map(function (one) { return form.element('section', 'cb-form-part', part(one, form.state)); });
    const end = [form.element('h2', '', ['八、检查和提交'])].concat(form.outputPart());
    parts.concat([form.element('section', 'cb-form-part', end), form.element('p', 'cb-form-clear', [clearButton(place)])]).forEach(function (node) { place.appendChild(node); });
    form.changed();
  }

  function clearButton(place) {
    return form.button('清空', 'cb-remove', function () {
      if (!root.confirm('清空填写的全部内容？清空以后不能找回。')) return;
      form.forget();
      form.fresh();
      draw(place);
      place.querySelector('select').focus();
    });
  }

  function askedName() {
    return new URLSearchParams(root.location.search).get('name') || '';
  }

  // A draft that was damaged must not keep the form away for ever.
  function begin(place) {
    try {
      if (form.restore()) {
        open(place);
        return true;
      }
    } catch (error) {
      busy = false;
      form.forget();
    }
    form.fresh();
    open(place);
    return false;
  }

  function open(place) {
    if (askedName() && !form.state.record.name) form.state.record.name = askedName();
    draw(place);
  }

  function start() {
    const place = root.document.querySelector('[data-form]');
    if (!place) return;
    const restored = begin(place);
    if (restored) place.insertBefore(form.element('p', 'cb-note cb-restored', ['接着上次没有填完的填。要重新开始，点页末的“清空”。']), place.firstChild);
    place.addEventListener('submit', function (event) { event.preventDefault(); });
    root.addEventListener('pagehide', form.save);
    Promise.all([form.needReadings(), form.load('ids')]).then(form.changed, form.changed);
    place.dataset.form = 'ready';
  }

  if (root.document.readyState === 'complete') start(); else root.addEventListener('DOMContentLoaded', start);
})(window);
