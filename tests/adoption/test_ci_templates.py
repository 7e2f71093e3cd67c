"""The templates for CI: taken by the services' schemas, and their steps run for real against a repository and a server on this machine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from planctl.adoption.comment import MOST, assembled, mark_of
from tests.conftest import SOURCES, TODAY
from tests.repositories import commit_all, git
from tests.workspaces import outcomes, plan_with_kpi, write_workspace

ROOT = SOURCES.parent
KPI = 'title: Nöjda\nunit: "%"\ndecimals: 0\nscale: 0–100\ntarget: "≥ 90"\nthresholds: {red: "< 80", yellow: 80–89, green: "≥ 90"}\n'
FOLDER = "våra planer"
pytestmark = pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="the steps are for bash")


@pytest.mark.parametrize(("file", "schema"), [("action.yml", "vendor.github-actions"), ("ci/gitlab.yml", "vendor.gitlab-ci")])
def test_the_services_take_them(file: str, schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(ROOT / file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_hooks_say_what_pre_commit_needs() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["planctl-check", "planctl-fmt"]
    assert all({"id", "name", "entry", "language", "files"} <= set(hook) for hook in hooks)
    assert not any(hook["pass_filenames"] for hook in hooks)


def test_hooks_that_init_writes_are_the_same_with_the_planctl_that_is_installed() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (own,) = yaml.safe_load((SOURCES / "planctl/adoption/files/common/pre-commit-local.yaml").read_text(encoding="utf-8"))["repos"]
    described = {"description", "language"}
    assert [{**hook, "language": "system"} for hook in own["hooks"]] == own["hooks"]
    assert [{key: hook[key] for key in hook.keys() - described} for hook in hooks] == [
        {key: hook[key] for key in hook.keys() - described} for hook in own["hooks"]
    ]


def test_no_input_reaches_the_shell_but_by_a_variable() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    assert len(scripts) == 2
    assert all("${{" not in script and script.startswith("set -euo pipefail\n") for script in scripts)


# --- a server that keeps comments ---


class Server:
    """Keeps the comments of one pull request, as GitHub and GitLab do, and what was asked of it."""

    def __init__(self) -> None:
        self.comments: list[dict[str, Any]] = []
        self.asked: list[tuple[str, str]] = []
        self.tokens: set[str | None] = set()
        self.refuses = ""
        self.hangs_up = False
        self.refuses_to_change: set[int] = set()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def _answer(self, code: int, said: Any) -> None:
                body = json.dumps(said).encode()
                self.send_response(code)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def _handle(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                said = json.loads(self.rfile.read(length)) if length else None
                address = urlsplit(self.path)
                owner.asked.append((self.command, address.path))
                owner.tokens.add(self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN"))
                if owner.hangs_up:
                    self.close_connection = True
                    return
                self._answer(*owner.answer(self.command, address.path, parse_qs(address.query), said))

            do_GET = do_POST = do_PATCH = do_PUT = _handle  # noqa: N815

            def log_message(self, *arguments: object) -> None:
                """Nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"

    def answer(self, method: str, path: str, query: dict[str, list[str]], said: Any) -> tuple[int, Any]:
        if method in self.refuses.split():
            return 403, {"message": "Resource not accessible by integration"}
        if method == "GET":
            page, size = int(query["page"][0]), int(query["per_page"][0])
            return 200, self.comments[(page - 1) * size : page * size]
        if method == "POST":
            self.comments.append({"id": len(self.comments) + 1, **said})
            return 201, self.comments[-1]
        number = int(path.rpartition("/")[2])
        if number in self.refuses_to_change:
            return 403, {}
        self.comments[number - 1] |= said
        return 200, self.comments[number - 1]


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.http.shutdown()
    made.http.server_close()
    thread.join()


# --- a repository with a change ---


