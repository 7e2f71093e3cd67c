"""`planctl init`: from an empty folder to a repository that works, through the real executable."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from planctl.adoption.origin import own_origin
from planctl.source.reader import parse
from tests.conftest import SOURCES, TODAY, Planctl
from tests.repositories import commit_all, git

AROUND = {
    ".editorconfig", ".gitattributes", ".gitignore", ".pre-commit-config.yaml", ".vscode/extensions.json", ".vscode/settings.json",
    "README.md", *(f"schemas/{kind}.schema.json" for kind in ("import-profile", "organisation", "outcomes", "plan")),
}  # fmt: skip
ADDRESS = "https://github.com/example/planctl@v1"
CI_FILES = [
    ("github", ".github/workflows/planctl.yml", "vendor.github-workflows"),
    ("gitlab", ".gitlab-ci.yml", "vendor.gitlab-ci"),
]
NAMES = [
    'Ånge: "kommun" #1',
    "Lindsjö kommun",
    "no",
    "2024",
    "- [x]",
    "`rm` <b> & *",
    "'",
    "null",
    "a\\b",
    "{{name}}",
    "Åre & Östersund: {x}",
]


def is_as_the_service_takes_it(path: Path, schema: str) -> bool:
    """Whether a file of CI is what the service's own schema wants."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def files(folder: Path) -> set[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {path for path in found if not path.startswith((".git/", ".planctl/"))}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_empty_folder_becomes_a_repository_that_works(language: str, tmp_path: Path, planctl: Planctl) -> None:
    """The whole way: init, units, plans, outcomes, check, status, commit."""
    folder = tmp_path / "Lindsjö kommuns planer"
    begun = planctl("init", folder, "--language", language, "--name", "Lindsjö kommun", "--unit", "Stab", cwd=tmp_path)
    assert begun.code == 0, begun.err
    assert files(folder) == AROUND | {"plans/organisation.yaml", "plans/stab/plan.yaml", "plans/stab/outcomes-2026.yaml"}
    for command in (
        ("check",),
        ("status",),
        ("new", "unit", "ekonomi", "--title", 'Ekonomi: "x" #2', "--under", "stab", "--head", "Ekonomichef"),
        ("new", "plan", "ekonomi"),
        ("new", "outcomes", "ekonomi"),
        ("new", "plan", "stab", "--years", "2029-2031"),
        ("check",),
    ):
        done = planctl(*command, cwd=folder)
        assert done.code == 0, (command, done)
    commit_all(folder, "Första planen")
    assert git(folder, "status", "--porcelain") == ""
    assert "plans/ekonomi/outcomes-2026.yaml" in git(folder, "-c", "core.quotePath=false", "ls-files")
    assert git(folder, "check-attr", "merge", "plans/stab/plan.yaml").endswith("merge: planctl")


def test_the_texts_are_in_the_language(tmp_path: Path, planctl: Planctl) -> None:
    planctl("init", "a", "--language", "sv", cwd=tmp_path)
    planctl("--lang", "en", "init", "b", cwd=tmp_path)
    assert "planer och uppföljning" in (tmp_path / "a/README.md").read_text(encoding="utf-8")
    assert "plans and follow-up" in (tmp_path / "b/README.md").read_text(encoding="utf-8")
    assert "language: en\n" in (tmp_path / "b/plans/organisation.yaml").read_text(encoding="utf-8")


def test_twice_changes_nothing(tmp_path: Path, planctl: Planctl) -> None:
    planctl("init", "--name", "A", cwd=tmp_path)
    before = {path: (tmp_path / path).read_bytes() for path in files(tmp_path)}
    again = planctl("init", "--name", "B", "--unit", "Annan", cwd=tmp_path)
    assert again.code == 0, again.err
    assert {path: (tmp_path / path).read_bytes() for path in files(tmp_path)} == before
    assert again.err.count("README.md") == 1
    assert "skrev " not in again.err


def test_what_is_there_is_left_alone_and_the_rest_written(tmp_path: Path, planctl: Planctl) -> None:
    (tmp_path / "README.md").write_text("Vår egen\n", encoding="utf-8")
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode/settings.json").write_text("{}\n", encoding="utf-8")
    (tmp_path / ".gitattributes").symlink_to("nowhere")
    (tmp_path / "docker-compose.yaml").write_text("services: {}\n", encoding="utf-8")
    done = planctl("init", cwd=tmp_path)
    assert done.code == 0, done.err
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "Vår egen\n"
    assert (tmp_path / ".vscode/settings.json").read_text(encoding="utf-8") == "{}\n"
    assert (tmp_path / ".gitattributes").is_symlink()
    assert (tmp_path / ".vscode/extensions.json").is_file()
    assert planctl("check", cwd=tmp_path).code == 0


