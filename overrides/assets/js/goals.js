/* Goals whose day has passed since the page was made. The day's own end counts: `2025` is due on 2025-12-31. */
(function () {
  'use strict';
  document.querySelectorAll('[data-due]').forEach(function (goal) {
    if (goal.dataset.due < window.cb.today()) {
      var line = goal.querySelectorAll('ul > li')[1];
      line.appendChild(window.cb.element('span', 'cb-overdue', ['期限已过，结果未见于来源。']));
    }
  });
}());