def commit(folder: Path, files: dict[str, str], said: str) -> None:
    write_workspace(folder / FOLDER, files)
    commit_all(folder, said)


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """main has gone on since the branch lowered a target; `merged` is what GitHub checks out of a pull request."""
    folder = tmp_path / "origin å"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    first = plan_with_kpi(KPI.partition("\n")[2])
    commit(
        folder, {"personal/plan.yaml": first, "personal/outcomes-2026.yaml": outcomes("kpis:\n  k:\n    year: {forecast: 87}\n")}, "Första"
    )
    git(folder, "checkout", "-qb", "sänkt-mål")
    lowered = first.replace('"≥ 90"', '"≥ 85"').replace("80–89", "80–84")
    commit(folder, {"personal/plan.yaml": lowered}, "Sänk målet")
    git(folder, "checkout", "-q", "main")
    (folder / "README.md").write_text("Annat\n", encoding="utf-8")
    commit_all(folder, "Annat")
    git(folder, "checkout", "-q", "--detach")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge", "sänkt-mål")
    git(folder, "update-ref", "refs/pull/7/merge", "HEAD")
    git(folder, "checkout", "-q", "main")
    return folder


def checkout(origin: Path, to: Path, depth: int) -> Path:
    """What actions/checkout leaves: the merge, detached, with no more of the history than it was told to."""
    to.mkdir()
    git(to, "init", "-q")
    git(to, "remote", "add", "origin", origin.resolve().as_uri())
    more = ["--depth", str(depth)] if depth else []
    git(to, "fetch", "-q", "--no-tags", *more, "origin", "+refs/pull/7/merge:refs/remotes/pull/7/merge")
    git(to, "checkout", "-q", "--detach", "refs/remotes/pull/7/merge")
    return to


def run(script: str, folder: Path, settings: dict[str, str], tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """A step of a template, in bash."""
    commands = tmp_path / "bin"
    commands.mkdir(exist_ok=True)
    for name, arguments in (("planctl", "-P -m planctl"), ("python", "")):
        (commands / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n', encoding="utf-8")
        (commands / name).chmod(0o755)
    environment = {
        "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(SOURCES), "SOURCE_DATE_EPOCH": TODAY,
        "HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "TMPDIR": str(tmp_path), "NO_PROXY": "*", "GIT_ALLOW_PROTOCOL": "file",
    }  # fmt: skip
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=environment | settings, capture_output=True, text=True, check=False, timeout=60)


def github_step() -> str:
    return str(yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"][-1]["run"])


def on_github(folder: Path, server: Server, tmp_path: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"pull_request": {"number": 7}}), encoding="utf-8")
    given = {
        "PLANCTL_PATH": FOLDER, "PLANCTL_FAIL_ON": "", "PLANCTL_COMMENT": "true", "PLANCTL_TOKEN": "hemlig", "GITHUB_BASE_REF": "main",
        "GITHUB_EVENT_PATH": str(event), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"), "GITHUB_REPOSITORY": "exempel/planer",
        "GITHUB_API_URL": server.address,
    }  # fmt: skip
    return run(github_step(), folder, given | settings, tmp_path)


@pytest.mark.parametrize("depth", [0, 1], ids=["whole", "shallow"])
def test_github_writes_one_comment_and_brings_it_up_to_date(depth: int, origin: Path, server: Server, tmp_path: Path) -> None:
    folder = checkout(origin, tmp_path / "arbets yta", depth)
    server.comments = [{"id": 1, "body": "Bra!"}]
    for said in ("written", "updated"):
        done = on_github(folder, server, tmp_path)
        assert done.returncode == 0, done.stderr + done.stdout
        assert f"comment {said}" in done.stdout
    assert len(server.comments) == 2
    body = server.comments[1]["body"]
    assert body.startswith(mark_of(FOLDER) + "\n")
    assert "85" in body
    assert "90" in body
    assert "Annat" not in body
    assert body in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert server.tokens == {"Bearer hemlig"}
    assert {path for _, path in server.asked} == {"/repos/exempel/planer/issues/7/comments", "/repos/exempel/planer/issues/comments/2"}
    assert git(folder, "status", "--porcelain") == ""