def test_a_workspace_that_is_there_gets_all_around_it(tmp_path: Path, planctl: Planctl) -> None:
    (tmp_path / "vår plan").mkdir()
    organisation = "kind: organisation\nformat: 1\nid: a\nname: Ängelholms kommun\nlanguage: sv\n"
    (tmp_path / "vår plan/organisation.yaml").write_text(organisation, encoding="utf-8")
    done = planctl("init", "--ci", "github", "--planctl", ADDRESS, cwd=tmp_path)
    assert done.code == 0, done.err
    assert files(tmp_path) == AROUND | {"vår plan/organisation.yaml", ".github/workflows/planctl.yml"}
    assert "# Ängelholms kommun" in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "path: vår plan\n" in (tmp_path / ".github/workflows/planctl.yml").read_text(encoding="utf-8")
    (tmp_path / "vår plan/plan.yaml").touch()
    assert git(tmp_path, "check-attr", "merge", "vår plan/plan.yaml").endswith("merge: planctl")


@pytest.mark.parametrize("name", NAMES)
def test_any_name_makes_files_that_are_read(name: str, tmp_path: Path, planctl: Planctl) -> None:
    done = planctl("init", "--name", name, "--unit", name, "--head", name, "--no-git", "--language", "sv", cwd=tmp_path)
    assert done.code == 0, done.err
    checked = planctl("check", "--format", "json", cwd=tmp_path)
    assert checked.code == 0, checked.out
    organisation = tmp_path / "plans/organisation.yaml"
    assert parse(organisation.read_bytes(), organisation, "x").data["name"] == name
    json.loads((tmp_path / ".vscode/settings.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--name", " "], "--name"),
        (["--name", "A\nB"], "--name"),
        (["--unit", "A\tB"], "--unit"),
        (["--id", "Åre kommun"], "are"),
        (["--language", "de"], "--language"),
        (["--municipality-code", "22"], "22"),
        (["--years", "sedan"], "sedan"),
        (["--ci", "jenkins"], "--ci"),
        (["--planctl", "ftp://x"], "ftp://x"),
        (["--planctl", "https://example.com/a/b@$(x)"], "https://example.com"),
        (["fil"], "fil"),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_made(arguments: list[str], said: str, tmp_path: Path, planctl: Planctl) -> None:
    (tmp_path / "fil").touch()
    done = planctl("init", *arguments, cwd=tmp_path)
    assert done.code == 2
    assert said in done.err
    assert files(tmp_path) == {"fil"}
    assert not (tmp_path / ".git").exists()


