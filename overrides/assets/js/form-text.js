'use strict';
// The document at hand: its text is pasted or opened, stays in this browser, and helps to fill in the rest.
(function (root) {
  const form = root.cb.form;
  const NOTE = '贴上以后，词句、数字可以点选，标题变成章节。文字只留在这台电脑的浏览器里，不会上传，也不写进文件。';
  const LISTED = 60;
  const HEAD = 150;
  const FOOT = 60;
  let count = 0;

  /** The part of a document's card for its text. */
  form.textPart = function (one) {
    const area = form.element('textarea', 'cb-input cb-text-at-hand', []);
    const tools = form.element('div', 'cb-text-tools', []);
    const label = form.element('label', 'cb-field-title', ['文件原文']);
    area.id = label.htmlFor = 'cb-text-' + (++count);
    area.rows = 6;
    area.spellcheck = false;
    area.value = one.text || '';
    area.addEventListener('input', function () { take(area.value); });
    ['select', 'keyup', 'mouseup'].forEach(function (name) { area.addEventListener(name, function () { offer(one, area, picked); }); });
    const picked = form.element('div', 'cb-picked', []);
    picked.setAttribute('role', 'status');
    const opened = opener(take);
    const part = form.folded('贴上原文，边填边核对（可以不贴）', [form.element('div', 'cb-wide', [form.element('p', 'cb-note', [NOTE]), label, area, opened, picked, tools])]);
    part.classList.add('cb-wide');
    form.texts.push({ one: one, tools: tools, shown: '' });
    part.open = Boolean(one.text);
    return part;

    function take(text) {
      if (area.value !== text) area.value = text;
      one.text = text;
      form.changed();
    }
  };
  form.texts = [];

  function opener(take) {
    const input = form.element('input', '', []);
    input.type = 'file';
    input.accept = '.txt,text/plain';
    input.addEventListener('change', function () {
      const reader = new FileReader();
      reader.onload = function () { take(decoded(reader.result)); };
      if (input.files[0]) reader.readAsArrayBuffer(input.files[0]);
    });
    return form.element('p', '', [form.element('label', '', ['或打开一个文本文件 ', input])]);
  }

  /** Texts of public offices come in UTF-8 or in GB 18030. */
  function decoded(bytes) {
    try { return new TextDecoder('utf-8', { fatal: true }).decode(bytes); } catch (error) { return new TextDecoder('gb18030').decode(bytes); }
  }

  /** Where an anchor may go: [[what it is called, owner]]. */
  function places(uid) {
    const record = form.state.record;
    const found = [];
    [['localities', '地方'], ['sources', '出处'], ['outcomes', '数据'], ['includes', '其中包括']].forEach(function (list) {
      (record[list[0]] || []).forEach(function (entry, i) {
        if (!entry.document || entry.document === uid) found.push(['第 ' + (i + 1) + ' 条' + list[1], entry]);
      });
    });
    return found;
  }

  /** Offer the anchor of a selected sentence. */
  function offer(one, area, box) {
    const selected = area.value.slice(area.selectionStart, area.selectionEnd);
    if (box.dataset.of === selected) return;
    box.dataset.of = selected;
    box.textContent = '';
    if (!selected.trim()) return;
    const anchor = form.proposedAnchor(form.saidOf(form.documentId(one), form.context()) || form.saidIn(one.text, [], ''), selected);
    if (!anchor) {
      box.textContent = '选的这一段里取不出 6—20 字、全文只有一处的词句，请换一句。';
      return;
    }
    box.appendChild(form.element('p', '', ['可用的词句：“' + anchor + '”，用在：']));
    places(one.uid).forEach(function (place) {
      box.appendChild(form.button(place[0], 'cb-add', function () {
        place[1].document = one.uid;
        form.goTo(form.setField(place[1], 'anchor', anchor));
      }));
    });
  }

  /** Draw what the texts offer, where something changed. */
  form.showTexts = function () {
    form.texts = form.texts.filter(function (text) { return root.document.contains(text.tools); });
    form.texts.forEach(function (text) {
      const id = form.documentId(text.one);
      const said = text.one.text ? form.saidOf(id, form.context()) || form.saidIn(text.one.text, [], text.one.value.date || '') : null;
      const parts = said ? [sectionsPart(text.one, said), datePart(text.one, said), numbersPart(text.one, said, id)] : [];
      const shown = JSON.stringify(parts.map(function (part) { return part.key; }));
      if (shown === text.shown) return;
      text.shown = shown;
      text.tools.textContent = '';
      parts.forEach(function (part) { part.draw().forEach(function (node) { text.tools.appendChild(node); }); });
    });
  };

  function sectionsPart(one, said) {
    const known = (one.value.sections || []).map(function (part) { return form.squeezed(part.path || ''); });
    const open = form.isNew(one) ? form.sectionsIn(said.raw).filter(function (section) { return known.indexOf(form.squeezed(section[0])) < 0; }) : [];
    return { key: open, draw: function () {
      if (!open.length) return [];
      const nodes = open.map(function (section) {
        return form.button(section[0], 'cb-add', function () { form.listOf(one.value, 'sections').add([{ path: section[0], starts: section[1] }]); });
      });
      const all = form.button('全部写入', '', function () {
        form.listOf(one.value, 'sections').add(open.map(function (section) { return { path: section[0], starts: section[1] }; }));
      });
      return [form.element('p', 'cb-field-title', ['原文里的章节']), form.element('div', '', nodes.concat(open.length > 1 ? [all] : []))];
    } };
  }

  function datePart(one, said) {
    // A document is dated at its end or in its head; days in between are told of something else.
    function isDated(day) { return day.as_of.length === 10 && day.basis === '原文' && (day.start < HEAD || day.start > said.text.length - FOOT); }
    const days = form.isNew(one) && !one.value.date ? form.daysIn(said).filter(isDated) : [];
    const dates = Array.from(new Set(days.map(function (day) { return day.as_of; }).reverse())).slice(0, 3);
    return { key: dates, draw: function () {
      return dates.length ? [form.element('p', 'cb-field-title', ['文件的日期']), form.element('div', '', dates.map(function (date) {
        return form.button(date + '（原文）', 'cb-add', function () {
          form.setField(one.value, 'date', date);
          form.setField(one.value, 'date_basis', '原文');
        });
      }))] : [];
    } };
  }

  /** What carries each number: this record's figures, those of others, what the description leaves out. */
  function carriers(one, said, id) {
    const own = (form.state.record.outcomes || []).filter(function (entry) { return entry.document === one.uid && entry.anchor; });
    const others = form.isNew(one) ? [] : form.known('f:' + id) || [];
    const left = form.isNew(one) ? [] : (form.description(id) || { uncarried: [] }).uncarried;
    const figures = own.map(function (entry) { return [entry.anchor, entry.value || '', { own: entry }]; })
      .concat(others.map(function (figure) { return [figure[0], figure[1], { other: figure[2] }]; }), left.map(function (number) { return [number[1], number[0], {}]; }));
    return [].concat.apply([], figures.map(function (figure) {
      return form.spansOf(said, [figure]).map(function (span) { return span.concat([figure[2]]); });
    }));
  }

  function numbersPart(one, said, id) {
    const spans = carriers(one, said, id);
    const numbers = form.numbersIn(said).map(function (number) {
      const at = form.carrierOf(number, spans);
      return { number: number, by: at < 0 ? null : spans[at][3] };
    });
    const open = numbers.filter(function (entry) { return !entry.by; }).length;
    return { key: numbers.map(function (entry) { return [entry.number.start, entry.by && (entry.by.other || Boolean(entry.by.own))]; }), draw: function () {
      if (!numbers.length) return [];
      const items = numbers.slice(0, LISTED).map(function (entry) { return numberItem(one, said, entry); });
      const more = numbers.length > LISTED ? [form.element('p', 'cb-note', ['只列出前 ' + LISTED + ' 个。'])] : [];
      return [form.element('p', 'cb-field-title', ['原文里的数字：' + numbers.length + ' 个，还没录 ' + open + ' 个']), form.element('ul', 'cb-numbers', items)].concat(more);
    } };
  }

  function numberItem(one, said, entry) {
    const number = entry.number;
    const at = '……' + said.text.slice(Math.max(0, number.start - 10), number.end + 8) + '……';
    const act = !entry.by ? form.button('还没录，记成数据', 'cb-add', function () { begin(one, said, number); }) :
      entry.by.own ? form.button('已录，去看', 'cb-link', function () { form.goTo(form.fieldFor({ owner: entry.by.own, name: 'value' })); }) :
        form.element('span', 'cb-hint', [entry.by.other ? '别的做法已录' : '不入库']);
    if (act.tagName === 'BUTTON') act.setAttribute('aria-label', act.textContent + '：' + number.value + number.unit);
    return form.element('li', '', [form.element('strong', '', [number.value + number.unit]), ' ' + at + ' ', act]);
  }

  /** Begin a figure with what the text tells of it. */
  function begin(one, said, number) {
    const day = form.dayFor(said, number.start);
    const entry = { value: number.value, unit: number.unit, anchor: form.anchorFor(said, number), document: one.uid };
    if (day) Object.assign(entry, { as_of: day.as_of, as_of_basis: day.basis });
    form.listOf(form.state.record, 'outcomes').add([entry]);
    form.goTo(form.fieldFor({ owner: entry, name: 'metric' }));
  }
})(window);
