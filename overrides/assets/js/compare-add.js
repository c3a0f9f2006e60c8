'use strict';
// Adding a practice to the comparison by typing its name, with the engine of the search box.
(function (root) {
  const compare = (root.cb.compare = root.cb.compare || {});
  const SHOWN = 6;

  const element = root.cb.element;

  /** A field with its list of proposals. add(id, name): called with the one that is chosen. */
  compare.adder = function (add) {
    const input = element('input', '', []);
    const list = element('ul', 'cb-compare-found', []);
    const said = element('p', 'cb-offscreen', []);
    let turn = 0;

    function clear() {
      turn++;
      list.textContent = '';
      said.textContent = '';
    }

    function proposal(card) {
      const button = root.cb.button(card.name, '', function () {
        input.value = '';
        clear();
        add(card.id, card.name);
        input.focus();
      });
      button.appendChild(element('span', '', [card.where]));
      return element('li', '', [button]);
    }

    function show(answer) {
      const near = root.cbSearch.nearOnes(answer.practices, 0.2).slice(0, SHOWN);
      return root.cbSearch.start().then(function (head) {
        return root.cbSearch.needCards(near.map(function (one) { return one.number; }), head);
      }).then(function () {
        const cards = near.map(function (one) { return root.cbSearch.card(one.number); })
          .filter(function (card) { return !compare.isShown(card.id); });
        list.textContent = '';
        cards.forEach(function (card) { list.appendChild(proposal(card)); });
        said.textContent = cards.length ? '找到 ' + cards.length + ' 项做法，按 Tab 键选择' : '没有找到别的做法';
      });
    }

    input.addEventListener('input', function () {
      const mine = ++turn;
      if (!input.value.trim()) { clear(); return; }
      root.cbSearch.search(input.value).then(function (answer) { if (mine === turn) return show(answer); return null; })
        .catch(function () { if (mine === turn) said.textContent = '检索数据没有加载成功，请刷新页面再试。'; });
    });
    input.addEventListener('keydown', function (event) {
      const first = list.querySelector('button');
      if (event.key === 'Escape') { input.value = ''; clear(); }
      if (event.key === 'Enter' && !event.isComposing && first) first.click();
    });
    input.type = 'text';
    input.maxLength = 100;
    input.autocomplete = 'off';
    input.placeholder = '名称、拼音或首字母';
    said.setAttribute('role', 'status');
    return element('div', 'cb-compare-add', [element('label', '', ['再加一项做法', input]), list, said]);
  };
})(window);
