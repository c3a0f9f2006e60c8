'use strict';
// The name: the id made from it, and the practices that are perhaps the same. The names come from the search index.
(function (root) {
  const form = root.cb.form;
  const ALIKE = 0.62;
  const MOST = 5;
  const WAIT_MS = 250;
  const ID = { title: '编号', description: '由名称的拼音写成，是文件名，也是网址的一部分；定了不改', type: 'string', maxLength: 64 };

  /** A promise of the practices whose names are like a text: [{id, name, where, same}], the nearest first. */
  form.alike = function (text) {
    const cb = root.cbSearch;
    const folded = cb.folded(text);
    if (!folded) return Promise.resolve([]);
    return cb.start().then(function (head) {
      return cb.search(text).then(function (answer) {
        const first = answer.practices.slice(0, cb.LOOKED_AT);
        return cb.needCards(first.map(function (r) { return r.number; }), head).then(function () {
          return first.filter(function (r) { return r.name.score >= ALIKE; }).map(function (r) { return found(cb.card(r.number), folded); });
        });
      });
    }).then(function (all) { return all.slice(0, MOST); });
  };

  function found(card, folded) {
    const same = card.names.some(function (name) { return name.kind !== 'word' && name.ready.text === folded; });
    return { id: card.id, name: card.name, where: card.where, same: same };
  }

  /** A line that names a practice and leads to it. */
  form.practiceLine = function (one) {
    const link = form.element('a', '', [one.name]);
    link.href = root.cbSearch.address('practices/' + one.id + '/');
    link.target = '_blank';
    link.rel = 'noopener';
    return form.element('li', '', [link, form.element('span', 'cb-hint', [' ' + one.where])]);
  };

  /** What stands below the name: near names, and the id. */
  form.nameParts = function (nameField) {
    const near = form.element('div', 'cb-near', []);
    near.setAttribute('role', 'status');
    const state = form.state;
    const id = form.field(state, 'id', ID, form.have('model').record, { entity: 'Form', required: true });
    // Before the field itself keeps the text: else a new proposal would take its place.
    id.node.addEventListener('input', function () { state.ownId = id.control.value !== ''; }, true);
    id.refresh = function () { if (id.control.value !== state.id) id.control.value = state.id; };
    let timer = 0;
    nameField.control.addEventListener('input', function () {
      root.clearTimeout(timer);
      timer = root.setTimeout(function () { showNear(near, nameField.control.value); }, WAIT_MS);
    });
    showNear(near, nameField.control.value);
    const asked = form.element('div', 'cb-field-help', []);
    asked.setAttribute('role', 'status');
    nameField.control.addEventListener('input', function () { askReading(asked, nameField.control.value); });
    askReading(asked, nameField.control.value);
    return [near, asked, id.node];
  };

  /** Ask for the reading of each character that nothing decides; what is chosen becomes the record's pinyin. */
  function askReading(box, name) {
    const state = form.state;
    if (state.readName && state.readName !== name) {
      read(name, '');
      state.readName = '';
    }
    form.needReadings().then(function () {
      const heard = form.heard(name);
      const said = state.readName ? state.record.pinyin.split(' ') : heard.map(function (one) { return form.printed(one.said); });
      box.textContent = '';
      heard.forEach(function (one, at) {
        if (!one.decided) box.appendChild(form.element('p', '', choices(box, name, one.text, said, at)));
      });
      form.changed();
    }, function () { box.textContent = ''; });
  }

  function choices(box, name, character, said, at) {
    const ways = form.readingsOf(character).map(form.printed);
    const line = ['“' + character + '”有几种读法，现在读 ' + said[at] + '。请点对的：'];
    return line.concat(ways.map(function (way) {
      const button = form.button(way, 'cb-add', function () {
        said[at] = way;
        read(name, said.join(' '));
        askReading(box, name);
      });
      button.setAttribute('aria-pressed', String(form.state.readName === name && said[at] === way));
      return button;
    }));
  }

  /** Write how the name is read, into the field too. */
  function read(name, pinyin) {
    form.state.readName = name;
    form.state.record.pinyin = pinyin;
    form.fields.forEach(function (field) {
      if (field.owner === form.state.record && field.name === 'pinyin') field.control.value = pinyin;
    });
  }

  function showNear(box, text) {
    form.alike(text).then(function (all) {
      box.textContent = '';
      if (all.length) {
        box.appendChild(form.element('p', '', ['像是已有的做法，请先看看。已有的不用再写；不同的，请在名称里加地名或限定词：']));
        box.appendChild(form.element('ul', '', all.map(form.practiceLine)));
      }
      form.changed();
    }, function () { box.textContent = ''; });
  }

  /** The anchor of a figure or part: made from what it is called, as long as nobody writes another. */
  form.controls.key = function (field) {
    const control = form.element('input', 'cb-input', []);
    control.type = 'text';
    control.value = field.owner.key || '';
    control.addEventListener('input', function () {
      field.owner.ownKey = control.value !== '';
      form.keep(field, control.value);
    });
    field.control = control;
    field.refresh = function () { if (control.value !== (field.owner.key || '')) control.value = field.owner.key || ''; };
    return control;
  };

  /** The other practice of a relation: its name is typed, its id is written. */
  form.controls.target = function (field) {
    const control = form.element('input', 'cb-input', []);
    const list = form.element('div', 'cb-near', []);
    control.type = 'text';
    control.autocomplete = 'off';
    control.value = field.owner.target || '';
    field.control = control;
    control.addEventListener('input', function () {
      form.keep(field, control.value.trim());
      form.alike(control.value).then(function (all) {
        list.textContent = '';
        all.forEach(function (one) {
          list.appendChild(form.button(one.name, 'cb-add', function () {
            control.value = one.id;
            list.textContent = '已选：' + one.name;
            form.keep(field, one.id);
          }));
        });
      });
    });
    return form.element('div', '', [control, list]);
  };
})(window);
