'use strict';
// Marking what a query met in a text, as DOM nodes: record text never becomes HTML.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});

  /** An element with a class and children (nodes or texts). */
  cb.element = function (name, css, children) {
    const element = document.createElement(name);
    if (css) element.className = css;
    (children || []).forEach(function (child) {
      element.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
    });
    return element;
  };

  /** The text with the query's words in <mark>; way: how its name was met ('', 'sound', 'like'). */
  cb.marked = function (text, query, way) {
    const original = Array.from(text);
    const parts = original.map(cb.folded);
    const hit = way === 'sound' ? soundHits(parts, query) : hits(parts, query);
    if (way === 'like' || (way === 'sound' && hit.indexOf(true) < 0)) likeHits(parts, query, hit);
    return runs(original, hit);
  };

  function hits(parts, query) {
    const joined = parts.join('');
    const owner = [];
    parts.forEach(function (part, i) { for (let k = 0; k < part.length; k++) owner.push(i); });
    const hit = parts.map(function () { return false; });
    const wanted = query.forms.map(function (form) { return form.text; }).filter(function (form) { return joined.indexOf(form) >= 0; });
    (wanted.length ? wanted.slice(0, 1) : query.terms.map(cb.folded)).forEach(function (word) {
      for (let at = word ? joined.indexOf(word) : -1; at >= 0; at = joined.indexOf(word, at + 1)) {
        for (let k = 0; k < word.length; k++) hit[owner[at + k]] = true;
      }
    });
    return hit;
  }

  function soundHits(parts, query) {
    const hit = parts.map(function () { return false; });
    const places = [];
    parts.forEach(function (part, i) { if (part) places.push(i); });
    const characters = places.map(function (i) { return parts[i]; });
    for (let at = 0; at < characters.length; at++) {
      const found = cb.spell(query.forms[0].text, 0, characters, at);
      if (!found) continue;
      for (let k = at; k < found.end; k++) hit[places[k]] = true;
      break;
    }
    return hit;
  }

  function likeHits(parts, query, hit) {
    const typed = query.forms[query.forms.length - 1].characters;
    parts.forEach(function (part, i) {
      if (part && typed.some(function (c) { return cb.alike(c, part) > 0; })) hit[i] = true;
    });
  }

  function runs(original, hit) {
    const nodes = [];
    for (let i = 0; i < original.length;) {
      let end = i;
      while (end < original.length && hit[end] === hit[i]) end++;
      const text = original.slice(i, end).join('');
      nodes.push(hit[i] ? cb.element('mark', '', [text]) : document.createTextNode(text));
      i = end;
    }
    return nodes;
  }
})(window);