@pytest.mark.parametrize(("ci", "file", "schema"), CI_FILES)
def test_ci_without_an_address_has_a_place_to_fill_in(ci: str, file: str, schema: str, tmp_path: Path, planctl: Planctl) -> None:
    """What no one can own stands there until then, so that no stranger's program is run; hooks use the planctl that is installed."""
    if own_origin() is not None:
        pytest.skip("this copy of planctl knows where it came from")
    done = planctl("init", "--ci", ci, "--lang", "en", "--language", "en", cwd=tmp_path)
    assert done.code == 0, done.err
    last = f"to do: write in {file} where it gets planctl from, in the place of -FILL-IN-; it fails until then"
    assert done.err.splitlines()[-1] == last
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert text.startswith("# Write where planctl is to be fetched from in the place of -FILL-IN-, and take this line away.\n")
    assert "-FILL-IN-/planctl" in text.partition("\n")[2]
    assert is_as_the_service_takes_it(tmp_path / file, schema)
    assert "repo: local" in (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert "to do" not in planctl("init", "--ci", ci, "--lang", "en", cwd=tmp_path).err, "it is there already"


@pytest.mark.parametrize("inside", [".", "personal", "ny/mapp"])
def test_inside_a_workspace_it_says_which(inside: str, workspace, planctl: Planctl) -> None:
    place = workspace({"personal/plan.yaml": "kind: plan\nunit: personal\nperiod: 2026\n"})
    before = files(place)
    done = planctl("init", place / inside, cwd=place.parent)
    assert done.code == 2
    assert place.name in done.err
    assert files(place) == before


def test_a_folder_called_plans_that_is_no_workspace(tmp_path: Path, planctl: Planctl) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/other.yaml").write_text("a: 1\n", encoding="utf-8")
    done = planctl("init", cwd=tmp_path)
    assert (done.code, files(tmp_path)) == (2, {"plans/other.yaml"})


def test_a_fault_leaves_nothing_behind(tmp_path: Path, planctl: Planctl) -> None:
    """Where a file stands in the way of a folder, all of it is undone."""
    (tmp_path / "schemas").write_text("", encoding="utf-8")
    done = planctl("init", cwd=tmp_path)
    assert done.code == 2
    assert "schemas" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["schemas"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everyone may write everywhere here")
def test_a_folder_without_the_right_to_write(tmp_path: Path, planctl: Planctl) -> None:
    (tmp_path / "x").mkdir(mode=0o500)
    done = planctl("init", "x", cwd=tmp_path)
    assert done.code == 2
    assert list((tmp_path / "x").iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="/proc is where nobody can make a folder, not even root")
def test_a_place_where_no_folder_can_be_made(planctl: Planctl) -> None:
    done = planctl("init", "/proc/planctl", "--no-git")
    assert done.code == 2
    assert "/proc/planctl" in done.err


def test_below_the_top_of_a_repository_there_are_no_hooks(tmp_path: Path, planctl: Planctl) -> None:
    git(tmp_path, "init", "-q")
    done = planctl("init", "styrning", "--planctl", ADDRESS, cwd=tmp_path)
    assert done.code == 0, done.err
    assert not (tmp_path / "styrning/.git").exists()
    assert not (tmp_path / "styrning/.pre-commit-config.yaml").exists()
    assert not (tmp_path / "styrning/.github").exists()


def test_git_variables_of_a_hook_lead_nowhere(tmp_path: Path, planctl: Planctl) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    done = planctl("init", "x", cwd=tmp_path, env={"GIT_DIR": str(other / ".git"), "GIT_WORK_TREE": str(other)})
    assert done.code == 0, done.err
    assert (tmp_path / "x/.git").is_dir()


def test_without_git(tmp_path: Path, planctl: Planctl) -> None:
    assert planctl("init", "x", "--no-git", cwd=tmp_path, env={"PATH": ""}).code == 0
    done = planctl("init", "y", cwd=tmp_path, env={"PATH": ""})
    assert done.code == 2
    assert not (tmp_path / "y").exists()


# --- editors and CI ---


def test_the_line_for_editors_leads_to_the_schema(tmp_path: Path, planctl: Planctl) -> None:
    planctl("init", "--unit", "Stab", cwd=tmp_path)
    for command in (("new", "unit", "b", "--title", "B"), ("new", "plan", "b"), ("new", "outcomes", "b"), ("new", "plan", "stab")):
        assert planctl(*command, cwd=tmp_path).code == 0
    written = sorted((tmp_path / "plans").rglob("*.yaml"))
    assert len(written) == 6
    for path in written:
        line = path.read_text(encoding="utf-8").splitlines()[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
        assert match, (path, line)
        kind = re.search(r"^kind: (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert kind
        assert (path.parent / match[1]).resolve() == (tmp_path / f"schemas/{kind[1]}.schema.json").resolve()
        assert (path.parent / match[1]).is_file()


def test_the_settings_of_editors_name_files_that_are_there(tmp_path: Path, planctl: Planctl) -> None:
    planctl("init", cwd=tmp_path)
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text(encoding="utf-8"))
    for schema, pattern in settings["yaml.schemas"].items():
        assert (tmp_path / schema).is_file()
        assert list(tmp_path.glob(pattern)), pattern


@pytest.mark.parametrize(("ci", "file", "schema"), CI_FILES)
def test_ci_is_what_the_service_takes(ci: str, file: str, schema: str, tmp_path: Path, planctl: Planctl) -> None:
    assert planctl("init", "--ci", ci, "--planctl", ADDRESS, cwd=tmp_path).code == 0
    assert is_as_the_service_takes_it(tmp_path / file, schema)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert "example/planctl" in text
    assert "FILL-IN" not in text


def test_hooks_are_those_of_planctl(tmp_path: Path, planctl: Planctl) -> None:
    planctl("init", "own", cwd=tmp_path)
    planctl("init", "known", "--planctl", ADDRESS, "--ci", "none", cwd=tmp_path)
    assert "entry: planctl check" in (tmp_path / "own/.pre-commit-config.yaml").read_text(encoding="utf-8")
    known = (tmp_path / "known/.pre-commit-config.yaml").read_text(encoding="utf-8")
    assert "repo: https://github.com/example/planctl\n    rev: v1\n" in known
    offered = (SOURCES.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert all(f"id: {hook}" in text for hook in ("planctl-check", "planctl-fmt") for text in (known, offered))


# --- a terminal ---


def on_terminal(arguments: list[str], answers: list[str], cwd: Path) -> tuple[int, str]:
    """Runs planctl on a pseudo-terminal: each answer is given when a question stands there."""
    import pty

    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCES), "SOURCE_DATE_EPOCH": TODAY, "HOME": str(cwd), "TERM": "dumb"}
    child, master = pty.fork()
    if child == 0:
        os.chdir(cwd)
        os.execve(sys.executable, [sys.executable, "-m", "planctl", *arguments], environment | {"LC_ALL": "C.UTF-8"})
    shown, waiting, begun = b"", list(answers), time.monotonic()
    asked = 0
    while time.monotonic() - begun < 30:
        if not select.select([master], [], [], 10)[0]:
            break
        try:
            piece = os.read(master, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
        if waiting and shown[asked:].rstrip(b" ").endswith(b":"):
            os.write(master, waiting.pop(0).encode() + b"\n")
            asked = len(shown)
    _, status = os.waitpid(child, 0)
    os.close(master)
    return os.waitstatus_to_exitcode(status), shown.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
class TestOnATerminal:
    def test_it_asks_in_the_language_that_is_chosen(self, tmp_path: Path, planctl: Planctl) -> None:
        code, shown = on_terminal(["init", "x"], ["de", "sv", 'Ånge: "kommun" #1', "", "none"], tmp_path)
        assert code == 0, shown
        text = (tmp_path / "x/plans/organisation.yaml").read_text(encoding="utf-8")
        assert "language: sv\n" in text
        assert "name: 'Ånge: \"kommun\" #1'\n" in text
        assert "kommunkansliet:" in text
        assert "Organisationens namn" in shown
        assert planctl("check", "x", cwd=tmp_path).code == 0

    def test_it_asks_for_nothing_that_is_given(self, tmp_path: Path) -> None:
        options = ["--language", "en", "--name", "A", "--unit", "B", "--ci", "none"]
        code, shown = on_terminal(["init", "x", *options], [], tmp_path)
        assert code == 0, shown

    def test_ci_asks_for_an_address(self, tmp_path: Path) -> None:
        options = ["--language", "en", "--name", "A", "--unit", "B", "--planctl", ADDRESS]
        code, shown = on_terminal(["init", "x", *options], ["github"], tmp_path)
        assert code == 0, shown
        assert (tmp_path / "x/.github/workflows/planctl.yml").is_file()

    def test_an_address_is_asked_for_until_it_is_one(self, tmp_path: Path) -> None:
        if own_origin() is not None:
            pytest.skip("this copy of planctl knows where it came from")
        code, shown = on_terminal(
            ["init", "x", "--language", "en", "--name", "A", "--unit", "B"], ["github", "somewhere", ADDRESS], tmp_path
        )
        assert code == 0, shown
        assert "uses: example/planctl@v1" in (tmp_path / "x/.github/workflows/planctl.yml").read_text(encoding="utf-8")

    def test_an_address_may_be_filled_in_later(self, tmp_path: Path) -> None:
        if own_origin() is not None:
            pytest.skip("this copy of planctl knows where it came from")
        code, shown = on_terminal(["init", "x", "--language", "sv", "--name", "A", "--unit", "B"], ["github", ""], tmp_path)
        assert code == 0, shown
        assert '"-FILL-IN-/planctl@' in (tmp_path / "x/.github/workflows/planctl.yml").read_text(encoding="utf-8")
        assert "att göra: skriv i x/.github/workflows/planctl.yml" in shown

    def test_a_new_unit_is_asked_for_its_name(self, tmp_path: Path, planctl: Planctl) -> None:
        planctl("init", "--language", "en", cwd=tmp_path)
        code, shown = on_terminal(["new", "unit", "finance"], ["Finance"], tmp_path)
        assert code == 0, shown
        assert "title: Finance\n" in (tmp_path / "plans/organisation.yaml").read_text(encoding="utf-8")

    def test_leaving_makes_nothing(self, tmp_path: Path) -> None:
        code, _ = on_terminal(["init", "x"], ["\x03"], tmp_path)
        assert code == 130
        assert not (tmp_path / "x").exists()
