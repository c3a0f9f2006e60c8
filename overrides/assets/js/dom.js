'use strict';
// What every script that draws something needs. Loaded first on every page; `cb` is the pages' own namespace.
(function (root) {
  const cb = (root.cb = root.cb || {});

  /** An element with a class and children (nodes or texts). Texts stay texts: nothing becomes HTML. */
  cb.element = function (name, css, children) {
    const element = root.document.createElement(name);
    if (css) element.className = css;
    (children || []).forEach(function (child) {
      element.appendChild(typeof child === 'string' ? root.document.createTextNode(child) : child);
    });
    return element;
  };

  cb.button = function (text, css, act) {
    const button = cb.element('button', css, [text]);
    button.type = 'button';
    button.addEventListener('click', act);
    return button;
  };

  cb.link = function (href, text) {
    const link = cb.element('a', '', [text]);
    link.href = href;
    return link;
  };

  /** The reader's day: `2026-11-22`. */
  cb.today = function () {
    const now = new Date();
    const two = function (number) { return String(number).padStart(2, '0'); };
    return now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
  };
})(window);
