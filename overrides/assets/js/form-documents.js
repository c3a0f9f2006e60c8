'use strict';
// The documents that a record rests on: those the library has, and new ones that are described in the same step.
(function (root) {
  const form = root.cb.form;
  const NEW = '\n';
  const PRINTED = { title: '文件上印着的公开字样', description: '主动公开又没有网址的，抄下文件上印的字样，例如：公开方式：主动公开', type: 'string', maxLength: 60 };
  const ID = { title: '文件编号', description: '由简称的拼音写成，可以改', type: 'string', maxLength: 64 };

  form.newDocument = function () {
    const used = form.state.documents.map(function (one) { return Number(one.uid); });
    return { uid: String(Math.max.apply(null, [0].concat(used)) + 1), choice: '', id: '', ownId: false, printed: '', value: Object.assign({}, form.have('model').layout.startsAs.Document) };
  };

  form.isNew = function (one) {
    return one.choice === NEW;
  };

  /** The id under which a document is cited. */
  form.documentId = function (one) {
    return form.isNew(one) ? one.id : one.choice;
  };

  form.documentsPart = function () {
    const box = form.element('div', 'cb-entries', []);
    const add = form.button('还根据另一份文件', 'cb-add', function () {
      form.state.documents.push(form.newDocument());
      draw();
      form.changed();
    });
    draw();
    form.redrawDocuments = function () {
      draw();
      form.changed();
    };
    return form.element('div', 'cb-list-field', [box, add]);

    function draw() {
      box.textContent = '';
      form.state.documents.forEach(function (one, i) { box.appendChild(card(one, i, draw)); });
    }
  };

  function card(one, i, draw) {
    const inside = form.element('div', 'cb-grid', []);
    const schema = { title: '文件', description: '库里没有的，选“登记一份新的”', type: 'string' };
    form.controls['Cited.choice'] = function (field) {
      const known = form.have('documents');
      const options = Object.keys(known).map(function (id) { return [id, known[id].label + (known[id].number ? '（' + known[id].number + '）' : '')]; });
      field.control = form.choices(field, [[NEW, '登记一份新的']].concat(options));
      field.control.addEventListener('change', function () { fillIn(one, inside); form.changed(); });
      return field.control;
    };
    const field = form.field(one, 'choice', schema, schema, { entity: 'Cited', required: true });
    const node = form.element('fieldset', 'cb-entry', [form.element('legend', '', ['第 ' + (i + 1) + ' 份文件']), field.node, form.textPart(one), inside]);
    fillIn(one, inside);
    if (form.state.documents.length > 1) node.appendChild(form.button('删去这份文件', 'cb-remove', function () {
      form.state.documents.splice(i, 1);
      draw();
      form.changed();
    }));
    return node;
  }

  function fillIn(one, inside) {
    inside.textContent = '';
    if (!form.isNew(one)) return;
    const schema = form.have('model').document;
    const nodes = form.fieldsOf(one.value, 'Document', schema, schema);
    const printed = form.field(one, 'printed', PRINTED, schema, { entity: 'Cited', required: false });
    const id = form.field(one, 'id', ID, schema, { entity: 'Cited', required: true });
    id.node.addEventListener('input', function () { one.ownId = id.control.value !== ''; }, true);
    id.refresh = function () { if (id.control.value !== one.id) id.control.value = one.id; };
    nodes.forEach(function (node) {
      inside.appendChild(node);
      if (node.dataset.field === 'url') inside.appendChild(printed.node);
      if (node.dataset.field === 'label') inside.appendChild(id.node);
    });
  }

  /** The document of an entry: no question while there is only one. */
  form.controls.document = function (field) {
    const control = form.changing(field, function () {
      const all = form.state.documents.filter(form.documentId);
      const uids = all.map(function (one) { return one.uid; });
      if (uids.indexOf(field.owner.document) < 0) field.owner.document = all.length === 1 ? uids[0] : '';
      if (field.node) field.node.hidden = all.length === 1;
      return all.map(function (one) { return [one.uid, titleOf(one)]; });
    });
    root.setTimeout(field.refresh);
    return control;
  };

  function titleOf(one) {
    return form.isNew(one) ? one.value.label || one.id : form.have('documents')[one.choice].label;
  }

  form.controls['Source.section'] = function (field) {
    return form.changing(field, function () {
      const one = form.state.documents.filter(function (other) { return other.uid === field.owner.document; })[0];
      return (one ? form.sectionsOf(one) : []).map(function (path) { return [path, path]; });
    });
  };

  form.sectionsOf = function (one) {
    if (!form.isNew(one)) return ((form.description(one.choice) || {}).sections || []).map(function (section) { return section[0]; });
    return (one.value.sections || []).map(function (section) { return form.line(section.path || '', 'path'); }).filter(Boolean);
  };
})(window);