def test_github_fails_on_what_it_was_told_to_and_comments_all_the_same(origin: Path, server: Server, tmp_path: Path) -> None:
    folder = checkout(origin, tmp_path / "w", 0)
    assert on_github(folder, server, tmp_path, PLANCTL_FAIL_ON="lowered").returncode == 1
    assert len(server.comments) == 1
    assert on_github(folder, server, tmp_path, PLANCTL_FAIL_ON="removed", PLANCTL_COMMENT="false").returncode == 0
    assert len(server.comments) == 1


def test_github_fails_on_findings_and_comments_all_the_same(origin: Path, server: Server, tmp_path: Path) -> None:
    folder = checkout(origin, tmp_path / "w", 0)
    plan = folder / FOLDER / "personal/plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + "misson: Vi\n", encoding="utf-8")
    done = on_github(folder, server, tmp_path)
    assert done.returncode == 1
    assert "::error file=v" in done.stdout
    assert "misson" in server.comments[0]["body"]


def test_github_goes_on_where_the_token_may_only_read(origin: Path, server: Server, tmp_path: Path) -> None:
    server.refuses = "POST"
    done = on_github(checkout(origin, tmp_path / "w", 0), server, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "::warning::the comment could not be written: HTTP Error 403" in done.stdout
    assert "hemlig" not in done.stdout + done.stderr


def test_github_goes_on_where_the_server_hangs_up(origin: Path, server: Server, tmp_path: Path) -> None:
    server.hangs_up = True
    done = on_github(checkout(origin, tmp_path / "w", 0), server, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "::warning::the comment could not be written: " in done.stdout


def test_no_module_of_the_repository_is_run(origin: Path, server: Server, tmp_path: Path) -> None:
    """A pull request may add any file, and the job holds a token."""
    folder = checkout(origin, tmp_path / "w", 0)
    for module in ("json.py", "planctl.py"):
        (folder / module).write_text("raise SystemExit(9)\n", encoding="utf-8")
    done = on_github(folder, server, tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(server.comments) == 1


def test_github_does_with_what_is_there_where_nothing_can_be_fetched(origin: Path, server: Server, tmp_path: Path) -> None:
    """As without the credentials of the checkout."""
    folder = checkout(origin, tmp_path / "w", 0)
    git(folder, "remote", "set-url", "origin", (tmp_path / "nowhere").as_uri())
    lacking = on_github(folder, server, tmp_path)
    assert (lacking.returncode, server.comments) == (2, [])
    assert "planctl: there is no revision refs/remotes/origin/main" in lacking.stderr
    git(folder, "fetch", "-q", origin.resolve().as_uri(), "+refs/heads/main:refs/remotes/origin/main")
    done = on_github(folder, server, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "planctl: git fetch has failed" in done.stderr
    assert "85" in server.comments[0]["body"]


def test_github_checks_a_push_without_commenting(origin: Path, server: Server, tmp_path: Path) -> None:
    done = on_github(origin, server, tmp_path, GITHUB_BASE_REF="")
    assert (done.returncode, server.asked) == (0, []), done.stderr


def test_a_path_that_is_none_ends_the_job(origin: Path, server: Server, tmp_path: Path) -> None:
    for path in ("saknas", "-x", "$(touch x)"):
        assert on_github(origin, server, tmp_path, PLANCTL_PATH=path).returncode == 2
    assert not (origin / "x").exists()


def test_a_comment_that_someone_has_copied_is_left(origin: Path, server: Server, tmp_path: Path) -> None:
    server.comments = [{"id": 1, "body": mark_of(FOLDER)}, *({"id": n, "body": None} for n in range(2, 120))]
    server.refuses_to_change = {1}
    assert on_github(checkout(origin, tmp_path / "w", 0), server, tmp_path).returncode == 0
    assert len(server.comments) == 120


def on_gitlab(folder: Path, server: Server, tmp_path: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    (script,) = yaml.safe_load((ROOT / "ci/gitlab.yml").read_text(encoding="utf-8"))["planctl"]["script"]
    given = {
        "PLANCTL_PATH": FOLDER, "PLANCTL_FAIL_ON": "", "PLANCTL_GITLAB_TOKEN": "hemlig", "CI_API_V4_URL": server.address,
        "CI_PROJECT_ID": "42", "CI_MERGE_REQUEST_PROJECT_ID": "42", "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(folder, "rev-list", "-1", "HEAD"),
    }  # fmt: skip
    return run(script, folder, given | settings, tmp_path)


@pytest.mark.parametrize("depth", [0, 1], ids=["whole", "shallow"])
def test_gitlab_writes_one_note_and_brings_it_up_to_date(depth: int, origin: Path, server: Server, tmp_path: Path) -> None:
    folder = checkout(origin, tmp_path / "w", depth)
    for _ in range(2):
        done = on_gitlab(folder, server, tmp_path)
        assert done.returncode == 0, done.stderr + done.stdout
    assert len(server.comments) == 1
    assert "85" in server.comments[0]["body"]
    assert server.tokens == {"hemlig"}
    assert {path for _, path in server.asked} == {"/projects/42/merge_requests/7/notes", "/projects/42/merge_requests/7/notes/1"}
    assert isinstance(json.loads((folder / "planctl-codequality.json").read_text(encoding="utf-8")), list)
    assert (folder / "planctl-junit.xml").read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize("token", ["hemlig", ""], ids=["with a token", "without"])
def test_gitlab_in_a_fork_without_the_target_branch(token: str, origin: Path, server: Server, tmp_path: Path) -> None:
    fork = tmp_path / "fork"
    git(tmp_path, "clone", "-q", "--single-branch", "--branch", "sänkt-mål", origin.resolve().as_uri(), str(fork))
    git(fork, "remote", "set-url", "origin", fork.resolve().as_uri())
    left = git(origin, "merge-base", "main", "sänkt-mål")
    settings = {"PLANCTL_GITLAB_TOKEN": token, "CI_PROJECT_ID": "43", "CI_MERGE_REQUEST_DIFF_BASE_SHA": left}
    done = on_gitlab(fork, server, tmp_path, **settings)
    assert done.returncode == 0, done.stderr + done.stdout
    assert "85" in done.stdout
    assert {path for _, path in server.asked} == ({"/projects/42/merge_requests/7/notes"} if token else set())
    assert ("PLANCTL_GITLAB_TOKEN is not set" in done.stdout) is not bool(token)


def test_gitlab_fails_on_findings_and_on_what_it_was_told_to(origin: Path, server: Server, tmp_path: Path) -> None:
    folder = checkout(origin, tmp_path / "w", 0)
    assert on_gitlab(folder, server, tmp_path, PLANCTL_FAIL_ON="lowered").returncode == 1
    plan = folder / FOLDER / "personal/plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + "misson: Vi\n", encoding="utf-8")
    assert on_gitlab(folder, server, tmp_path).returncode == 1
    assert "misson" in server.comments[0]["body"]
    assert "misson" in (folder / "planctl-codequality.json").read_text(encoding="utf-8")


# --- what a comment is ---


def test_findings_can_not_leave_their_block() -> None:
    body = assembled("plans", "# Ändring", "a\n````\n# b\n```")
    assert body == "<!-- planctl plans -->\n\n# Ändring\n\n`````text\na\n````\n# b\n```\n`````\n"


def test_the_mark_can_not_be_ended_by_a_path() -> None:
    assert mark_of("a --> <b>") == "<!-- planctl a%20--%3E%20%3Cb%3E -->"


def test_a_long_comment_is_cut_with_its_block_closed(server: Server) -> None:
    from planctl.adoption.comment_api import Api, posted

    api = Api(f"{server.address}/comments", lambda one: f"{server.address}/comments/{one}", {}, "PATCH")
    assert posted(api, "m", assembled("p", "x", "å" * MOST * 2)) == "written"
    body = server.comments[0]["body"]
    assert len(body) < MOST + 200
    assert body.count("\n```") == 2


@pytest.mark.parametrize("words", [(), ("nope",), ("github", "gitlab")])
def test_a_job_for_no_service_says_which_there_are(words: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-P", "-m", "planctl.adoption.job", *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "planctl: name the service: github or gitlab\n")
