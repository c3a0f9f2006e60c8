'use strict';
// What is chosen from a register or from the record itself: policies by title, figures by what they count.
(function (root) {
  const form = root.cb.form;
  let count = 0;

  /** The policies that the practice rests on: titles are typed or chosen, ids are written. */
  form.controls['Record.basis'] = function (field) {
    const known = form.have('model').policies;
    const list = form.element('datalist', '', Object.keys(known).map(function (id) {
      const option = form.element('option', '', []);
      option.value = said(known[id]);
      return option;
    }));
    const control = form.element('input', 'cb-input', []);
    const chosen = form.element('ul', 'cb-chosen', []);
    const missing = form.element('p', 'cb-field-meaning', []);
    list.id = 'cb-policies-' + (++count);
    missing.setAttribute('role', 'status');
    control.type = 'text';
    control.autocomplete = 'off';
    control.setAttribute('list', list.id);
    control.value = field.owner.basisTyped || '';
    field.control = control;
    control.addEventListener('input', function () { take(control.value, idOf(control.value)); });
    draw();
    return form.element('div', '', [control, list, missing, chosen]);

    function idOf(text) {
      return Object.keys(known).filter(function (id) { return id === text || said(known[id]) === text || known[id].some(function (name) { return name && name === text; }); })[0];
    }

    function ids() {
      return (field.owner.basis || '').split('\n').filter(Boolean);
    }

    function take(text, id) {
      if (id) {
        control.value = '';
        keep(ids().filter(function (other) { return other !== id; }).concat([id]), '');
      } else keep(ids(), text.trim());
    }

    function keep(all, typed) {
      field.owner.basisTyped = typed;
      form.keep(field, all.join('\n'));
      draw();
    }

    function draw() {
      const typed = field.owner.basisTyped;
      missing.textContent = typed ? '没有登记的政策写不进文件。请从列出的里面选；没有的，先登记（见“怎样提供记录”里的“登记政策和单位”），或请维护的人补。' : '';
      chosen.textContent = '';
      ids().forEach(function (id) {
        const title = known[id] ? said(known[id]) : id;
        const away = form.button('删去', 'cb-remove', function () {
          keep(ids().filter(function (other) { return other !== id; }), field.owner.basisTyped || '');
          control.focus();
        });
        away.setAttribute('aria-label', '删去 ' + title);
        chosen.appendChild(form.element('li', '', [title + ' ', away]));
      });
    }
  };

  function said(policy) {
    return policy[0] + (policy[1] ? '（' + policy[1] + '）' : '');
  }

  /** A figure of which a share is made: one of the record's own. */
  function figure(field) {
    return form.changing(field, function () {
      const all = (form.state.record.outcomes || []).filter(function (one) { return one.key && one.ratio !== field.owner; });
      return all.map(function (one) { return [one.key, [one.metric, (one.value || '') + (one.unit || '')].filter(Boolean).join('：')]; });
    });
  }

  form.controls['Ratio.part'] = figure;
  form.controls['Ratio.whole'] = figure;
})(window);
