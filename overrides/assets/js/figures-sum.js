/* The sum of the figures that are seen; said only where adding them is honest. */
(function () {
  'use strict';
  var figures = window.cb.figures;
  var ADD_UP = ['规模', '产出', '投入', '效果', '基数']; // a goal is no result; shares, standards and names are no amounts

  /* Of what it is counted, without the name of its own place: the same words at another place mean the same kind. */
  function scopeKind(data) {
    var own = data.places[0].replace(/^.*[市州盟](?=.)/, ''); // 白云区 of 广州市白云区
    return data.places.concat(own).reduce(function (scope, name) { return scope.split(name).join(''); }, data.scope);
  }

  /* What all must have in common. Empty: it may be added to nothing. */
  function kind(data) {
    var isAmount = data.value && !data.most && data.unit && data.unit !== '%' && ADD_UP.indexOf(data.nature) >= 0;
    var isSure = data.status === '有效' && !data.unscoped && data.day && !/另有一数|不可相?比|不能/.test(data.marks);
    return isAmount && isSure ? [data.metric, scopeKind(data), data.unit, data.nature, data.voice, data.day.slice(0, 4)].join('|') : '';
  }

  /* No place twice, none inside another. */
  function areApart(codes) {
    var sorted = codes.slice().sort();
    return sorted.every(function (code, i) { return !i || code.indexOf(sorted[i - 1]) !== 0; });
  }

  function total(values) {
    var digits = Math.max.apply(null, values.map(function (value) { return (value.split('.')[1] || '').length; }));
    return values.reduce(function (sum, value) { return sum + Number(value); }, 0).toFixed(digits);
  }

  /** The sum of rows in words; empty where they are not of one metric, scope kind, unit, year and voice, at places apart. */
  figures.sumSaid = function (rows) {
    var all = rows.map(function (row) { return row.data; });
    if (all.length < 2 || !kind(all[0]) || all.some(function (data) { return kind(data) !== kind(all[0]); })) { return ''; }
    if (!areApart(all.map(function (data) { return data.code; }))) { return ''; }
    var about = all.some(function (data) { return data.about; }) ? '约 ' : ' ';
    return '合计' + about + total(all.map(function (data) { return data.value; })) + ' ' + all[0].unit + '（' + all.length + ' 个互不包含的地方，指标、口径、单位、年份相同）';
  };
}());
