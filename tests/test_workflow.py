"""A contribution is checked with our own program; nothing of it is used but its records."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from casebook.checks.contribution import check_contribution, summary
from casebook.commands.cli import main
from casebook.errors import Stopped
from checkouts import write
from kit import BASE, RECORD, ROOT, laid_over
from workflows import WORKFLOWS, Request, workflow, workflow_of

PUBLISHING = ROOT / "docs" / "about" / "publishing" / "index.md"
HACKED = "import pathlib\npathlib.Path('hacked').write_text('x')\n"
UNTRUSTED = re.compile(r"\$\{\{")


def checkouts() -> list[dict[str, str | int | bool]]:
    return [step.given for step in workflow("check.yml").steps if step.uses.startswith("actions/checkout@")]


@pytest.mark.parametrize("path", sorted(WORKFLOWS.glob("*.yml")), ids=lambda path: path.name)
def test_no_workflow_puts_an_expression_into_a_shell(path: Path) -> None:
    runs = [step.run for step in workflow(path.name).steps if step.run]
    assert runs
    assert [run for run in runs if UNTRUSTED.search(run)] == []


@pytest.mark.parametrize("path", [*sorted(WORKFLOWS.glob("*.yml")), PUBLISHING], ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit_and_names_its_version(path: Path) -> None:
    used = re.findall(r"uses: *(.*)", path.read_text(encoding="utf-8"))
    assert used
    assert [
        action for action in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)
    ] == []


def test_one_action_has_one_version_everywhere() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (*WORKFLOWS.glob("*.yml"), PUBLISHING)]
    used = {action for text in texts for action in re.findall(r"uses: (.*)", text)}
    assert len({action.partition("@")[0] for action in used}) == len(used)


@pytest.mark.parametrize("path", [*sorted(WORKFLOWS.glob("*.yml")), PUBLISHING], ids=lambda path: path.name)
def test_each_job_has_its_own_rights_and_an_end(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    flow = workflow_of(text.split("```yaml\n")[1].split("```")[0] if path == PUBLISHING else text)
    assert flow.permissions == {}
    for job in flow.jobs.values():
        assert job.minutes <= 45
        taken = [step for step in job.steps if step.uses.startswith("actions/checkout@")]
        assert [step.given.get("persist-credentials") for step in taken] == [False] * len(taken)
        assert not taken or "write" not in job.permissions.values()


@pytest.mark.parametrize("path", sorted(WORKFLOWS.glob("*.yml")), ids=lambda path: path.name)
def test_no_workflow_names_a_secret_or_runs_on_pull_request_target(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "pull_request_target" not in text


def test_the_check_has_a_token_that_only_reads() -> None:
    assert [job.permissions for job in workflow("check.yml").jobs.values()] == [{"contents": "read"}]
    assert workflow("check.yml").on == {"pull_request": {"branches": ["main"]}}


def test_what_may_post_takes_no_code_and_what_takes_code_may_not_post() -> None:
    answer = workflow("answer.yml")
    write, post = answer.jobs["write"], answer.jobs["post"]
    assert answer.on == {"workflow_run": {"workflows": ["检查记录"], "types": ["completed"]}}
    assert write.permissions == {"actions": "read", "contents": "read", "pull-requests": "read"}
    assert post.permissions == {"pull-requests": "write"}
    assert [step.given.get("ref", "main's") for step in write.steps if "checkout" in step.uses] == ["main's"]
    assert [step.uses.partition("@")[0] for step in post.steps] == ["actions/download-artifact", ""]


def test_the_answer_is_made_of_the_counted_report_alone() -> None:
    left = [step.given["path"] for step in workflow("check.yml").steps if "upload-artifact" in step.uses]
    assert left == ["report.json", "pages"]
    runs = "\n".join(step.run for step in workflow("answer.yml").jobs["write"].steps)
    assert runs.count("manage.py") == 1
    assert "check --answer report/report.json --summary answer.md" in runs


def test_gitlab_checks_with_the_program_of_the_target_branch() -> None:
    job = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))["检查记录"]
    assert job["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    *_, fetched, checked, shown = job["script"]
    assert "FETCH_HEAD" in fetched
    assert all(run.startswith("python3 /tmp/base/scripts/manage.py check --contribution ") for run in (checked, shown))


def test_the_program_of_the_check_is_the_base_of_the_request() -> None:
    base, contribution = checkouts()
    assert (base["path"], base["ref"]) == ("base", "${{ github.event.pull_request.base.sha }}")
    assert contribution["path"] == "contribution"
    programs = [step.run.split()[1] for step in workflow("check.yml").steps if "manage.py" in step.run]
    assert programs == ["base/scripts/manage.py"] * 2


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    return Request(tmp_path)


NEW = laid_over(RECORD, "name: 新做法\nchanges: [{date: '2026-11-28', note: 收入本库}]")


def test_a_good_record_is_thanked_for(request_: Request) -> None:
    write(request_.origin / "practices" / "guangzhou" / "xin.yml", NEW)
    request_.commit("add")
    request_.clone()
    status, said, shown = request_.run()
    assert (status, said) == (0, "")
    assert shown == (
        "## 检查结果：通过\n\n谢谢您提供记录。写法上没有错误。接着由维护的人对照原文审校，审校通过后收入。\n"
    )


def test_a_wrong_record_is_annotated_and_answered(request_: Request) -> None:
    write(request_.origin / "practices" / "guangzhou" / "xin.yml", NEW.replace("制度流程", "制度"))
    request_.commit("add")
    request_.clone()
    status, said, shown = request_.run()
    assert status == 1
    assert said == (
        "::error file=practices/guangzhou/xin.yml,line=2,col=7,title=R201 kind::"
        "没有“制度”，是否“制度流程”？ 改为：kind: 制度流程\n"
    )
    assert "## 检查结果：有 1 处要改" in shown
    assert (
        "practices/guangzhou/xin.yml:2:7 类型(kind)：没有“制度”，是否“制度流程”？改为：kind: 制度流程 [R201]" in shown
    )


def test_no_program_of_the_request_is_run(request_: Request) -> None:
    write(request_.origin / "practices" / "xin.yml", NEW)
    for name in ("scripts/manage.py", "scripts/macros.py", "scripts/environment.py", "scripts/casebook/__main__.py",
                 "scripts/casebook/checks/checking.py", "sitecustomize.py", "conftest.py"):  # fmt: skip
        write(request_.origin / name, HACKED)
    write(request_.origin / "mkdocs.yml", "hooks: [scripts/macros.py]\n")
    write(request_.origin / "overrides" / "main.html", "{{ ''.__class__ }}")
    write(request_.origin / "requirements.txt", "hacked==1\n")
    request_.commit("attack")
    request_.clone()
    status, said, shown = request_.run()
    assert (status, said) == (0, "")
    assert list(request_.folder.rglob("hacked")) == []
    assert "这次还改了记录以外的 10 个文件。自动检查没有用到它们，由维护的人审看：" in shown
    assert "\n- scripts/manage.py\n" in shown


def test_no_name_of_a_file_ends_the_block_that_it_stands_in(request_: Request) -> None:
    fence = "~" * 12
    write(request_.origin / fence, "x")
    write(request_.origin / "~~@所有人 [点我](x)", "x")
    write(request_.origin / "practices" / f"a\u2028{fence}\u2028b.yml", NEW)
    request_.commit("attack")
    request_.clone()
    _, _, shown = request_.run()
    blocks = [line for line in shown.split("\n") if line.startswith(fence)]
    assert blocks == [f"{fence}text", fence, f"{fence}text", fence]
    assert "\u2028" not in shown


def test_links_are_refused_whatever_they_point_to(request_: Request) -> None:
    secret = request_.folder / "secret.yml"
    write(secret, "name: 机密内容\n")
    practices = request_.origin / "practices"
    (practices / "xin.yml").symlink_to(secret)
    (practices / "outside").symlink_to(request_.folder)
    (practices / "_pinyin.yml").unlink()
    (practices / "_pinyin.yml").symlink_to(secret)
    request_.commit("attack")
    request_.clone()
    status, said, shown = request_.run()
    assert status == 1
    assert "机密内容" not in said + shown
    for name in ("xin.yml", "outside", "_pinyin.yml"):
        assert f"::error file=practices/{name},title=F103::这是链接或特殊文件。请放普通文件。\n" in said


def test_a_practices_folder_that_is_a_link_is_refused(request_: Request) -> None:
    elsewhere = request_.origin / "elsewhere"
    (request_.origin / "practices").rename(elsewhere)
    (request_.origin / "practices").symlink_to("elsewhere")
    request_.commit("attack")
    base = request_.clone()
    with pytest.raises(Stopped, match="没有 practices 文件夹"):
        check_contribution(base, request_.folder / "contribution")


def test_other_files_among_the_records_are_told_and_not_copied(request_: Request) -> None:
    for name in ("evil.py", ".hidden.yml", "sub/__init__.py", "_ledger.txt", "_schema.json"):
        write(request_.origin / "practices" / name, HACKED)
    request_.commit("attack")
    request_.clone()
    status, said, _ = request_.run()
    assert status == 1
    told = set(re.findall(r"file=practices/([^,]+),title=(\w+)", said))
    assert told == {("evil.py", "F101"), (".hidden.yml", "F102"), ("sub/__init__.py", "F101")}


def test_our_own_ledger_counts(request_: Request) -> None:
    (request_.origin / "practices" / "jia.yml").unlink()
    write(request_.origin / "practices" / "_ledger.txt", "")
    request_.commit("remove")
    request_.clone()
    status, said, _ = request_.run()
    assert status == 1
    assert "title=L101" in said


def test_what_a_record_says_stays_text_in_the_answer(request_: Request) -> None:
    nasty = "~~~~~~~~~~~~ @all <script>alert(1)</script> [x](http://x.cn) `a`"
    write(request_.origin / "practices" / "xin.yml", NEW.replace("制度流程", f"'{nasty}'"))
    request_.commit("attack")
    base = request_.clone()
    answer = summary(check_contribution(base, request_.folder / "contribution"))
    fences = [line for line in answer.splitlines() if re.match(r" {0,3}~{3,}", line)]
    assert fences == ["~~~~~~~~~~~~text", "~~~~~~~~~~~~"]
    inside = answer.split("~~~~~~~~~~~~text\n")[1].rsplit("\n~~~~~~~~~~~~", 1)[0]
    assert nasty in inside
    assert nasty not in answer.replace(inside, "")


def test_a_long_answer_is_cut(request_: Request) -> None:
    notes = "\n".join(f"  - 大幅提升之{number}项" for number in range(80)).replace("之", "了第").replace("项", "回")
    record = NEW + "notes:\n" + re.sub(r"\d+", lambda found: "甲" * (int(found[0]) + 1), notes) + "\n"
    write(request_.origin / "practices" / "xin.yml", record)
    request_.commit("add")
    base = request_.clone()
    answer = summary(check_contribution(base, request_.folder / "contribution"))
    assert "……还有 30 条，改好这些再看。" in answer
    assert len(answer.encode()) < 60_000


def test_the_answer_goes_where_it_is_asked_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in BASE.items():
        write(tmp_path / "theirs" / "practices" / name, text.replace("summary:", "sumary:"))
    words = [
        "check",
        "--contribution",
        str(tmp_path / "theirs"),
        "--summary",
        str(tmp_path / "a.md"),
        "--format",
        "json",
    ]
    assert main(words) == 1
    assert '"path": "practices/jia.yml"' in capsys.readouterr().out
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("## 检查结果：有 ")


def test_the_templates_of_all_platforms_ask_the_same_and_promise_what_is_there() -> None:
    text = (ROOT / ".github" / "PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    asked, _, promised = text.rstrip("\n").rpartition("\n\n")
    assert promised.startswith("提交以后会自动检查")
    for other in (".gitee/PULL_REQUEST_TEMPLATE.zh-CN.md", ".gitlab/merge_request_templates/Default.md"):
        theirs, _, promise = (ROOT / other).read_text(encoding="utf-8").rstrip("\n").rpartition("\n\n")
        assert theirs == asked
        assert "自动检查" not in promise


def test_the_forms_of_issues_are_whole() -> None:
    for path in sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml")):
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert {"name", "description", "body"} <= set(form)
        ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
        assert len(ids) == len(set(ids))


def test_the_example_of_code_owners_owns_nothing() -> None:
    lines = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []
