'use strict';
// What the model alone demands (records/typed.py): required fields, shapes, lengths, forms of writing, words.
// Problems are {loc, code, more}; loc: names and indexes from the root, as `check` counts them.
(function (root) {
  const form = root.cb.form;

  /** The problems of a value's form. */
  form.modelProblems = function (value, schema, whole) {
    return ofObject(value, schema, whole, []).concat(emptyLists(value, []));
  };

  /** A list or a mapping without content. */
  function emptyLists(value, loc) {
    if (typeof value === 'string') return [];
    const keys = Object.keys(value);
    const inside = keys.map(function (key) { return emptyLists(value[key], loc.concat([Array.isArray(value) ? Number(key) : key])); });
    return [].concat.apply(keys.length ? [] : [{ loc: loc, code: 'M108' }], inside);
  }

  function ofObject(value, schema, whole, loc) {
    if (typeof value === 'string' || Array.isArray(value)) return [{ loc: loc, code: 'M103' }];
    const names = Object.keys(schema.properties);
    const unknown = Object.keys(value).filter(function (name) { return names.indexOf(name) < 0; });
    // A field that is called by its Chinese title is misnamed, not missing.
    const misnamed = names.filter(function (name) { return unknown.indexOf(schema.properties[name].title) >= 0; });
    let found = unknown.map(function (name) { return { loc: loc.concat([name]), code: 'M101' }; });
    names.forEach(function (name) {
      const here = loc.concat([name]);
      if (value[name] !== undefined) found = found.concat(ofPart(value[name], form.type(schema.properties[name], whole), whole, here));
      else if (form.isRequired(schema, name) && misnamed.indexOf(name) < 0) found.push({ loc: here, code: 'M102' });
    });
    return found;
  }

  function ofPart(value, type, whole, loc) {
    if (type.type === 'object') return ofObject(value, type, whole, loc);
    if (type.type !== 'array') return ofText(value, type, loc);
    if (!Array.isArray(value)) return [{ loc: loc, code: 'M103' }];
    if (type.maxItems && value.length > type.maxItems) return [{ loc: loc, code: 'M105' }];
    const inside = form.type(type.items, whole);
    return [].concat.apply([], value.map(function (item, i) { return ofPart(item, inside, whole, loc.concat([i])); }));
  }

  function ofText(value, type, loc) {
    const controlled = type.enum && form.isControlled(loc);
    if (type.enum && !controlled) return type.enum.indexOf(value) < 0 ? [{ loc: loc, code: 'M107' }] : [];
    if (typeof value !== 'string') return [{ loc: loc, code: 'M103' }];
    const text = controlled || type.minLength ? value.trim() : value;
    const length = form.lengthOf(text);
    const most = controlled ? form.have('model').record.properties.summary.maxLength : type.maxLength;
    if ((controlled || type.minLength) && !length) return [{ loc: loc, code: 'M106' }];
    if (most && length > most) return [{ loc: loc, code: 'M106', more: '现在 ' + length + ' 字。' }];
    if (type.pattern && !new RegExp(type.pattern, 'u').test(text)) return [{ loc: loc, code: 'M104', form: type.pattern }];
    return [];
  }

  /** Tell whether a field takes its words from a vocabulary. */
  form.isControlled = function (loc) {
    return form.have('model').words[form.fieldOf(loc)] !== undefined;
  };

  /** What is wrong with an id: {code, form}, or null. taken: the ids that were ever used. */
  form.idProblem = function (id, taken) {
    const model = form.have('model');
    const type = model.record.$defs.Source.properties.document;
    if (!id) return { code: 'M102' };
    if (!new RegExp(type.pattern, 'u').test(id) || id.length > type.maxLength) return { code: 'M104', form: type.pattern };
    if (model.tables.reservedIds.indexOf(id) >= 0 || form.pattern('devices', '').test(id)) return { code: 'F105' };
    return taken.indexOf(id) >= 0 ? { code: 'F104' } : null;
  };

  /** Tell whether a part, one in it or one around it (but for the whole) has a complaint about its form already. */
  form.overlaps = function (loc, told) {
    return told.some(function (problem) {
      const other = problem.loc;
      const length = Math.min(loc.length, other.length);
      return length > 0 && loc.slice(0, length).join('\n') === other.slice(0, length).join('\n');
    });
  };
})(window);
