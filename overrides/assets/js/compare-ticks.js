'use strict';
// A tick on every practice in every list, and a button on a practice's own page: what is ticked can be compared.
(function (root) {
  const compare = root.cb.compare;
  const LISTED = '.cb-cards > ul > li, .cb-names > ul > li, .cb-doings td:first-child, .cb-roles td:first-child, .cb-cases td:first-child, [data-practice]';
  const TO_A_PRACTICE = /\/practices\/([a-z0-9-]+)\/(?:index\.html)?$/;
  const main = document.querySelector('main');
  let boxes = [];

  /** The practice that a part of a list is about: {id, name}; null if it is about something else. */
  function practiceOf(part) {
    const link = part.querySelector('a[href]');
    const found = link && !link.hash && TO_A_PRACTICE.exec(link.pathname);
    return found ? { id: found[1], name: link.textContent.trim() } : null;
  }

  function onTick(event) {
    const box = event.currentTarget;
    if (!box.checked) compare.drop(box.value);
    else if (!compare.choose(box.value, box.dataset.name)) {
      box.checked = false;
      compare.sayFull();
    }
  }

  function addTick(part) {
    const practice = part.querySelector('.cb-tick') ? null : practiceOf(part);
    if (!practice) return;
    const box = root.cb.element('input', '', []);
    const label = root.cb.element('label', 'cb-tick', [box, root.cb.element('span', '', ['比较'])]);
    box.type = 'checkbox';
    box.value = practice.id;
    box.dataset.name = practice.name;
    box.checked = compare.isChosen(practice.id);
    box.setAttribute('aria-label', '比较：' + practice.name);
    box.addEventListener('change', onTick);
    label.title = '勾选后可以和别的做法并排比较';
    // Beside the name: what comes last in a part is laid out by its being last.
    const link = part.querySelector('a[href]');
    link.parentNode.insertBefore(label, link.nextSibling);
    boxes.push(box);
  }

  function addTicks(inside) {
    inside.querySelectorAll(LISTED).forEach(addTick);
  }

  function showState() {
    boxes = boxes.filter(function (box) { return document.contains(box); });
    boxes.forEach(function (box) { box.checked = compare.isChosen(box.value); });
  }

  function addButton() {
    const tools = document.querySelector('.cb-page-tools');
    const here = TO_A_PRACTICE.exec(root.location.pathname);
    // A merged or withdrawn record is not compared.
    if (!tools || !here || document.querySelector('.cb-banner')) return;
    const name = document.querySelector('h1').textContent.trim();
    const button = root.cb.button('', 'cb-compare-button', function () {
      if (compare.isChosen(here[1])) compare.drop(here[1]);
      else if (!compare.choose(here[1], name)) compare.sayFull();
    });
    const show = function () { button.textContent = compare.isChosen(here[1]) ? '已加入比较' : '加入比较'; };
    show();
    compare.whenChanged(show);
    tools.appendChild(button);
  }

  function start() {
    addTicks(main);
    addButton();
    compare.whenChanged(showState);
    // Search results come later, and again with each query.
    const results = main.querySelector('[data-search]');
    if (results) new MutationObserver(function () { addTicks(results); }).observe(results, { childList: true, subtree: true });
  }

  if (!main || document.querySelector('.cb-compare')) return;
  // After the scripts of the page's kind, which put their own buttons first.
  document.addEventListener('DOMContentLoaded', start);
})(window);
