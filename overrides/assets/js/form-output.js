'use strict';
// The end of the form: what is still wrong, or the files with the ways to hand them in.
(function (root) {
  const form = root.cb.form;
  const LONGEST_ADDRESS = 6000;
  const UNASKED = '按提示改好以后，再点一次。';

  /** What a problem says. */
  form.message = function (problem) {
    const model = form.have('model');
    const said = problem.said ? problem.said : problem.form ? model.forms[problem.form] : model.sayings[problem.code] || model.rules[problem.code][0];
    return said + (problem.more || '');
  };

  form.isWarning = function (problem) {
    const rule = form.have('model').rules[problem.code];
    return Boolean(problem.warns) || Boolean(rule) && rule[1] === 'warning';
  };

  /** The part with the tick, the button and what comes of it. */
  form.outputPart = function () {
    const tick = form.element('input', '', []);
    tick.type = 'checkbox';
    tick.id = 'cb-reviewed';
    tick.checked = form.state.reviewed;
    tick.addEventListener('change', function () {
      form.state.reviewed = tick.checked;
      form.changed();
    });
    const status = form.element('p', 'cb-form-status', []);
    status.setAttribute('role', 'status');
    status.tabIndex = -1;
    const result = form.element('div', 'cb-form-result', []);
    const ask = form.button('检查并生成文件', 'cb-main-button', function () {
      form.state.asked = true;
      form.changed();
      status.focus();
    });
    form.output = { status: status, result: result, shown: '' };
    return [form.element('label', 'cb-check cb-reviewed', [tick, '已履行信息发布审查，内容可以公开']), form.element('p', '', [ask]), status, result];
  };

  /** Show what stands now. */
  form.showOutput = function (problems) {
    const output = form.output;
    const wrong = problems.filter(function (problem) { return !form.isWarning(problem); });
    if (!form.state.asked) {
      output.status.textContent = '';
      output.result.textContent = '';
      output.shown = '';
      return;
    }
    if (wrong.length || !form.state.reviewed) showWrong(output, wrong);
    else showFiles(output);
  };

  function showWrong(output, wrong) {
    const unreviewed = form.state.reviewed ? [] : [form.element('li', '', ['还没有勾选“已履行信息发布审查”。'])];
    output.shown = '';
    output.status.textContent = '还有 ' + (wrong.length + unreviewed.length) + ' 处没有填好。' + UNASKED;
    output.result.textContent = '';
    output.result.appendChild(form.element('ol', 'cb-form-problems', wrong.map(wrongLine).concat(unreviewed)));
  }

  function wrongLine(problem) {
    const field = form.fieldFor(problem);
    const link = form.button(field ? field.title : problem.name, 'cb-link', function () { form.goTo(field); });
    return form.element('li', '', [link, '：' + form.message(problem)]);
  }

  function showFiles(output) {
    const files = form.files();
    const shown = JSON.stringify(files);
    output.status.textContent = files.length > 1 ? '填好了，有 ' + files.length + ' 个文件，请一起提交。' : '填好了，有一个文件。';
    if (shown === output.shown) return;
    output.shown = shown;
    output.result.textContent = '';
    files.forEach(function (file) { output.result.appendChild(fileBox(file)); });
    const how = form.element('a', '', ['怎样提交']);
    how.href = root.cbSearch.address('contribute/#submit');
    output.result.appendChild(form.element('p', 'cb-note', [form.handingWords(), '见', how, '。']));
    if (!form.have('model').repository.url) output.result.appendChild(form.handingPart(files));
  }

  function fileBox(file) {
    const copy = form.button('复制', '', function () {
      root.cb.copy(file.text, '文件 ' + file.name).then(function (done) { root.cb.mark(copy, done); });
    });
    copy.setAttribute('aria-label', '复制 ' + file.name);
    const actions = form.element('p', 'cb-file-actions', [copy, download(file)].concat(repository(file)));
    if (root.cb.hintAtDownload) root.cb.hintAtDownload(actions.querySelector('a[download]'));
    const code = form.element('code', '', [file.text]);
    const text = form.element('pre', 'cb-file-text', [code]);
    text.tabIndex = 0;
    text.setAttribute('role', 'region');
    text.setAttribute('aria-label', file.path);
    return form.element('section', 'cb-file', [form.element('h3', '', [file.path]), actions, text]);
  }

  function download(file) {
    const link = root.cb.fileLink(file.text, file.name, 'text/yaml');
    link.className = 'cb-button';
    link.setAttribute('aria-label', '下载 ' + file.name);
    return link;
  }

  /** The repository's page for a new file, filled in where the host can and the address is short enough. */
  form.newFileAddress = function (file, repository) {
    if (!/^https?:/.test(repository.url)) return null;
    const host = new URL(repository.url).hostname;
    const branch = repository.branch;
    const name = '?filename=' + encodeURIComponent(file.name);
    const value = '&value=' + encodeURIComponent(file.text);
    const ways = [[/github/, '/new/'], [/gitea|forgejo|codeberg/, '/_new/']];
    const way = ways.filter(function (one) { return one[0].test(host); })[0];
    if (!way) return { address: repository.url, filled: false };
    const start = repository.url + way[1] + branch + '/' + file.folder + name;
    return (start + value).length < LONGEST_ADDRESS ? { address: start + value, filled: true } : { address: start, filled: false };
  };

  function repository(file) {
    const there = form.newFileAddress(file, form.have('model').repository);
    if (!there) return [];
    const link = form.element('a', 'cb-button', [there.filled ? '在仓库里新建这个文件' : '复制，再到仓库里新建这个文件']);
    link.href = there.address;
    link.target = '_blank';
    link.rel = 'noopener external';
    if (!there.filled) link.addEventListener('click', function () { root.cb.copy(file.text, '文件 ' + file.name); });
    return [link];
  }
})(window);
