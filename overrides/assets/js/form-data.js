'use strict';
// What the form knows. Script files below assets/form/ call `cb.form.take`, as search data call `cbSearch.take`.
(function (root) {
  const cb = root.cb;
  const form = (cb.form = cb.form || {});
  const taken = {};

  form.take = function (name, data) {
    taken[name] = data;
  };

  /** The data of a file that is here already. */
  form.have = function (name) {
    return taken[name];
  };

  /** A promise of the data of a file below assets/form/. */
  form.load = function (name) {
    if (taken[name]) return Promise.resolve(taken[name]);
    return root.cbSearch.loadScript('../form/' + name).then(function () { return taken[name]; });
  };

  /** The type of a part of the model: what stands behind a reference, and without the `null` of an optional part. */
  form.type = function (schema, whole) {
    const kind = schema.anyOf ? schema.anyOf.filter(function (one) { return one.type !== 'null'; })[0] : schema;
    return kind.$ref ? whole.$defs[kind.$ref.split('/').pop()] : kind;
  };

  form.isRequired = function (owner, name) {
    return (owner.required || []).indexOf(name) >= 0;
  };

  const patterns = {};

  /** A pattern of the model. Null where this browser can't read it (looking back, before iOS 16.4): `check` tells then. */
  form.pattern = function (name, flags) {
    const key = name + '/' + flags;
    if (!(key in patterns)) patterns[key] = compiled(form.have('model').patterns[name], flags);
    return patterns[key];
  };

  function compiled(source, flags) {
    if (Array.isArray(source)) return source.map(function (one) { return compiled(one, flags); });
    try { return new RegExp(source, 'u' + flags); } catch (error) { return null; }
  }
})(window);
