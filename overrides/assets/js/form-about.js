'use strict';
// The rules about the description of a document, and what an address must be.
(function (root) {
  const form = root.cb.form;
  const CLOSED = /\.(?:local|localhost|internal|lan|intranet|test)$/;
  const ADDRESSES = ['url', 'archive_url'];

  /** The host of an address that may be linked (text/escaping.py): null where it may not. */
  function hostOf(url) {
    const parts = /^(https?):\/\/([^/?#]*)/i.exec(url);
    if (!parts || form.pattern('urlRefused', '').test(url) || parts[2].indexOf('@') >= 0) return null;
    const split = /^(\[[^\]]*\]|[^:[\]]*)(?::([0-9]*))?$/.exec(parts[2]);
    if (!split || /[/?#@:]/.test(split[1].replace(/^\[.*\]$/, '').normalize('NFKC'))) return null;
    const host = split[1].replace(/^\[|\]$/g, '').toLowerCase();
    const isPort = !split[2] || (Number(split[2]) > 0 && Number(split[2]) < 65536);
    const isHost = split[1][0] === '[' ? /^[0-9a-f:.]*:[0-9a-f:.]*$/.test(host) : form.pattern('host', '').test(host);
    return isPort && isHost && host ? host : null;
  }

  /** Tell whether a host's name may be open to all (rules/documents.py). */
  function isPublic(host) {
    if (host.indexOf(':') >= 0) return !/^(?:::1?$|::ffff:|64:ff9b:1:|100::|2001:(?:[01]?[0-9a-f]{0,2}|db8):|2002:|f[cd]|fe[89ab])/.test(host);
    const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host);
    if (four && four.slice(1).every(function (n) { return Number(n) < 256 && String(Number(n)) === n; })) return isGlobal(four.slice(1).map(Number));
    const name = host.replace(/\.+$/, '');
    return name.indexOf('.') >= 0 && !CLOSED.test(name);
  }

  function isGlobal(n) {
    const closed = [[0], [10], [127], [169, 254], [192, 0, 0], [192, 0, 2], [192, 168], [198, 51, 100], [203, 0, 113]];
    const within = closed.some(function (start) { return start.every(function (part, i) { return n[i] === part; }); });
    return !within && n[0] < 240 && !(n[0] === 172 && n[1] > 15 && n[1] < 32) && !(n[0] === 100 && n[1] > 63 && n[1] < 128) && !(n[0] === 198 && (n[1] === 18 || n[1] === 19));
  }

  /** The address that was meant: without the marks around it, signs in half width; nothing where that is none. */
  function meant(url) {
    const around = form.have('model').tables.aroundUrl;
    function bare(text) {
      let from = 0;
      let to = text.length;
      while (from < to && around.indexOf(text[from]) >= 0) from++;
      while (to > from && around.indexOf(text[to - 1]) >= 0) to--;
      return text.slice(from, to);
    }
    const plain = bare(bare(url).normalize('NFKC')).replace(/。/g, '.');
    return [url.replace(/[。，、；：！？…]+$/, ''), bare(url), plain.indexOf('://') >= 0 ? plain : 'http://' + plain].filter(function (one) {
      return hostOf(one) !== null && /^https?:\/\/(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?:[/:?#]|$)/.test(one);
    })[0] || '';
  }

  function ofAddresses(document) {
    const found = [];
    ADDRESSES.filter(function (name) { return document[name]; }).forEach(function (name) {
      const host = hostOf(document[name]);
      if (host === null) found.push({ loc: [name], code: 'D102', nearest: meant(document[name]) });
      else if (!isPublic(host)) found.push({ loc: [name], code: 'D109' });
    });
    return found;
  }

  function ofOpenness(document) {
    const proofs = document.url || document.archive_url || form.pattern('open', '').test(document.note || '');
    if (document.openness === '不公开') return [{ loc: ['openness'], code: 'D101' }];
    return document.openness === '主动公开' && !proofs ? [{ loc: ['openness'], code: document.number ? 'D110' : 'D108' }] : [];
  }

  function ofSections(document) {
    const seen = [];
    const found = [];
    (document.sections || []).forEach(function (section, i) {
      const path = form.squeezed(section.path || '');
      if (seen.indexOf(path) >= 0) found.push({ loc: ['sections', i, 'path'], code: 'D103' });
      seen.push(path);
    });
    return found;
  }

  function ofRest(document) {
    const found = form.ofPrivate(document, 'D105');
    if (document.date && !form.isRealDay(document.date)) found.push({ loc: ['date'], code: 'D106' });
    if ((document.date === undefined) !== (document.date_basis === undefined)) found.push({ loc: ['date_basis'], code: 'D104' });
    form.textsOf(document).forEach(function (one) {
      if (['title', 'label', 'issuer', 'kind'].indexOf(one[0][0]) >= 0 && form.isPlaceholder(one[1])) found.push({ loc: one[0], code: 'D107' });
    });
    return found;
  }

  form.aboutDocuments = [ofAddresses, ofOpenness, ofSections, ofRest];
})(window);
