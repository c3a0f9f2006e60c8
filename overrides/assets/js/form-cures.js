'use strict';
// What can be done about a problem, beside its words: take the nearest right words, choose the document that is there, look at the other practice.
(function (root) {
  const form = root.cb.form;

  /** Put a text into a field, as if it were typed. */
  form.setField = function (owner, name, value) {
    const field = form.fieldFor({ owner: owner, name: name });
    owner[name] = value;
    if (field && field.control) {
      field.control.value = value;
      field.touched = true;
    }
    form.changed();
    return field;
  };

  function otherLink(other) {
    const id = other.split('#')[0];
    const link = form.element('a', 'cb-cure', [(form.known('p:' + id) || [id])[0]]);
    link.href = root.cbSearch.address('practices/' + id + '/') + (other.indexOf('#') > 0 ? '#' + other.split('#')[1] : '');
    link.target = '_blank';
    link.rel = 'noopener';
    return link;
  }

  function cureOf(problem, field) {
    if (problem.nearest) return form.button('改用“' + problem.nearest + '”', 'cb-cure', function () { form.setField(field.owner, field.name, problem.nearest).control.focus(); });
    if (problem.same) {
      const known = form.have('documents')[problem.same] || { label: problem.same };
      return form.button('选它：' + known.label, 'cb-cure', function () {
        problem.document.choice = problem.same;
        form.redrawDocuments();
      });
    }
    return problem.other ? form.element('span', '', ['见 ', otherLink(problem.other)]) : null;
  }

  /** Show what is wrong with a field, and what can be done about it. */
  form.showProblems = function (field, told) {
    const said = told.map(form.message);
    const key = JSON.stringify([said, told.map(function (p) { return [p.nearest, p.same, p.other && (form.known('p:' + p.other.split('#')[0]) || [])[0]]; })]);
    if (field.shown === key) return;
    field.shown = key;
    field.problem.textContent = Array.from(new Set(said)).join('');
    told.map(function (problem) { return cureOf(problem, field); }).filter(Boolean).forEach(function (node) {
      field.problem.appendChild(node);
    });
  };
})(window);
