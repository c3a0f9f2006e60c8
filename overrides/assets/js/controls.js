/* The header's buttons: menu on phones, text size, dark colours. */
(function () {
  'use strict';
  var root = document.documentElement;

  function keep(name, value) {
    try { window.localStorage.setItem(name, value); } catch (error) { /* holds for this page only */ }
  }

  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }

  function press(button, on) {
    button.setAttribute('aria-pressed', String(on));
  }

  function showState() {
    all('[data-cb-size-to]').forEach(function (button) {
      press(button, button.dataset.cbSizeTo === root.dataset.cbSize);
    });
    all('.cb-scheme-button').forEach(function (button) {
      press(button, root.dataset.cbScheme === 'dark');
    });
  }

  function onSize(event) {
    root.dataset.cbSize = event.currentTarget.dataset.cbSizeTo;
    keep('cb-size', root.dataset.cbSize);
    showState();
  }

  function onScheme() {
    root.dataset.cbScheme = root.dataset.cbScheme === 'dark' ? 'light' : 'dark';
    keep('cb-scheme', root.dataset.cbScheme);
    showState();
  }

  function setMenu(button, open) {
    button.setAttribute('aria-expanded', String(open));
    document.getElementById(button.getAttribute('aria-controls')).classList.toggle('cb-open', open);
  }

  function prepareMenu(button) {
    button.addEventListener('click', function () {
      setMenu(button, button.getAttribute('aria-expanded') !== 'true');
    });
    document.addEventListener('keydown', function (event) {
      if (event.key === 'Escape' && button.getAttribute('aria-expanded') === 'true') {
        setMenu(button, false);
        button.focus();
      }
    });
  }

  all('[data-cb-size-to]').forEach(function (button) { button.addEventListener('click', onSize); });
  all('.cb-scheme-button').forEach(function (button) { button.addEventListener('click', onScheme); });
  all('.cb-menu-button').forEach(prepareMenu);
  showState();
  new MutationObserver(showState).observe(root, { attributes: true, attributeFilter: ['data-cb-scheme'] });
}());
