/* QR codes made in the browser: for single figures, and for whole pages where the site knows no public address. */
(function () {
  'use strict';
  var cb = window.cb;
  var SVG = 'http://www.w3.org/2000/svg';
  var QUIET_ZONE = 4;
  var ENGINE = '../vendor/qrcode-generator/qrcode.js';
  var here = document.currentScript.src;
  var asked = null;

  // Only readers who want a code wait for the engine (12 KB).
  function engine() {
    if (!asked) {
      asked = new Promise(function (resolve, reject) {
        var script = document.createElement('script');
        script.src = new URL(ENGINE, here).href;
        script.onload = function () { resolve(window.qrcode); };
        script.onerror = function () { asked = null; reject(new Error(script.src)); };
        document.head.appendChild(script);
      });
    }
    return asked;
  }

  function part(name, attributes) {
    var element = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    return element;
  }

  function modules(code) {
    var count = code.getModuleCount();
    var path = '';
    for (var row = 0; row < count; row += 1) {
      for (var column = 0; column < count; column += 1) {
        if (code.isDark(row, column)) { path += 'M' + (column + QUIET_ZONE) + ' ' + (row + QUIET_ZONE) + 'h1v1h-1z'; }
      }
    }
    return path;
  }

  /** A promise of an SVG that holds an address; black on white in every colour scheme. */
  cb.qrCode = function (address) {
    return engine().then(function (qrcode) {
      var code = qrcode(0, 'M');
      code.addData(address);
      code.make();
      var size = code.getModuleCount() + 2 * QUIET_ZONE;
      var svg = part('svg', { viewBox: '0 0 ' + size + ' ' + size, 'shape-rendering': 'crispEdges' });
      svg.appendChild(part('path', { fill: '#fff', d: 'M0 0h' + size + 'v' + size + 'H0z' }));
      svg.appendChild(part('path', { fill: '#000', d: modules(code) }));
      return svg;
    });
  };
}());
