/* A table for WPS and Excel: copied as cells, or saved as CSV. Both made in the browser, both also on plain http and from a disk. */
(function () {
  'use strict';
  var cb = window.cb;
  // What a spreadsheet would run as a formula, or take for a day or an hour (1/3, 2-3, 1:2000): as in our CSV downloads.
  var NOT_PLAIN = /^[=+\-@＝＋－＠]|^[0-9]{1,4}[-/:][0-9]{1,4}$/;

  function guarded(cell) {
    var text = typeof cell === 'number' ? String(cell) : cell.replace(/\s+/g, ' ').trim();
    return typeof cell !== 'number' && NOT_PLAIN.test(text) ? "'" + text : text;
  }

  function escaped(text) {
    return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  }

  function htmlCell(cell) {
    if (typeof cell === 'number') { return '<td>' + cell + '</td>'; }
    // Excel's and WPS's own word for "this is text": no formula, no day is made of it.
    return '<td style="mso-number-format:\'\\@\'">' + escaped(cell).replace(/\n/g, '<br style="mso-data-placement:same-cell">') + '</td>';
  }

  function lines(table) {
    return [table.head].concat(table.rows, table.notes.map(function (note) { return [note]; }));
  }

  function asHtml(table) {
    var rows = lines(table).map(function (row) { return '<tr>' + row.map(htmlCell).join('') + '</tr>'; });
    return '<meta charset="utf-8"><table border="1">' + rows.join('') + '</table>';
  }

  function asText(table) {
    return lines(table).map(function (row) { return row.map(guarded).join('\t'); }).join('\r\n');
  }

  function asCsv(table) {
    var quoted = function (cell) { return '"' + guarded(cell).replace(/"/g, '""') + '"'; };
    return '\ufeff' + lines(table).map(function (row) { return row.map(quoted).join(','); }).join('\r\n') + '\r\n';
  }

  /** Copy a table {head: [text], rows: [[text or number]], notes: [text]}; say `what` was copied. Whether it worked. */
  cb.copyTable = function (table, what) {
    var focused = document.activeElement;
    var field = document.createElement('textarea');
    // Some browsers copy only where something is selected.
    field.value = '\u3000';
    field.className = 'cb-offscreen';
    document.body.appendChild(field);
    field.select();
    var put = function (event) {
      event.clipboardData.setData('text/plain', asText(table));
      event.clipboardData.setData('text/html', asHtml(table));
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    document.addEventListener('copy', put, true);
    var done = false;
    try { done = document.execCommand('copy'); } catch (error) { done = false; }
    document.removeEventListener('copy', put, true);
    document.body.removeChild(field);
    if (focused && focused.focus) { focused.focus({ preventScroll: true }); }
    cb.say(done ? '已复制' + what + '，可以粘贴到 WPS 或 Excel' : '没能复制，请用“下载 CSV”，或选中表格手工复制', 4000);
    return done;
  };

  /** Save a table as a CSV file that Excel and WPS open with its Chinese intact. */
  cb.saveCsv = function (table, name) {
    // Only WeChat's browser has this hint: it saves no files.
    if (cb.hintAtDownload) { cb.say('微信里不能下载：请点右上角“…”，选“在浏览器打开”', 6000); return; }
    var link = cb.fileLink(asCsv(table), name, 'text/csv');
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
    cb.say('已保存“' + name + '”', 4000);
  };
}());
