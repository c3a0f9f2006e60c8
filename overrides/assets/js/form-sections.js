'use strict';
// The sections of a document as its headings tell them (checks/document_sections.py).
(function (root) {
  const form = root.cb.form;
  const LEAD = '［导语］';
  const STARTS = 20;
  const LONGEST_HEADING = 40;
  const SHORT_LINE = 30;
  const BODY = 40;
  const LEVELS = [/^[一二三四五六七八九十]{1,3}、\S/, /^\([一二三四五六七八九十]{1,3}\)\S/, /^[0-9]{1,2}[.、](?![0-9])\S/];

  function levelOf(text) {
    return LEVELS.findIndex(function (pattern) { return pattern.test(text); }) + 1;
  }

  function linesOf(raw) {
    const found = [];
    raw.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/).forEach(function (line) {
      const plain = form.squeezed(line);
      const text = plain.replace(/^#+/, '');
      const level = levelOf(text);
      const printed = line.split(/\s+/).filter(Boolean).join(' ');
      if (level || plain.startsWith('##')) found.push(heading(printed.replace(/^[# ]+/, ''), text, level || 1));
      else if (text) found.push({ text: text, heading: printed, level: 0, runsOn: false });
    });
    return found;
  }

  /** The words of a heading end with its first sentence, or with a clause where that is long. */
  function heading(printed, text, level) {
    let head = text.split(/[。:;!?]/)[0];
    if (head.length > LONGEST_HEADING) head = head.split(',')[0].slice(0, LONGEST_HEADING);
    let end = 0;
    while (end < printed.length && form.squeezed(printed.slice(0, end)) !== head) end++;
    return { text: text, heading: printed.slice(0, end), level: level, runsOn: head.length < text.length - 1 };
  }

  /** Short lines after a text, before a longer one, that end without a mark are headings. */
  function withShort(lines) {
    let seen = false;
    return lines.map(function (line, i) {
      const after = lines[i + 1] ? lines[i + 1].text : '';
      const short = line.text.length <= SHORT_LINE && !/[。:;!?,、]$/.test(line.text);
      const made = seen && short && after.length >= BODY ? Object.assign({}, line, { level: 1 }) : line;
      seen = seen || line.text.length >= BODY;
      return made;
    });
  }

  function leadOf(texts) {
    const saluted = texts.filter(function (text, i) { return i > 0 && texts[i - 1].endsWith(':') && texts[i - 1].length <= SHORT_LINE; })[0];
    return saluted || texts.filter(function (text) { return text.length >= BODY || text.endsWith('。'); })[0] || '';
  }

  function opening(text) {
    const words = text.split(/[,。:;!?、]/)[0];
    return (words.length >= 6 ? words : text).slice(0, STARTS);
  }

  /** Path and opening words of each section that a text seems to have: [[path, starts]]. */
  form.sectionsIn = function (raw) {
    let lines = linesOf(raw);
    if (lines.some(function (line) { return line.level && LEVELS[0].test(line.text); })) {
      lines = lines.map(function (line) { return levelOf(line.text) ? line : Object.assign({}, line, { level: 0 }); });
    } else if (!lines.some(function (line) { return line.level; })) lines = withShort(lines);
    const found = [];
    const at = lines.findIndex(function (line) { return line.level; });
    const first = at < 0 ? lines.length : at;
    const lead = leadOf(lines.slice(0, first).map(function (line) { return line.text; }));
    if (lead) found.push([LEAD, opening(lead)]);
    let path = [];
    let pending = '';
    lines.slice(first).forEach(function (line, i) {
      if (!line.level) return;
      const rest = lines.slice(first + i + 1);
      path = path.filter(function (step) { return step.level < line.level; }).concat([line]);
      pending = pending || form.squeezed(line.heading).slice(0, STARTS);
      if (!line.runsOn && rest.length && rest[0].level > line.level) return;
      const next = rest.filter(function (other) { return other.level; })[0];
      const inner = next && next.level > line.level ? [LEAD] : [];
      found.push([path.map(function (step) { return step.heading; }).concat(inner).join(' > '), pending]);
      pending = '';
    });
    return found;
  };
})(window);
