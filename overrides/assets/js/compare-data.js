'use strict';
// What is known of each practice for the comparison: script files that call `cb.compare.take`. `fetch` would fail on file://.
(function (root) {
  const compare = (root.cb.compare = root.cb.compare || {});
  // Without the names that every object has: `?ids=constructor` asks for a practice of that name.
  const taken = Object.create(null);
  const asked = Object.create(null);

  compare.take = function (id, data) {
    taken[id] = data;
  };

  /** A promise of a practice's data, by any id it ever had; undefined where there is none. */
  compare.load = function (id) {
    if (id.length > 64 || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) return Promise.resolve(undefined);
    if (!asked[id]) asked[id] = request(id);
    return asked[id].then(function (data) { return data && data.moved ? compare.load(data.moved) : data; });
  };

  function request(id) {
    return new Promise(function (resolve) {
      const script = document.createElement('script');
      script.src = root.cbSearch.root + 'assets/compare/' + id + '.js';
      script.onload = script.onerror = function () {
        script.remove();
        resolve(taken[id]);
      };
      document.head.appendChild(script);
    });
  }
})(window);
