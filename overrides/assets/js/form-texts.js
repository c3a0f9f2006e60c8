'use strict';
// The forms in which texts are compared (text/normal.py), and the walk over the texts of a value.
(function (root) {
  const form = root.cb.form;
  let whole = null;

  /** Text with whole characters for radicals and compatibility forms: ⽼ is 老. */
  form.wholeCharacters = function (text) {
    const pair = form.have('model').tables.radicals;
    if (!whole) whole = new Map(Array.from(pair[0]).map(function (c, i) { return [c, Array.from(pair[1])[i]]; }));
    const plain = Array.from(text, function (c) { return whole.get(c) || c; }).join('');
    return plain.replace(form.pattern('decomposed', 'g'), function (c) { return c.normalize('NFKC'); });
  };

  /** Text as anchors are compared: NFKC, without white space. */
  form.squeezed = function (text) {
    return form.wholeCharacters(text).normalize('NFKC').replace(/\s+/g, '');
  };

  /** A name as names are compared: NFKC, lower case, without punctuation and spaces. */
  form.compared = function (text) {
    return form.wholeCharacters(text).toLowerCase().normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '');
  };

  form.lengthOf = function (text) {
    return Array.from(text).length;
  };

  /** What of a value the rules read (records/drafts.py): known fields alone, texts trimmed, what can't be used empty. */
  form.drafted = function (value, schema, whole) {
    const given = isMapping(value) ? value : {};
    const found = {};
    Object.keys(schema.properties).forEach(function (name) {
      if (name in given || form.isRequired(schema, name)) found[name] = part(name in given ? given[name] : '', form.type(schema.properties[name], whole), whole);
    });
    return found;
  };

  function part(value, type, whole) {
    if (type.type === 'array') return Array.isArray(value) ? value.map(function (item) { return part(item, form.type(type.items, whole), whole); }) : [];
    if (type.type === 'object') return form.drafted(value, type, whole);
    return typeof value === 'string' ? value.trim() : '';
  }

  function isMapping(value) {
    return Boolean(value) && typeof value === 'object' && !Array.isArray(value);
  }

  /** Every text of a value: [[loc, text]]. */
  form.textsOf = function (value) {
    const found = [];
    (function walk(item, loc) {
      if (typeof item === 'string') found.push([loc, item]);
      else Object.keys(item).forEach(function (key) { walk(item[key], loc.concat([Array.isArray(item) ? Number(key) : key])); });
    })(value, []);
    return found;
  };

  /** The name of the field that a location is about. */
  form.fieldOf = function (loc) {
    return loc.filter(function (step) { return typeof step === 'string'; }).pop() || '';
  };

  /** The texts of a record that are our own prose. */
  form.ownWords = function (record) {
    const prose = form.have('model').tables.prose;
    return form.textsOf(record).filter(function (one) { return prose.indexOf(form.fieldOf(one[0])) >= 0; });
  };
})(window);
