'use strict';
// The one way by which search data reaches the page: script files that call `cbSearch.take`.
// `fetch` would fail on file://, and each file is asked for once.
(function (root) {
  const cb = (root.cbSearch = root.cbSearch || {});
  const form = document.querySelector('[data-search-root]');
  let taken = {};
  let asked = {};
  let stamp = '';
  let version = '';
  cb.root = new URL((form ? form.getAttribute('data-search-root') : '.') + '/', document.baseURI).href;

  /** Take the data of a file. of: the stamp of the index that it belongs to. */
  cb.take = function (name, data, of) {
    if (stamp && of !== stamp) cb.isMixed = true;
    stamp = of;
    taken[name] = data;
  };

  /** A browser that kept files of an older index has mixed them with new ones: forget all, and pass by what it kept. */
  cb.forget = function () {
    taken = {};
    asked = {};
    stamp = '';
    cb.isMixed = false;
    version = '?v=' + Date.now();
  };

  /** The data of a file if it is here already, else undefined. */
  cb.have = function (name) {
    return taken[name];
  };

  /** A promise of the data of a file below assets/search/. */
  cb.load = function (name) {
    if (!asked[name]) asked[name] = request(name);
    return asked[name];
  };

  function request(name) {
    // Once a file has told of which index it is, the others can be kept by it.
    return run('assets/search/' + name + '.js' + (version || (stamp ? '?v=' + stamp : ''))).then(function () { return taken[name]; }, function (error) {
      delete asked[name];
      throw error;
    });
  }

  /** A promise that one of our own scripts has run; for those that most visits do not need. */
  cb.loadScript = function (name) {
    const key = 'script ' + name;
    if (!asked[key]) asked[key] = run('assets/js/' + name + '.js');
    return asked[key];
  };

  function run(path) {
    return new Promise(function (resolve, reject) {
      const script = document.createElement('script');
      script.src = cb.root + path;
      script.onload = function () {
        script.remove();
        resolve();
      };
      script.onerror = function () {
        script.remove();
        reject(new Error(path));
      };
      document.head.appendChild(script);
    });
  }

  /** An address within the site; copies opened from disk need the file's name. */
  cb.address = function (path) {
    const offline = document.documentElement.dataset.offline !== undefined;
    return cb.root + (offline ? path.replace(/\/(?=$|[?#])/, '/index.html') : path);
  };
})(window);
