"""`planctl report` and `planctl templates` through the real executable."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from planctl.render.reports.names import NAMES
from planctl.render.reports.templates import packaged
from tests.conftest import DATA
from tests.workspaces import ORGANISATION, plan, write_workspace


@pytest.fixture
def exempel(tmp_path):
    """The example outside git."""
    shutil.copytree(DATA / "exempel", tmp_path / "exempel")
    return tmp_path / "exempel"


@pytest.mark.parametrize("name", NAMES)
def test_every_report_in_a_file_and_not(planctl, exempel, name):
    arguments = ["personal/sjukfranvaro"] if name == "kpi" else []
    for format_ in ("md", "html"):
        printed = planctl("report", name, *arguments, "--format", format_, cwd=exempel)
        assert (printed.code, printed.err) == (0, "")
        for _ in range(2):  # the second time over the first file
            run = planctl("report", name, *arguments, "-o", f"ut.{format_}", cwd=exempel)
            assert (run.code, run.out, run.err) == (0, "", f"skrev ut.{format_}\n")
        assert (exempel / f"ut.{format_}").read_text(encoding="utf-8") == printed.out
        assert printed.out.startswith(f"<!-- planctl report {name} -->\n")


def test_units_period_date_and_language(planctl, exempel):
    run = planctl("--lang", "en", "report", "followup", "ekonomi", "--period", "2026-T1", "--date", "2026-06-01", cwd=exempel)
    assert run.code == 0
    assert run.out.startswith("<!-- planctl report followup -->\n# Follow-up T1 2026\n\nEkonomiavdelningen\n\n")
    assert "Date: 1 Jun 2026" in run.out
    assert "Personalavdelningen" not in run.out


def test_what_is_due_later_is_not_missing_yet(planctl, exempel):
    early = planctl("report", "followup", "personal", "--period", "2026-T2", "--date", "2026-09-10", cwd=exempel)
    assert "Det som saknas" not in early.out
    assert "Det som saknas" in planctl("report", "followup", "personal", "--period", "2026-T2", cwd=exempel).out


def test_the_revision_of_the_plans(planctl, exempel):
    def git(*arguments):
        who = ["-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
        done = subprocess.run(["git", *who, *arguments], cwd=exempel, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    assert "revision" not in planctl("report", "plan", cwd=exempel).out
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "a")
    short = git("rev-parse", "--short=10", "HEAD")
    assert f"Planernas revision: {short}\n" in planctl("report", "plan", cwd=exempel, env={"GIT_DIR": "/nowhere"}).out
    with (exempel / "organisation.yaml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert f"Planernas revision: {short}+\n" in planctl("report", "plan", cwd=exempel).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plann"], "NAME is one of plan, followup, services, overview, kpi, not plann\nHint: did you mean plan?"),
        (["plan", "--format", "pdf"], "--format is one of md, html, not pdf"),
        (["plan", "personel"], "there is no unit personel\nHint: did you mean personal?"),
        (["plan", "--period", "T9"], "T9 is not a follow-up in the calendar"),
        (["plan", "--date", "igår"], "igår is not a date"),
        (["kpi"], "the report kpi is about one KPI\nHint: write its address: personal/sjukfranvaro"),
        (["kpi", "personal/friska-medarbetare"], "personal/friska-medarbetare is no KPI"),
        (["kpi", "personal/sjukfranvar"], "there is nothing with the address personal/sjukfranvar\nHint: did you mean"),
        (["plan", "-o", "personal/plan.yaml"], "a report is written as md, html, and not as .yaml"),
        (["plan", "-o", "nowhere/a.md"], "there is no folder nowhere"),
        (["plan", "-o", "personal"], "personal is a folder"),
    ],
)
def test_bad_input(planctl, exempel, arguments, said):
    before = sorted(path.name for path in exempel.rglob("*"))
    run = planctl("--lang", "en", "report", *arguments, cwd=exempel)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"Error: {said}")
    assert sorted(path.name for path in exempel.rglob("*")) == before


def test_several_organisations(planctl):
    run = planctl("--lang", "en", "report", "plan")
    assert run.code == 2
    assert "a report is about one organisation" in run.err


def test_own_templates(planctl, exempel):
    listed = planctl("--lang", "en", "templates", "list", cwd=exempel)
    assert listed.code == 0
    assert [line.split()[0] for line in listed.out.splitlines()] == sorted(path.name for path in packaged().glob("*.j2"))
    assert all(line.endswith("comes with planctl") for line in listed.out.splitlines())
    copied = planctl("--lang", "en", "templates", "copy", "plan.md.j2", cwd=exempel)
    assert (copied.code, copied.out, copied.err) == (0, "", "1 template is in templates\n")
    own = exempel / "templates" / "plan.md.j2"
    assert own.read_bytes() == (packaged() / "plan.md.j2").read_bytes()
    assert f"{'plan.md.j2':<24}templates/plan.md.j2" in planctl("templates", "list", cwd=exempel).out.splitlines()
    own.write_text("# {{ report.titel }}\n", encoding="utf-8")
    run = planctl("--lang", "en", "report", "plan", "-o", "ut.md", cwd=exempel)
    assert (run.code, run.out) == (2, "")
    assert run.err == "Error: templates/plan.md.j2:1: Report has no titel\nHint: did you mean title?\n"
    assert not (exempel / "ut.md").exists()
    own.write_text("{% import 'parts.md.j2' as parts %}\n{{ parts.heading(2, report.title) }}", encoding="utf-8")
    assert planctl("report", "plan", "personal", cwd=exempel).out == "<!-- planctl report plan -->\n## Personalavdelningen 2025–2027\n"
    assert planctl("--lang", "en", "templates", "copy", "plan.md.j2", cwd=exempel).err.startswith("Error: templates/plan.md.j2 exists")


def test_copies_of_all_templates(planctl, tmp_path):
    assert planctl("--lang", "en", "templates", "copy", "-o", "mine", cwd=tmp_path).code == 0
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == sorted(path.name for path in packaged().glob("*.j2"))
    run = planctl("--lang", "en", "templates", "copy", "plan.md", cwd=tmp_path)
    assert (run.code, run.err) == (2, "Error: there is no template plan.md\nHint: did you mean plan.md.j2?\n")


def test_units_without_plan_and_outcomes(planctl, tmp_path):
    write_workspace(tmp_path, {"lon/plan.yaml": plan("mission: Lön\n", unit="lon")}, ORGANISATION)
    for name in ("plan", "followup", "services"):
        for format_ in ("md", "html"):
            run = planctl("report", name, "--period", "2026-T2", "--format", format_, cwd=tmp_path)
            assert run.code == 0, run.err
            assert "Ekonomiavdelningen har ingen plan för 2026." in run.out
    assert "Inget är rapporterat för 2026-T2." in planctl("report", "followup", "lon", "--period", "2026-T2", cwd=tmp_path).out
    assert "Ingen verksamhet har någon plan för 2019." in planctl("report", "overview", "--period", "2019", cwd=tmp_path).out
