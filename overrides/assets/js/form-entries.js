'use strict';
// What may be there several times: a card for each, a button for one more.
(function (root) {
  const form = root.cb.form;

  /** The fields of a model, those that few need folded away. */
  form.fieldsOf = function (owner, entity, type, whole, leave) {
    const layout = form.have('model').layout;
    const folded = layout.folded[entity] || [];
    const left = (layout.leftOut[entity] || []).concat(leave || []);
    const names = Object.keys(type.properties).filter(function (name) { return left.indexOf(name) < 0; });
    function draw(name) { return form.drawn(owner, name, type, whole, entity); }
    const nodes = names.filter(function (name) { return folded.indexOf(name) < 0; }).map(draw);
    const more = names.filter(function (name) { return folded.indexOf(name) >= 0; }).map(draw);
    return more.length ? nodes.concat([form.folded('更多（可以不写）', more)]) : nodes;
  };

  /** One field or one list of a model. */
  form.drawn = function (owner, name, type, whole, entity) {
    const schema = type.properties[name];
    const inside = form.type(schema, whole);
    const required = form.isRequired(type, name);
    if (inside.type === 'object') return group(owner, name, schema, inside, whole);
    if (inside.type === 'array' && form.type(inside.items, whole).type === 'object') return entries(owner, name, schema, whole, required, entity);
    return form.field(owner, name, schema, whole, { entity: entity, required: required }).node;
  };

  /** Fields that belong together: there once, or not at all. */
  function group(owner, name, schema, type, whole) {
    if (!owner[name]) owner[name] = {};
    const fields = form.fieldsOf(owner[name], type.title, Object.assign({}, type, { required: [] }), whole);
    return form.element('fieldset', 'cb-field cb-wide', [form.element('legend', 'cb-field-title', [schema.title]), form.element('div', 'cb-grid', fields)]);
  }

  /** The list of a part, to which entries can be added: `add(entries)`; empty ones give way. */
  form.listOf = function (owner, name) {
    return form.fieldFor({ owner: owner, name: name });
  };

  form.folded = function (title, nodes) {
    const details = form.element('details', 'cb-folded', [form.element('summary', '', [title]), form.element('div', 'cb-grid', nodes)]);
    details.open = nodes.some(function (node) {
      return Array.from(node.querySelectorAll('input[type="text"], textarea, select')).some(function (one) { return one.value; }) || Boolean(node.querySelector(':checked:not(option)'));
    });
    return details;
  };

  function entries(owner, name, schema, whole, required, ownerEntity) {
    const type = form.type(schema, whole);
    const entity = type.items.$ref.split('/').pop();
    const words = form.have('model').layout.entries[name] || ['项', '加一项'];
    const problem = form.element('p', 'cb-field-problem', []);
    const box = form.element('div', 'cb-entries', []);
    if (!owner[name]) owner[name] = required ? [{}] : [];
    const list = owner[name];
    const add = form.button(words[1], 'cb-add', function () {
      list.push({});
      draw();
      form.changed();
      focusIn(box.lastElementChild);
    });

    function remove(entry) {
      list.splice(list.indexOf(entry), 1);
      draw();
      form.changed();
      add.focus();
    }

    function draw() {
      box.textContent = '';
      list.forEach(function (entry, i) {
        const legend = form.element('legend', '', ['第 ' + (i + 1) + ' ' + words[0]]);
        const away = form.button('删去这' + words[0], 'cb-remove', function () { remove(entry); });
        away.setAttribute('aria-label', '删去第 ' + (i + 1) + ' ' + words[0]);
        const fields = form.fieldsOf(entry, entity, form.type(type.items, whole), whole);
        const card = form.element('fieldset', 'cb-entry', [legend, form.element('div', 'cb-grid', fields)]);
        if (list.length > 1 || !required) card.appendChild(away);
        box.appendChild(card);
      });
    }

    function fill(entries) {
      const empty = list.every(function (entry) { return Object.keys(entry).every(function (key) { return !entry[key] || key === 'document'; }); });
      if (empty) list.length = 0;
      list.push.apply(list, entries);
      draw();
      form.changed();
    }

    draw();
    const help = (form.have('model').layout.helps[ownerEntity] || {})[name];
    const node = form.element('div', 'cb-field cb-list-field cb-wide', (help ? [form.element('p', 'cb-field-title', [schema.title]), form.element('p', 'cb-field-help', [help])] : []).concat([box, add, problem]));
    node.dataset.field = name;
    form.fields.push({ owner: owner, name: name, title: schema.title, node: node, problem: problem, control: add, touched: false, add: fill });
    return node;
  }

  function focusIn(card) {
    const control = card && card.querySelector('input, select, textarea');
    if (control) control.focus();
  }
})(window);
