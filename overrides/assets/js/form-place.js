'use strict';
// A place: chosen level by level, from the province down; each province's table is fetched when it is wanted.
(function (root) {
  const form = root.cb.form;
  const OWN = '\n';

  form.controls['Locality.place'] = function (field) {
    const box = form.element('div', 'cb-places', []);
    const steps = (field.owner.place || '').split('/').filter(Boolean);
    const provinces = form.have('model').provinces;
    draw();
    return box;

    function draw() {
      box.textContent = '';
      level(0, provinces.map(function (one) { return one[1]; }), '省级');
      const province = provinces.filter(function (one) { return one[1] === steps[0]; })[0];
      if (!province) return;
      form.load('places/' + province[0]).then(function (tree) { descend(tree, 1); }, function () {
        box.appendChild(form.element('p', 'cb-field-problem', ['这个省的地名没有加载成功，请刷新页面再试。']));
      });
    }

    function descend(tree, depth) {
      if (box.querySelectorAll('.cb-input').length > depth) return;
      const names = tree.map(function (branch) { return typeof branch === 'string' ? branch : branch[0]; });
      const streets = tree.every(function (branch) { return typeof branch === 'string'; });
      level(depth, names, streets ? '街道、镇（到上一级为止的不选）' : '下一级', streets);
      const next = tree.filter(function (branch) { return branch[0] === steps[depth] && typeof branch !== 'string'; })[0];
      if (next) descend(next[1], depth + 1);
    }

    function level(depth, names, label, streets) {
      const control = form.element('select', 'cb-input', []);
      const unlisted = steps[depth] !== undefined && names.indexOf(steps[depth]) < 0;
      option(control, '', label);
      names.forEach(function (name) { option(control, name, name); });
      if (streets) option(control, OWN, '没有列出，自己填');
      control.value = unlisted ? OWN : steps[depth] || '';
      control.setAttribute('aria-label', label);
      control.addEventListener('change', function () { choose(depth, control.value); });
      box.appendChild(control);
      if (depth === 0) field.control = control;
      if (streets && unlisted) own(depth);
    }

    function choose(depth, value) {
      steps.length = depth;
      if (value === OWN) steps.push('');
      else if (value) steps.push(value);
      keep();
      draw();
      const again = box.querySelectorAll('.cb-input')[depth];
      root.setTimeout(function () { (box.querySelectorAll('.cb-input')[value === OWN ? depth + 1 : depth] || again).focus(); });
    }

    function own(depth) {
      const control = form.element('input', 'cb-input', []);
      control.type = 'text';
      control.value = steps[depth];
      control.setAttribute('aria-label', '街道、镇的正式名称');
      control.addEventListener('input', function () {
        steps[depth] = control.value.replace(/\//g, '').trim();
        keep();
      });
      box.appendChild(control);
    }

    function keep() {
      form.keep(field, steps.filter(Boolean).join('/'));
    }
  };

  function option(control, value, text) {
    const one = form.element('option', '', [text]);
    one.value = value;
    control.appendChild(one);
  }

  /** A figure's place is one of the record's. */
  form.controls['Outcome.place'] = function (field) {
    return form.changing(field, function () {
      const places = (form.state.record.localities || []).map(function (one) { return one.place; }).filter(Boolean);
      return Array.from(new Set(places)).map(function (place) { return [place, place]; });
    });
  };
})(window);
