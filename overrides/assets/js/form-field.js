'use strict';
// One field: its title, its control by the type in the model, its explanation, and the place for what is wrong.
(function (root) {
  const form = root.cb.form;
  const SHORT = ['anchor', 'title', 'url', 'archive_url', 'path', 'starts', 'pinyin', 'place', 'id', 'result'];
  const WIDE = ['title', 'url', 'archive_url', 'choice', 'section', 'path', 'basis'];
  const NAME_LENGTH = 60;
  let count = 0;
  form.fields = [];
  form.controls = {};

  form.element = root.cb.element;

  form.button = function (text, css, act) {
    return root.cb.button(text, 'cb-button' + (css ? ' ' + css : ''), act);
  };

  /**
   * Draw a field. owner[name] holds what is typed. schema: the field in the model; whole: the model it is in.
   * given: {entity (the owner's model), required}.
   */
  form.field = function (owner, name, schema, whole, given) {
    const id = 'cb-f' + (++count);
    const field = { owner: owner, name: name, id: id, title: schema.title || name, schema: schema, whole: whole, entity: given.entity, touched: false, control: null, none: given.required ? '请选择' : '（不写）' };
    const type = form.type(schema, whole);
    const grouped = isGroup(name, type, whole, given.entity);
    field.type = type;
    field.help = form.element('p', 'cb-field-help', [helpText(schema, given.entity, name)]);
    field.help.id = id + '-help';
    field.problem = form.element('p', 'cb-field-problem', []);
    field.problem.id = id + '-problem';
    const title = form.element(grouped ? 'legend' : 'label', 'cb-field-title', [field.title].concat(given.required ? [form.element('span', 'cb-needed', ['必填'])] : []));
    if (!grouped) title.htmlFor = id;
    const body = controlOf(field, type)(field);
    field.node = form.element(grouped ? 'fieldset' : 'div', 'cb-field', [title, field.help, body, field.problem]);
    field.node.dataset.field = name;
    if (grouped || body.tagName === 'TEXTAREA' || WIDE.indexOf(name) >= 0) field.node.classList.add('cb-wide');
    if (!grouped) described(field, field.control, given.required);
    field.node.addEventListener('change', function () { field.touched = true; form.tidy(field); form.changed(); });
    form.fields.push(field);
    return field;
  };

  function described(field, control, required) {
    control.id = field.id;
    control.setAttribute('aria-describedby', field.help.id + ' ' + field.problem.id);
    if (required) control.setAttribute('aria-required', 'true');
  }

  function helpText(schema, entity, name) {
    const layout = form.have('model').layout;
    const example = (layout.examples[entity] || {})[name];
    return [(layout.helps[entity] || {})[name] || schema.description, example && '例：' + example].filter(Boolean).join('。');
  }

  function isGroup(name, type, whole, entity) {
    const isChecks = type.type === 'array' && Boolean(form.type(type.items, whole).enum);
    return isChecks || (name === 'place' && entity === 'Locality');
  }

  function controlOf(field, type) {
    const own = form.controls[field.entity + '.' + field.name] || form.controls[field.name];
    if (own) return own;
    if (type.type === 'array') return form.type(type.items, field.whole).enum ? checks : lines;
    if (type.enum) return select;
    return type.maxLength > NAME_LENGTH && SHORT.indexOf(field.name) < 0 ? lines : input;
  }

  /** Keep what a control holds, and tell the page. */
  form.keep = function (field, value) {
    field.owner[field.name] = value;
    form.changed();
  };

  function input(field) {
    const control = form.element('input', 'cb-input', []);
    control.type = 'text';
    control.autocomplete = 'off';
    control.spellcheck = false;
    return typed(field, control);
  }

  function lines(field) {
    const control = form.element('textarea', 'cb-input', []);
    control.rows = 2;
    control.addEventListener('input', function () { grow(control); });
    root.setTimeout(function () { grow(control); });
    return typed(field, control);
  }

  function grow(control) {
    control.style.height = 'auto';
    if (control.scrollHeight) control.style.height = control.scrollHeight + 2 + 'px';
  }

  function typed(field, control) {
    control.value = field.owner[field.name] || '';
    control.addEventListener('input', function () { form.keep(field, control.value); });
    field.control = control;
    return control;
  }

  function select(field) {
    const words = form.have('model').words[field.name] || {};
    const meaning = form.element('p', 'cb-field-meaning', []);
    const relations = form.have('model').relations;
    const options = field.type.enum.map(function (word) { return [word, relations[word] || word]; });
    field.control = form.choices(field, options);
    function explain() { meaning.textContent = words[field.control.value] || ''; }
    field.control.addEventListener('change', explain);
    explain();
    return form.element('div', '', [field.control, meaning]);
  }

  /** A list to choose one from. options: [value, text]. */
  form.choices = function (field, options) {
    const control = form.element('select', 'cb-input', []);
    fill(control, options, field.owner[field.name] || '', field.none);
    control.addEventListener('change', function () { form.keep(field, control.value); });
    return control;
  };

  function fill(control, options, value, none) {
    control.textContent = '';
    const known = options.some(function (one) { return one[0] === value; });
    [['', none]].concat(options, known || !value ? [] : [[value, value]]).forEach(function (one) {
      const option = form.element('option', '', [one[1]]);
      option.value = one[0];
      control.appendChild(option);
    });
    control.value = value;
  }

  /** A list whose options depend on what was filled in elsewhere; `make` returns them. */
  form.changing = function (field, make) {
    let before = '';
    field.control = form.choices(field, []);
    field.refresh = function () {
      const options = make();
      const now = JSON.stringify([options, field.owner[field.name]]);
      if (now !== before) fill(field.control, options, field.owner[field.name] || '', field.none);
      before = now;
    };
    field.refresh();
    return field.control;
  };

  function checks(field) {
    const type = field.type;
    const chosen = new Set((field.owner[field.name] || '').split('\n').filter(Boolean));
    const boxes = form.type(type.items, field.whole).enum.map(function (word) { return check(field, word, chosen); });
    field.control = boxes[0].querySelector('input');
    return form.element('div', 'cb-checks', boxes);
  }

  function check(field, word, chosen) {
    const box = form.element('input', '', []);
    box.type = 'checkbox';
    box.checked = chosen.has(word);
    box.addEventListener('change', function () {
      if (box.checked) chosen.add(word); else chosen.delete(word);
      form.keep(field, Array.from(chosen).join('\n'));
    });
    const label = form.element('label', 'cb-check', [box, word]);
    label.title = (form.have('model').words[field.name] || {})[word] || '';
    return label;
  }
})(window);
