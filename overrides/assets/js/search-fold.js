'use strict';
// The forms in which queries and names are compared. Terms are cut as in scripts/casebook/search/terms.py.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const CLOSED = '["\'`()\\[\\]{}<>《》〈〉“”‘’「」『』【】〔〕［］·•\\u200b]+';
  const BETWEEN_NUMBERS = new RegExp('([0-9a-z])' + CLOSED + '(?=[0-9a-z])', 'g');
  const JOINED = new RegExp(CLOSED, 'g');
  const TOKEN = /[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+|[a-z0-9]+(?:[.+:/-][a-z0-9]+)*/gu;
  const PART = /[a-z]+|[0-9]+(?:\.[0-9]+)?/g;
  // A proposal is known by its number alone: 第20222282号建议, 5046号提案.
  const PROPOSAL = /第?([0-9]{4,})号?(?:人大|政协)?(?:代表)?(?:建议|提案|议案)?(?:的?答复)?(?=$|\s)/g;
  // How a quantity is asked for: 有多少个, 几家, 多少钱, 是哪五员.
  const MEASURE = '[个家人名户条项次套栋所支天位件处类种张宗批对笔台辆亩倍成]';
  // With the light verbs before it: 发了多少钱, 能办多少件事, 开展了多少场.
  const QUANTITY = new RegExp('(?:一共|总共|共有|合计|平均|大概|现在|目前|每个月|每月|一个月|每年|一年|可以|能|要|会|已经?|开展|举办|召开|建成|发放|有|是|到|达|[发领拿办建做选接开用花给投减筹募收][了过成到]?)*' +
    '(?:多少|几多|(?:[几](?=' + MEASURE + '|成|岁))|百分之几|多高$|多大$|多大(?=比例))(?:[场亿万]|' + MEASURE + '(?!员|民|心|家))?(?:钱|件事|的?事$)?', 'g');
  const WHICH = /(?:都|分别)?(?:是|指|包括|有)?哪(?:[几两一二三四五六七八九十]+)[\u4e00-\u9fff]/g;
  // Words of questions, longest first: they say how something is asked, not what about.
  const ASKING = new RegExp(
    ['请问一下', '帮我查一下', '帮我查', '应该怎么办', '该怎么办', '怎么办理', '怎么办', '怎么样', '怎么回事', '怎么做', '怎么', '怎样', '如何',
      '为什么', '是什么意思', '是什么东西', '是什么', '什么叫', '什么是', '做了什么', '干了什么', '什么', '哪些', '哪里', '哪个', '哪儿', '哪家', '有没有', '有无',
      '能不能', '可不可以', '是不是', '谁来', '谁在', '找谁', '有谁', '要不要', '该不该', '可以', '应该', '多少', '几个', '请问', '想问', '一下', '意思', '去年', '今年', '目前',
      '的做法', '的经验', '的案例', '点搞', '点算', '点样', '点解', '边个', '边度', '乜嘢', '系咩', '那个', '这个', '吗', '呢', '呀', '啊', '吧', '嗯', '了', '的', '嘅', '我们', '他们', '谁'].join('|'), 'g');

  cb.isHan = function (character) {
    return character > '\u3006' && /[\u3007\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u.test(character);
  };

  /** Traditional characters as simplified ones, as far as the table is here. */
  function simplified(text) {
    const table = cb.simple;
    if (!table) return text;
    return Array.from(text, function (c) { return table.get(c) || c; }).join('');
  }

  /** NFKC, lower case, simplified, no tone marks (ü as v). */
  cb.plain = function (text) {
    const plain = simplified(text.normalize('NFKC').toLowerCase());
    return plain.normalize('NFD').replace(/u\u0308/g, 'v').replace(/[\u0300-\u036f]/g, '').normalize('NFC');
  };

  /** A name as names are compared: without punctuation and spaces. */
  cb.folded = function (text) {
    return cb.plain(text).replace(/[^\p{L}\p{N}]+/gu, '');
  };

  /** A question without the words of asking; as it is if nothing would be left. */
  cb.asked = function (text) {
    const rest = quantityless(text.replace(PROPOSAL, '$1').replace(WHICH, ' ')).replace(ASKING, ' ').trim();
    return rest.replace(/\s/g, '').length > 1 ? rest : text;
  };

  /** A text without how it asks for a quantity, and without the light verbs about it: 开展宣讲多少场, 有党组织的小区多少个. */
  function quantityless(text) {
    const rest = text.replace(QUANTITY, ' ');
    return rest === text ? text : rest.replace(/^(?:开展|举办|召开|进行)(?=..)/, '').replace(/([^没所国共享私公只含])有(?![呼限效事意偿关机])/g, '$1 ');
  }

  /** The terms of a plain text, each once, in order. */
  cb.terms = function (text) {
    const joined = text.replace(BETWEEN_NUMBERS, '$1 ').replace(JOINED, '').replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, '$1');
    const found = new Set();
    (joined.match(TOKEN) || []).forEach(function (token) {
      if (cb.isHan(token[0]) || token[0] > 'z') pairs(Array.from(token), found);
      else words(token, found);
    });
    return Array.from(found);
  };

  function pairs(characters, found) {
    if (characters.length === 1) found.add(characters[0]);
    for (let i = 0; i + 1 < characters.length; i++) found.add(characters[i] + characters[i + 1]);
  }

  function words(token, found) {
    found.add(token);
    if (/^(?:[a-z]+|[0-9]+)$/.test(token)) return;
    (token.match(PART) || []).forEach(function (part) { if (part.length > 1) found.add(part); });
  }

  /** The shard that holds a term. */
  cb.shard = function (term, shards) {
    let value = 0;
    for (let at = 0; at < term.length; at += 1) value = (value * 0x10000 + term.charCodeAt(at)) % 1299709;
    return value % shards;
  };
})(window);
