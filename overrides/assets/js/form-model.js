'use strict';
// What the model alone demands: required fields, lengths, forms of writing, words. Problems are {loc, code, more}.
(function (root) {
  const form = root.cb.form;

  /** The problems of a cleaned value. loc: names and indexes from the root, as `check` counts them. */
  form.modelProblems = function (value, schema, whole, loc) {
    let found = [];
    Object.keys(schema.properties).forEach(function (name) {
      const here = loc.concat([name]);
      if (value[name] === undefined) {
        if (form.isRequired(schema, name)) found.push({ loc: here, code: 'M102' });
      } else {
        found = found.concat(ofPart(value[name], form.type(schema.properties[name], whole), whole, here));
      }
    });
    return found;
  };

  function ofPart(value, type, whole, loc) {
    if (type.type === 'array') {
      const inside = form.type(type.items, whole);
      const wrong = value.map(function (item, i) { return ofPart(item, inside, whole, loc.concat([i])); });
      return type.maxItems && value.length > type.maxItems ? [{ loc: loc, code: 'M105' }] : [].concat.apply([], wrong);
    }
    if (type.type === 'object') return form.modelProblems(value, type, whole, loc);
    return ofText(value, type, loc);
  }

  function ofText(text, type, loc) {
    const length = Array.from(text).length;
    if (type.enum) return type.enum.indexOf(text) < 0 ? [{ loc: loc, code: isControlled(loc) ? 'R201' : 'M107' }] : [];
    if (type.maxLength && length > type.maxLength) return [{ loc: loc, code: 'M106', more: '现在 ' + length + ' 字。' }];
    if (type.pattern && !new RegExp(type.pattern, 'u').test(text)) return [{ loc: loc, code: 'M104', form: type.pattern }];
    return [];
  }

  function isControlled(loc) {
    return loc.some(function (step) { return form.have('model').words[step] !== undefined; });
  }

  /** What is wrong with an id: {code, form}, or null. taken: the ids that were ever used. */
  form.idProblem = function (id, taken) {
    const whole = form.have('model').record;
    const type = whole.$defs.Source.properties.document;
    if (!id) return { code: 'M102' };
    if (!new RegExp(type.pattern, 'u').test(id) || id.length > type.maxLength) return { code: 'M104', form: type.pattern };
    return taken.indexOf(id) >= 0 ? { code: 'F104' } : null;
  };

  /** Tell whether a part, one in it or one around it has a complaint about its form already. */
  form.overlaps = function (loc, told) {
    return told.some(function (problem) {
      const other = problem.loc;
      const length = Math.min(loc.length, other.length);
      return length > 0 && loc.slice(0, length).join('\n') === other.slice(0, length).join('\n');
    });
  };
})(window);
