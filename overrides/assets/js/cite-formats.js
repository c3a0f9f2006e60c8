/* References in the forms that readers need: two editions of the national standard, and what reference managers read. */
(function () {
  'use strict';
  var cb = window.cb;
  var MOST_AUTHORS = 3;
  // In an entry of the 2025 edition only `.` and `[ ]` are narrow; the 2015 edition leaves it open, and narrow marks are usual.
  var WIDE = { colon: '：', comma: '，', open: '（', close: '）' };
  var NARROW = { colon: ': ', comma: ', ', open: '(', close: ')' };

  function title(one, colon) {
    return [one.title, one.figure, one.number, one.site].filter(Boolean).join(colon);
  }

  function standard(marks) {
    return function (one, today) {
      var some = one.authors.slice(0, MOST_AUTHORS).concat(one.authors.length > MOST_AUTHORS ? ['等'] : []);
      var told = (some.length ? some.join(marks.comma) + '. ' : '') + title(one, marks.colon);
      var day = one.inferred ? '[' + one.date + ']' : one.date;
      if (!one.online) { return told + '[Z]' + (day ? '. ' + day : '') + '.'; }
      var there = one.address || one.instead;
      return told + '[EB/OL]. ' + (day ? marks.open + day + marks.close : '') + '[' + today + '].' + (there ? ' ' + there + '.' : '');
    };
  }

  var TEX = { '\\': '\\textbackslash{}', '{': '\\textbraceleft{}', '}': '\\textbraceright{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}' };

  function tex(text) { // no brace of the text itself is left: one without its partner would end the entry
    return text.replace(/[\\{}~^#$%&_]/g, function (sign) { return TEX[sign] || '\\' + sign; });
  }

  // Of an address nothing may be escaped but what would end its field.
  function bare(address) { return address.replace(/[\\{}\s]/g, function (sign) { return encodeURIComponent(sign); }); }

  function ownTitle(one) { return title({ title: one.title, figure: one.figure, number: one.number }, '：'); }

  function fields(one, today) {
    var named = one.authors.map(function (author) { return '{' + tex(author) + '}'; }).join(' and ');
    var web = one.online ? { organization: tex(one.site), url: bare(one.address), urldate: today } : {};
    return Object.assign({
      author: named, title: '{' + tex(ownTitle(one)) + '}',
      year: one.inferred ? '[' + one.date + ']' : one.date.slice(0, 4), date: one.inferred ? '' : one.date,
    }, web, { langid: 'chinese' });
  }

  function bibtex(one, today) {
    var told = fields(one, today);
    var lines = Object.keys(told).filter(function (name) { return told[name]; })
      .map(function (name) { return '  ' + name + ' = {' + told[name] + '}'; });
    return '@' + (one.online ? 'online' : 'misc') + '{' + one.id + ',\n' + lines.join(',\n') + '\n}';
  }

  function ris(one, today) {
    var rows = [['TY', one.online ? 'ELEC' : 'GEN']].concat(one.authors.map(function (author) { return ['AU', author]; }), [
      ['TI', ownTitle(one)], ['T2', one.site],
      ['PY', one.date.slice(0, 4)], ['DA', one.inferred ? '' : one.date.replace(/-/g, '/')], ['N1', one.inferred ? '年份按内容推算' : ''],
      ['UR', one.address], ['Y2', one.online ? today.replace(/-/g, '/') : ''], ['LA', 'zh-CN'],
    ]);
    return rows.filter(function (row) { return row[1]; }).map(function (row) { return row[0] + '  - ' + row[1]; }).concat('ER  - ', '').join('\r\n');
  }

  function day(date) { return { 'date-parts': [date.split('-').map(Number)] }; }

  function csl(one, today) {
    var item = { id: one.id, type: one.online ? 'webpage' : 'document', title: ownTitle(one) };
    if (one.authors.length) { item.author = one.authors.map(function (author) { return { literal: author }; }); }
    if (one.site) { item['container-title'] = one.site; }
    if (one.date) { item.issued = Object.assign(day(one.date), one.inferred ? { circa: true } : {}); }
    if (one.online) { item.accessed = day(today); }
    if (one.address) { item.URL = one.address; }
    item.language = 'zh-CN';
    return item;
  }

  function json(items) { return JSON.stringify(items, null, 2); }

  function joined(form) {
    return function (all, today) { return all.map(function (one) { return form(one, today); }).join('\n') + '\n'; };
  }

  function form(name, ending, type, one) { return { name: name, ending: ending, type: type, one: one, all: joined(one) }; }

  /**
   * The forms, the first being the page's own. one(reference, today): one as text; all(references, today): a file of them.
   * A reference: {id, authors, title, figure, number, site, date, inferred, online, address, instead}, texts empty where
   * there is nothing; instead: what a sentence says where there is no address.
   */
  cb.citeForms = [
    form('GB/T 7714—2025', '', 'text/plain', standard(WIDE)),
    form('GB/T 7714—2015', '', 'text/plain', standard(NARROW)),
    form('BibTeX', 'bib', 'application/x-bibtex', bibtex),
    form('RIS', 'ris', 'application/x-research-info-systems', ris),
    {
      name: 'CSL-JSON', ending: 'json', type: 'application/json',
      one: function (one, today) { return json([csl(one, today)]); },
      all: function (all, today) { return json(all.map(function (one) { return csl(one, today); })) + '\n'; },
    },
  ];
}());
