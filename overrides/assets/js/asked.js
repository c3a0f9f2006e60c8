/* Someone searched in vain and came to give what is missing: show what was asked for, ready to copy as the record's first line. */
(function () {
  'use strict';
  var note = document.querySelector('[data-asked-for]');
  var name = new URLSearchParams(window.location.search).get('name');
  if (!note || !name) { return; }
  note.textContent = '库里没有找到“' + name + '”。照下面写一条记录，第一行写：';
  var line = document.createElement('code');
  line.textContent = "name: '" + name.replace(/'/g, "''") + "'";
  note.appendChild(line);
  note.hidden = false;
  document.querySelectorAll('[data-form-link]').forEach(function (link) { link.href += '?name=' + encodeURIComponent(name); });
}());
