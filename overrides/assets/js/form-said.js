'use strict';
// A document's text as evidence (checks/document_text.py; both run over tests/cases/document_text.yml).
(function (root) {
  const form = root.cb.form;
  const SHIFT = 4;
  const HIDDEN = /\[(?:姓名|电话)\]/g;
  const EDGE = /^[0-9A-Za-z%㐀-鿿]$/;
  const WEAK_HEAD = '的了和与及等着之';
  const WEAK_TAIL = '的了和与及在从由向对为以把被将是第约近达';
  const PAIR = /\([^()]*\)|〔[^〔〕]*〕|《[^《》]*》|“[^“”]*”|<[^<>]*>|\[[^[\]]*\]/g;
  const HALF = /[()〔〕《》“”<>[\]]/;
  const NO_ANCHOR = /[。!?;[\]]|[0-9](?:-?[0-9]){6,}/;
  const LONE = /^.[,:、](?![0-9])|[,:、][^0-9]$/;
  const CLAUSE = /^[,。!?;:、(《“]/;
  const WORD = /^(?:[0-9A-Za-z][0-9A-Za-z.:%-]|[.:-][0-9]|[0-9],|[0-9][年月]|[年月][0-9])$/;

  /** What a text says. sections: [[path, starts]]; date: the document's own. */
  form.saidIn = function (raw, sections, date) {
    const said = { raw: raw, text: form.squeezed(raw), sections: sections || [], date: date || '' };
    said.starts = startsOf(said);
    return said;
  };

  function startsOf(said) {
    let position = 0;
    return said.sections.map(function (section) {
      const start = said.text.indexOf(form.squeezed(section[1]), position);
      if (start >= 0) position = start + 1;
      return start;
    });
  }

  /** The path of the section that holds a position; empty before the first. */
  form.sectionAt = function (said, position) {
    let low = 0;
    let high = said.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (position < said.starts[middle]) high = middle; else low = middle + 1;
    }
    return low ? said.sections[low - 1][0] : '';
  };

  /** Where a text stands; hits do not overlap. */
  form.hitsOf = function (said, anchor) {
    const wanted = form.squeezed(anchor);
    const found = [];
    for (let at = wanted ? said.text.indexOf(wanted) : -1; at >= 0; at = said.text.indexOf(wanted, at + wanted.length)) found.push(at);
    return found;
  };

  /** What may be said of an anchor: {kind, stands, nearest}. section: the path in which it has to stand once. */
  form.anchorVerdict = function (said, anchor, section) {
    const wanted = form.squeezed(anchor);
    const hits = form.hitsOf(said, anchor);
    const stands = hits.map(function (hit) { return form.sectionAt(said, hit); });
    const hidden = wanted.search(HIDDEN) >= 0 || hits.some(function (hit) { return touchesHidden(said.text, hit, hit + wanted.length); });
    if (hidden || !hits.length) return { kind: hidden ? 'private' : 'absent', stands: hidden ? stands : [], nearest: near(said, wanted) };
    const inside = section === undefined ? stands : stands.filter(function (path) { return form.squeezed(path) === form.squeezed(section); });
    if (!inside.length) return { kind: 'elsewhere', stands: stands, nearest: '' };
    const twice = inside.every(function (path) { return inside.indexOf(path) !== inside.lastIndexOf(path); });
    if (!twice) return { kind: 'ok', stands: stands, nearest: '' };
    const first = hits[stands.indexOf(inside[0])];
    return { kind: 'repeated', stands: stands, nearest: best(said.text, first, first + wanted.length, '') };
  };

  function touchesHidden(text, start, end) {
    return form.matches(HIDDEN, text).some(function (found) { return found.index < end && start < found.index + found[0].length; });
  }

  /** The right run where most pairs of characters of an anchor stand, a few left out or put in. */
  function near(said, wanted) {
    const met = [];
    for (let i = 0; i + 1 < wanted.length; i++) form.hitsOf(said, wanted.slice(i, i + 2)).forEach(function (hit) { met.push([hit, i]); });
    const votes = new Map();
    met.forEach(function (one) { votes.set(one[0] - one[1], (votes.get(one[0] - one[1]) || 0) + 1); });
    let top = null;
    votes.forEach(function (count, at) {
      const score = [0, 1, 2, 3].reduce(function (sum, more) { return sum + (votes.get(at + more) || 0); }, 0);
      if (!top || score > top[0] || (score === top[0] && at < top[1])) top = [score, at];
    });
    if (!top || top[0] * 2 < wanted.length - 1 || top[0] < 2) return '';
    const close = met.filter(function (one) { return one[0] - one[1] - top[1] >= 0 && one[0] - one[1] - top[1] < SHIFT; })
      .sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
    const last = close[close.length - 1];
    const start = Math.max(close[0][0] - close[0][1], 0);
    const end = Math.min(last[0] + wanted.length - last[1], said.text.length);
    const bounds = form.have('model').anchor;
    const good = end - start >= bounds[0] && end - start <= bounds[1] && fits(said.text, start, end);
    return good ? said.text.slice(start, end) : best(said.text, start, end, '');
  }

  /** The shortest run of a sentence that makes a good anchor; empty where there is none. holding: what it should hold. */
  form.proposedAnchor = function (said, sentence, holding) {
    const start = said.text.indexOf(form.squeezed(sentence));
    return start < 0 ? '' : best(said.text, start, start + form.squeezed(sentence).length, form.squeezed(holding || ''));
  };

  function best(text, start, end, holding) {
    const bounds = form.have('model').anchor;
    const within = [];
    const around = [];
    for (let n = bounds[0]; n <= bounds[1]; n++) for (let a = start; a <= end - n; a++) within.push([a, a + n]);
    for (let n = Math.max(bounds[0], end - start); n <= bounds[1]; n++) for (let a = end - n; a <= start; a++) around.push([a, a + n]);
    function good(run) { return fits(text, run[0], run[1]); }
    let found = (within.length ? within : around).filter(good);
    if (!found.length) found = around.filter(good);
    const held = found.filter(function (run) { return text.slice(run[0], run[1]).indexOf(holding) >= 0; });
    const keys = (held.length ? held : found).map(function (run) {
      return [LONE.test(text.slice(run[0], run[1])) ? 1 : 0, run[1] - run[0], beginsClause(text, run[0]) ? 0 : 1, run[0]];
    });
    const top = keys.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3]; })[0];
    return top ? text.slice(top[3], top[3] + top[1]) : '';
  }

  function beginsClause(text, start) {
    return start === 0 || CLAUSE.test(text[start - 1]);
  }

  function fits(text, start, end) {
    const run = start >= 0 && start < end && end <= text.length ? text.slice(start, end) : '';
    const last = run[run.length - 1];
    if (!run || NO_ANCHOR.test(run) || !EDGE.test(run[0]) || !EDGE.test(last)) return false;
    if (WEAK_HEAD.indexOf(run[0]) >= 0 || WEAK_TAIL.indexOf(last) >= 0 || cutsWord(text, start) || cutsWord(text, end)) return false;
    return !HALF.test(run.replace(PAIR, '')) && text.indexOf(run, text.indexOf(run) + 1) < 0;
  }

  function cutsWord(text, at) {
    return WORD.test((text[at - 1] || '') + (text[at] || ''));
  }

  /** The sentence that holds a position, white space left out. */
  form.sentenceAt = function (said, position) {
    const ends = [0].concat(form.matches(/[。!?;]/g, said.text).map(function (found) { return found.index + 1; }), [said.text.length]);
    const index = ends.filter(function (end) { return end <= position; }).length;
    return said.text.slice(ends[index - 1], ends[Math.min(index, ends.length - 1)]);
  };

  /** The first run of characters too long to be chance that our words share with texts (squeezed); quotes and fixed wordings left out. */
  form.copiedRun = function (own, texts, fixed) {
    const longest = form.have('model').tables.longestRun;
    const plain = fixed.reduce(function (rest, term) { return rest.split(term).join('|'); }, own.replace(/“[^”]*”|《[^》]*》|‘[^’]*’/g, '|'));
    const runs = plain.match(/[㐀-鿿]+/g) || [];
    for (const run of runs) {
      for (let start = 0; start + longest < run.length; start++) {
        let end = start + longest + 1;
        const text = texts.filter(function (one) { return one.indexOf(run.slice(start, end)) >= 0; })[0];
        if (text === undefined) continue;
        while (end < run.length && text.indexOf(run.slice(start, end + 1)) >= 0) end++;
        return run.slice(start, end);
      }
    }
    return '';
  };

  form.isPrinted = function (name, texts) {
    const marks = /[“”‘’"'「」『』]/g;
    return texts.some(function (text) { return text.replace(marks, '').indexOf(form.squeezed(name).replace(marks, '')) >= 0; });
  };
})(window);
