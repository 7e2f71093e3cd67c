"""From the operating system to a command and back: exit codes, languages, help, and what is imported when."""

from __future__ import annotations

import subprocess
import sys

import pytest

from planctl import __version__
from planctl.cli.language import language_near, take_language
from planctl.errors import PlanctlError
from tests.conftest import DATA, SOURCES, TODAY

OPTIONS = {
    "check": ("--format", "--strict", "--select", "--ignore", "--as-of"),
    "status": ("--format", "--period", "--as-of"),
    "doctor": ("--format",),
    "explain": ("--format", "--period", "--as-of"),
    "merge": ("--global",),
    "export": ("--period", "--as-of", "--output", "--excel"),
    "rule": (),
    "schema": ("--output",),
}
COMMANDS = tuple(OPTIONS)


def test_version(planctl):
    assert planctl("--version") == (0, f"planctl {__version__}\n", "")


@pytest.mark.parametrize(("language", "words"), [("sv", ("Användning:", "Kommandon")), ("en", ("Usage:", "Commands"))])
def test_help(language, words, planctl):
    run = planctl("--lang", language, "--help")
    assert (run.code, run.err) == (0, "")
    assert all(word in run.out for word in (*words, *COMMANDS, "--lang", "--version", "-C"))


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command(command, planctl):
    run = planctl(command, "-h", "--lang", "sv")
    assert (run.code, run.err) == (0, "")
    assert f"Användning: planctl {command}" in run.out
    assert all(option in run.out for option in OPTIONS[command])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["explain"], "Missing argument"),
        (["frobnicate"], "No such command 'frobnicate'"),
        (["check", "--strickt"], "No such option: --strickt"),
        (["check", "--format"], "Option '--format' requires an argument"),
        (["--lang", "de", "check"], "--lang takes one of sv, en"),
        (["check", "--lang"], "--lang takes one of sv, en"),
        (["schema", "plan", "outcomes"], "Got unexpected extra argument"),
    ],
)
def test_a_broken_call_ends_with_2(arguments, message, planctl):
    run = planctl(*arguments, cwd=DATA.parent)
    assert (run.code, run.out) == (2, "")
    assert message in run.err


def test_a_broken_call_in_swedish(planctl):
    run = planctl("--lang", "sv", "explain")
    assert run.code == 2
    assert "saknas" in run.err


def test_a_fault_in_planctl_ends_with_101(planctl, tmp_path):
    run = planctl("--lang", "en", "rule", env={"PYTHONPATH": str(broken(tmp_path))})
    assert (run.code, run.out) == (101, "")
    assert run.err.startswith("planctl failed: RuntimeError: boom. That is a fault in planctl, not in your files.")
    assert "Traceback" not in run.err


def test_a_fault_shows_where_it_is_when_asked(planctl, tmp_path):
    run = planctl("rule", env={"PYTHONPATH": str(broken(tmp_path)), "PLANCTL_DEBUG": "1"})
    assert run.code == 1
    assert "Traceback" in run.err


def broken(folder):
    """The sources with a fault put before them: the rules can't be told."""
    start = f"import sys\nsys.path.append({str(SOURCES)!r})\nimport planctl.rules.registry as registry\n"
    (folder / "sitecustomize.py").write_text(start + "def all_rules():\n    raise RuntimeError('boom')\nregistry.all_rules = all_rules\n")
    return folder


class TestLanguage:
    def test_of_the_organisation(self, planctl):
        assert "grön" in planctl("explain", "sjukfranvaro", cwd=DATA / "exempel").out

    def test_of_the_option_wherever_it_stands(self, planctl):
        for arguments in (["--lang", "en", "check", "--select", "F"], ["check", "--select", "F", "--lang=en"]):
            assert "No problems found" in planctl(*arguments, cwd=DATA / "exempel").out

    def test_english_outside_any_workspace(self, planctl, tmp_path):
        assert planctl("check", cwd=tmp_path).err.startswith("Error: ")

    def test_of_the_folder_of_an_error(self, planctl):
        assert planctl("-C", "exempel", "explain", "xyzzy").err.startswith("Fel: ")

    @pytest.mark.parametrize(
        ("arguments", "rest", "code"),
        [
            (["check"], ["check"], None),
            (["--lang", "sv", "check"], ["check"], "sv"),
            (["check", "--lang=en", "x"], ["check", "x"], "en"),
            (["check", "--", "--lang", "sv"], ["check", "--", "--lang", "sv"], None),
        ],
    )
    def test_taken_from_the_arguments(self, arguments, rest, code):
        left, language = take_language(arguments)
        assert left == rest
        assert (language and language.code) == code

    def test_one_that_planctl_does_not_speak(self):
        with pytest.raises(PlanctlError):
            take_language(["--lang", "fi"])

    @pytest.mark.parametrize(("line", "code"), [("language: en", "en"), ('language: "en"', "en"), ("language: sv", "sv"), ("id: x", "en")])
    def test_read_from_an_organisation(self, line, code, workspace):
        assert language_near(workspace({"organisation.yaml": f"kind: organisation\n{line}\n"})).code == code


class TestImports:
    """What takes time to import is imported by the commands that need it."""

    HEAVY = ("pydantic", "rich", "yaml_rs", "yaml", "ruamel", "jinja2", "openpyxl", "babel", "asyncio")

    @staticmethod
    def loaded(*arguments, cwd=DATA):
        program = "import sys\nfrom planctl.cli.run import run\nrun(sys.argv[1:])\nprint(*sys.modules, sep='\\n', file=sys.stderr)"
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            env={"PYTHONPATH": str(SOURCES), "PYTHONUTF8": "1"},
            cwd=cwd,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        return set(done.stderr.splitlines())

    def test_of_the_version(self):
        assert self.loaded("--version").isdisjoint(self.HEAVY)

    def test_of_check_without_findings(self):
        loaded = self.loaded("check", "--select", "F", cwd=DATA / "exempel")
        assert {"pydantic", "yaml_rs"} <= loaded
        assert loaded.isdisjoint(set(self.HEAVY) - {"pydantic", "yaml_rs"})

    def test_of_explain(self):
        assert self.loaded("explain", "sjukfranvaro", cwd=DATA / "exempel").isdisjoint({"rich", "ruamel", "jinja2", "openpyxl", "babel"})

    def test_of_an_export(self):
        loaded = self.loaded("export", "csv", cwd=DATA / "exempel")
        assert loaded.isdisjoint({"rich", "ruamel", "jinja2", "openpyxl", "babel", "pyarrow"})


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes there")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "fel"], 1),
        (["check", "exempel", "--select", "F"], 0),
        (["-C", "exempel", "status"], 0),
        (["-C", "exempel", "status", "--fail-on", "red"], 1),
        (["-C", "exempel", "status", "--fail-on", "red", "--format", "json"], 1),
        (["-C", "exempel", "export", "csv"], 141),
        (["rule"], 141),
    ],
)
def test_a_reader_that_has_seen_enough(arguments, code):
    """`planctl check | head -1` ends quietly, with what was decided before anything was written."""
    with subprocess.Popen(
        [sys.executable, "-m", "planctl", *arguments],
        env={"PYTHONPATH": str(SOURCES), "SOURCE_DATE_EPOCH": TODAY},
        cwd=DATA,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        process.stdout.close()
        assert process.stderr
        said = process.stderr.read()
    assert (process.returncode, said) == (code, b"")
