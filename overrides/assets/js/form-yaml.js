'use strict';
// The text of a record as `fmt` writes it (scripts/casebook/checks/canonical.py; a test holds the two together).
(function (root) {
  const form = root.cb.form;

  /** What will be written: fields in the model's order, texts on one line, nothing empty, nothing unseen. */
  form.cleaned = function (value, schema, whole) {
    const found = {};
    Object.keys(schema.properties).forEach(function (name) {
      const part = cleanPart(value[name], form.type(schema.properties[name], whole), whole, name);
      if (part !== null) found[name] = part;
    });
    return found;
  };

  function cleanPart(value, type, whole, name) {
    if (type.type === 'array') return cleanList(value, form.type(type.items, whole), whole, name);
    if (type.type === 'object') return cleanGroup(form.cleaned(value || {}, type, whole));
    return form.line(value || '', name) || null;
  }

  function cleanGroup(found) {
    return Object.keys(found).length ? found : null;
  }

  function cleanList(value, type, whole, name) {
    const items = typeof value === 'string' ? value.split('\n') : value || [];
    const found = items.map(function (item) { return type.type === 'object' ? form.cleaned(item, type, whole) : form.line(item, name); });
    const kept = found.filter(function (item) { return item !== ''; });
    return kept.length ? kept : null;
  }

  /** A text on one line, its characters whole, without those that can't be seen. */
  form.line = function (text, name) {
    const side = form.have('model').patterns.hanSide;
    const lost = form.pattern('lost', '');
    let plain = text.replace(form.pattern('refused', 'g'), function (c) { return lost.test(c) ? c : ''; }).normalize('NFC');
    plain = plain.replace(new RegExp('(' + side + ')\\s*\\n\\s*(?=' + side + ')', 'gu'), '$1');
    if (form.have('model').names.indexOf(name) >= 0) {
      plain = plain.replace(form.pattern('lookAlike', 'g'), function (c) { return c.normalize('NFKC'); });
    }
    return plain.replace(/\s+/g, ' ').trim();
  };

  /** The file of a cleaned value. */
  form.yaml = function (value) {
    return lines(value, 0).join('\n') + '\n';
  };

  function lines(value, depth) {
    const indent = '  '.repeat(depth);
    const found = [];
    Object.keys(value).forEach(function (name) {
      const item = value[name];
      if (Array.isArray(item) && form.have('model').inline.indexOf(name) < 0) {
        found.push(indent + name + ':');
        item.forEach(function (part) { found.push(indent + '  - ' + inline(part, false)); });
      } else if (typeof item === 'object' && !Array.isArray(item)) {
        found.push.apply(found, [indent + name + ':'].concat(lines(item, depth + 1)));
      } else {
        found.push(indent + name + ': ' + inline(item, false));
      }
    });
    return found;
  }

  function inline(value, within) {
    if (typeof value === 'string') return scalar(value, within);
    if (Array.isArray(value)) return '[' + value.map(function (part) { return inline(part, true); }).join(', ') + ']';
    return '{' + Object.keys(value).map(function (name) { return name + ': ' + inline(value[name], true); }).join(', ') + '}';
  }

  function scalar(text, within) {
    return isPlain(text, within) ? text : "'" + text.replace(/'/g, "''") + "'";
  }

  function isPlain(text, within) {
    const starts = new RegExp('^(?:' + form.have('model').patterns.starts + ')', 'u');
    if (!text || starts.test(text) || /: | #|:$/.test(text)) return false;
    if (within && form.pattern('flow', '').test(text)) return false;
    return !form.pattern('notText', '').some(function (pattern) { return pattern.test(text); });
  }
})(window);
