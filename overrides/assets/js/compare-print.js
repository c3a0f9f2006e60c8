'use strict';
// One sheet: the letters of the printed comparison get as small as they must, but never smaller than can be read.
(function (root) {
  const compare = (root.cb.compare = root.cb.compare || {});
  const POINTS = [10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6];
  // A4 on its side within its margins, less the heading.
  const HEIGHT = 187 * 96 / 25.4;
  const paper = document.querySelector('link[data-cb-paper]');

  function measure(part) {
    const media = paper.media;
    paper.media = 'all';
    part.classList.add('cb-compare-measured');
    POINTS.some(function (points) {
      part.style.setProperty('--cb-paper', points + 'pt');
      return part.getBoundingClientRect().height <= HEIGHT;
    });
    part.classList.remove('cb-compare-measured');
    paper.media = media;
  }

  /** Choose the largest letters with which a part of the page fits on a sheet of A4 paper. */
  compare.fitPaper = function (part) {
    if (!paper) return;
    if (paper.sheet) measure(part);
    else paper.addEventListener('load', function () { measure(part); }, { once: true });
  };
})(window);
