'use strict';
// The filters on a phone: a sheet over the page, opened by a button that says how many are set. On wide screens they stand beside the results.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const sheet = document.querySelector('.cb-result-side');
  const opener = document.querySelector('.cb-sheet-open');
  if (!sheet || !opener) return;
  const done = sheet.querySelector('.cb-sheet-done');

  function setOpen(open) {
    sheet.classList.toggle('cb-open', open);
    document.documentElement.classList.toggle('cb-under-sheet', open);
    opener.setAttribute('aria-expanded', String(open));
    ['role', 'aria-modal', 'aria-label'].forEach(function (name, i) {
      if (open) sheet.setAttribute(name, ['dialog', 'true', '筛选'][i]);
      else sheet.removeAttribute(name);
    });
  }

  function close() {
    if (!sheet.classList.contains('cb-open')) return;
    setOpen(false);
    opener.focus();
  }

  /** Keep the focus within: the page below can't be seen. */
  function onTab(event) {
    const all = Array.from(sheet.querySelectorAll('summary, input, button')).filter(function (one) { return one.offsetParent; });
    const end = event.shiftKey ? all[0] : all[all.length - 1];
    if (document.activeElement !== end) return;
    event.preventDefault();
    (event.shiftKey ? all[all.length - 1] : all[0]).focus();
  }

  /** Say how many values are chosen, and how many results are left. */
  cb.saySheet = function (chosen, left) {
    opener.textContent = '筛选' + (chosen ? '（已选 ' + chosen + '）' : '');
    done.textContent = '看 ' + left + ' 项结果';
  };

  opener.addEventListener('click', function () {
    setOpen(true);
    sheet.querySelector('.cb-sheet-close').focus();
  });
  sheet.querySelector('.cb-sheet-close').addEventListener('click', close);
  done.addEventListener('click', close);
  sheet.addEventListener('keydown', function (event) {
    if (!sheet.classList.contains('cb-open')) return;
    if (event.key === 'Escape') close();
    if (event.key === 'Tab') onTab(event);
  });
  // A tablet that is turned: the filters then stand beside the results.
  root.matchMedia('(min-width: 64em)').addListener(function () { setOpen(false); });
})(window);
