'use strict';
// The cards: what is shown of a practice, and the names by which it is found.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  // kind, weight of the whole name, weight of a part of it
  const KINDS = [['name', 1, 1], ['alias', 0.95, 0.93], ['word', 0.85, 0.83], ['found', 0.95, 0.93], ['part', 0.95, 0.93]];
  let cards = [];

  /** Make cards ready. rows: [id, name, aliases, other words, [[place, stage], …], count of places, words that only find, included]; first: number of the first. */
  cb.learnCards = function (rows, first) {
    rows.forEach(function (row, i) {
      if (!cards[first + i]) cards[first + i] = card(row, first + i);
    });
  };

  function card(row, number) {
    const names = [];
    [[row[1]], row[2], row[3], row[6], row[7]].forEach(function (texts, kind) {
      texts.forEach(function (text) {
        names.push({ text: text, kind: KINDS[kind][0], whole: KINDS[kind][1], part: KINDS[kind][2], ready: cb.ready(text) });
      });
    });
    const places = row[4].map(function (pair) { return pair[0]; });
    return { number: number, id: row[0], name: row[1], names: names, where: whereSaid(row[4], row[5]), pairs: row[4], count: row[5], places: cb.folded(places.join('')) };
  }

  /** How far it is where: `广州市白云区 已实施、东莞市 计划`. A stage that all share is said once, behind the places: two with one stage are shown only where there is no other. */
  function whereSaid(pairs, count) {
    const stage = pairs[0][1];
    const one = pairs.every(function (pair) { return pair[1] === stage; });
    const said = pairs.map(function (pair) { return one ? pair[0] : pair.join(' '); }).join('、');
    const more = count > pairs.length ? ' 等 ' + count + ' 处' : '';
    return said + more + (one ? ' ' + stage : '');
  }

  /** How much a fit to a name counts. */
  cb.weighed = function (fit, name) {
    return fit * (fit === 1 ? name.whole : name.part);
  };

  cb.card = function (number) {
    return cards[number];
  };

  /** Another index is read. */
  cb.forgetCards = function () {
    cards = [];
  };

  /** Whether the cards of these numbers are here. */
  cb.haveCards = function (numbers, head) {
    return numbers.every(function (n) { return cards[n] || learnt(n, head); });
  };

  /** Cards that came as a file of which others were asked for. */
  function learnt(number, head) {
    const part = Math.floor(number / head.part);
    const rows = cb.have('cards/' + part);
    if (rows) cb.learnCards(rows, part * head.part);
    return rows;
  }

  cb.cards = function () {
    return cards;
  };

  /** A promise that the cards of these numbers are here. */
  cb.needCards = function (numbers, head) {
    const parts = new Set(numbers.filter(function (n) { return !cards[n]; }).map(function (n) { return Math.floor(n / head.part); }));
    return Promise.all(Array.from(parts).map(function (part) {
      return cb.load('cards/' + part).then(function (rows) { cb.learnCards(rows, part * head.part); });
    }));
  };
})(window);
