'use strict';
// Results of other kinds: documents, bodies, policies, places, themes, problems, terms, courses.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const LOOSEST = 0.45;
  const ABOUT = 0.3;
  const NAMED = 0.92; // the query holds the whole name of a problem
  const MOST = 12;
  const NEAREST = 3;
  const LIKE_A_NAME = 0.55;
  const COUNTLESS = /^(?:terms|courses)$/;

  /** All values that the query touches, by how much of their names, or of what they are about, it says. */
  cb.valueFit = function (query, found, count) {
    const values = new Map();
    let total = 0;
    found.forEach(function (entry) {
      const rarity = cb.rarity(entry.postings ? entry.postings.count : 0, count);
      total += rarity;
      entry.values.forEach(function (row) {
        const key = row[0] + '/' + row[1];
        const value = values.get(key) || made(row);
        value.met += entry.term.length;
        value.about += rarity;
        value.isNumbered = value.isNumbered || entry.term[0] === '№';
        values.set(key, value);
      });
    });
    const results = Array.from(values.values());
    results.forEach(function (value) {
      value.exact = isNamed(query, value);
      value.score = value.exact ? 1 : scoreOf(query, value);
      value.about = total ? value.about / total : 0;
    });
    return results.sort(function (a, b) { return b.exact - a.exact || b.score - a.score || b.count - a.count || (a.id < b.id ? -1 : 1); });
  };

  function made(row) {
    return {
      kind: row[0], facet: row[0], id: row[1], name: row[2], count: row[3], others: row[4], note: '',
      address: row[0] === 'courses' ? 'courses/' + row[1] + '/' : 'browse/' + row[0] + '/' + row[1] + '/', met: 0, about: 0,
    };
  }

  function foldedNames(value) {
    return [value.name].concat(value.others ? value.others.split('|') : []).map(cb.folded);
  }

  /** Whether the query names it: by one of its names, by most of a long one's end, or by a document's number, however written. */
  function isNamed(query, value) {
    const isPaper = value.kind === 'documents' || value.kind === 'policies';
    if (isPaper && value.isNumbered && numberFits(query, value)) return true;
    return foldedNames(value).some(function (name) {
      return query.forms.some(function (form) {
        if (form.text === name) return true;
        if (isPaper && /^第?[0-9]{4,}号?$/.test(form.text)) return name.indexOf(form.text.replace(/[第号]/g, '')) >= 0 && !/^(?:19|20)[0-9]{2}$/.test(form.text);
        return (isPaper || value.kind === 'bodies') && form.han >= 4 && name.endsWith(form.text) && form.text.length >= LIKE_A_NAME * name.length;
      });
    });
  }

  /** The letters of a document number, if the query has some, must be those of this one: 东民〔2022〕132号 is not 东府〔2022〕132号. */
  function numberFits(query, value) {
    const letters = /^([\u3400-\u9fff]{1,8})[^\u3400-\u9fff]*(?:19|20)[0-9]{2}/.exec(query.asked);
    return !letters || foldedNames(value).some(function (name) { return name.indexOf(cb.folded(letters[1])) >= 0; });
  }

  /** 没 and 没有 said as 无: 老旧小区没有物业 names 小区无物业. */
  function lacking(text) {
    return text.replace(/没有?/g, '无');
  }

  function scoreOf(query, value) {
    let best = 0;
    foldedNames(value).forEach(function (folded) {
      query.forms.concat(query.words).forEach(function (form) {
        if (folded === form.text) best = Math.max(best, 1);
        else if (folded.indexOf(form.text) >= 0) best = Math.max(best, 0.6 + 0.3 * form.text.length / folded.length);
        else if (folded.length > 1 && form.text.indexOf(folded) >= 0) best = Math.max(best, 0.5 + 0.3 * folded.length / form.text.length);
        if (value.kind === 'problems' && lacking(form.text).indexOf(lacking(folded)) >= 0) best = Math.max(best, NAMED);
      });
    });
    const all = query.terms.reduce(function (sum, term) { return sum + term.length; }, 0) || 1;
    return Math.max(best, value.kind === 'problems' ? 0 : 0.8 * value.met / all);
  }

  /** Those that stand as results. */
  cb.shownValues = function (values) {
    return values.filter(function (value) { return value.score >= LOOSEST && (value.count || value.exact || COUNTLESS.test(value.kind)); }).slice(0, MOST);
  };

  /** The nearest of a kind, for pages on which nothing fits. */
  cb.nearestValues = function (values, kind) {
    return values.filter(function (value) { return value.kind === kind && Math.max(value.score, value.about) >= 0.15; })
      .sort(function (a, b) { return Math.max(b.score, b.about) - Math.max(a.score, a.about); }).slice(0, NEAREST);
  };

  /** The problem that a query names, or a question is about; or null. */
  cb.problemOf = function (query, values) {
    const best = query.asks ? null : cb.nearestValues(values, 'problems')[0];
    return best && (best.score >= NAMED && best.score < 1 || query.isQuestion && Math.max(best.score, best.about) >= ABOUT) ? best : null;
  };

  /** The codes of the places that the query names; of one within another, both. */
  cb.placesNamed = function (query, values) {
    const asked = query.forms[query.forms.length - 1].text;
    return values.filter(function (value) {
      return value.kind === 'places' && foldedNames(value).some(function (name) { return name.length > 1 && asked.indexOf(name) >= 0; });
    }).map(function (value) { return value.id; });
  };
})(window);
