'use strict';
// The line of a practice's text around a hit, and its figures that match; loaded when the result is seen.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const LENGTH = 72;
  const FIGURES = 3;

  /** Fill a place with the sentence that answers best: in the summary first, else where the terms stand. tell: is told its places, where they are many. */
  cb.fillExcerpt = function (place, result, query, tell) {
    return cb.told('text', result.number).then(function (data) {
      tell(data[3]);
      const best = bestOf([data[0]].concat(data[1]), query.terms);
      place.appendChild(cb.element('p', 'cb-result-summary', cb.marked(data[0], query, '')));
      if (best && best !== data[0]) place.appendChild(cb.element('p', 'cb-result-line', cb.marked(around(best, query.terms), query, '')));
      const figures = asked(data[2], result, query);
      if (figures.length) place.appendChild(cb.element('ul', 'cb-result-figures', figures.map(function (figure) { return cb.figureNode(figure, query, true); })));
    }, function () {});
  };

  /** The figures that the query asks about: those that the engine found, then those that hold its words. */
  function asked(rows, result, query) {
    const least = Math.min(2, query.terms.length);
    const others = rows.map(function (row) { return ofPractice(cb.figure(row, met(row.join('，'), query.terms)), result); })
      .filter(function (figure) { return figure.score >= least && !result.figures.some(function (known) { return known.id === figure.id; }); })
      .sort(function (a, b) { return b.score - a.score; });
    return least ? result.figures.concat(others).slice(0, FIGURES) : [];
  }

  function ofPractice(figure, result) {
    return Object.assign(figure, { id: result.card.id + '#' + figure.key, number: result.number, practice: { id: result.card.id, name: result.card.name } });
  }

  function met(text, terms) {
    const plain = cb.plain(text);
    return terms.filter(function (term) { return plain.indexOf(term) >= 0; }).length;
  }

  function bestOf(texts, terms) {
    let best = null;
    let most = 0;
    texts.forEach(function (text) {
      const count = met(text, terms);
      if (count > most) {
        most = count;
        best = text;
      }
    });
    return best;
  }

  /** The stretch of a long text in which most terms stand. */
  function around(text, terms) {
    if (text.length <= LENGTH) return text;
    const plain = text.toLowerCase();
    const places = terms.map(function (term) { return plain.indexOf(term); }).filter(function (at) { return at >= 0; });
    const first = places.length ? Math.min.apply(null, places) : 0;
    const start = Math.max(0, Math.min(first - 12, text.length - LENGTH));
    return (start ? '…' : '') + text.slice(start, start + LENGTH) + (start + LENGTH < text.length ? '…' : '');
  }
})(window);
