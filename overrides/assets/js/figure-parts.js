/* The figures of a practice's page, as their Markdown tells them: read once for all scripts that do something with a figure. */
(function () {
  'use strict';
  var cb = window.cb;

  function words(node) { return node ? node.textContent.replace(/\s+/g, ' ').trim() : ''; }

  function metric(heading) {
    return Array.prototype.filter.call(heading.childNodes, function (node) { return node.nodeType === Node.TEXT_NODE; })
      .map(function (node) { return node.data; }).join('').trim();
  }

  function read(element) {
    var heading = element.querySelector('h3');
    var strong = Array.prototype.map.call(heading.querySelectorAll('strong'), words); // its doubt, if any, and the number
    var lines = element.querySelectorAll('ul > li');
    var quoted = Array.prototype.map.call(lines, function (line) { return /）“(.*?)”(?: 打开原文此处)?$/.exec(words(line)); }).filter(Boolean)[0];
    var tools = cb.element('p', 'cb-figure-tools', []);
    element.appendChild(tools);
    element.classList.add('cb-has-tools');
    return {
      element: element, key: heading.id, status: element.dataset.status || '', tools: tools,
      value: strong.join(' '), metric: metric(heading), scope: words(lines[0]),
      anchor: quoted ? quoted[1] : '', sentence: words(element.querySelector('.cb-sentence')),
    };
  }

  /** {element, key, status, value, metric, scope, anchor, sentence, tools: the row for buttons}, in the page's order. */
  cb.pageFigures = Array.prototype.map.call(document.querySelectorAll('.cb-figure'), read);
}());
