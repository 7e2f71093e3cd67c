"""A build after a change makes what a build from nothing would, and writes no more than what is different."""

from __future__ import annotations

from pathlib import Path

import pytest

from planctl.errors import PlanctlError
from planctl.notation.period import Period
from planctl.render.site.manifest import NAME
from planctl.source.writing import disk
from tests.render.site.sites import change, example_in, files_in, site

CHANGES = {
    "an outcome": ("personal/outcomes-2026.yaml", "value: 6.449", "value: 9.9"),
    "a goal's title": ("personal/plan.yaml", "Nöjda och friska medarbetare", "Friskare medarbetare"),
    "a unit's title": ("organisation.yaml", "Personalavdelningen", "Personalkontoret"),
}


def pages(folder):
    return {path: content for path, content in files_in(folder).items() if path != NAME}


def all_changes():
    return pytest.mark.parametrize("name", CHANGES)


@all_changes()
def test_a_build_after_a_change_is_that_from_nothing(name, tmp_path):
    workspace, out = example_in(tmp_path / "w"), tmp_path / "out"
    site(workspace, out)
    before = pages(out)
    file, old, new = CHANGES[name]
    change(workspace / file, old, new)
    built = site(workspace, out)
    site(workspace, tmp_path / "new")
    after = files_in(out)
    assert after == files_in(tmp_path / "new")
    different = [path for path, content in pages(out).items() if before.get(path) != content]
    assert built == (len(different), len(before) - len(different), 0)
    assert different


def test_every_line_that_is_changed_is_seen(tmp_path):
    """Whatever line of whatever file is taken away, the pages are those of a build from nothing."""
    workspace, out = example_in(tmp_path / "w"), tmp_path / "out"
    site(workspace, out)
    files = [path for path in sorted(workspace.rglob("*.yaml")) if path.parent != workspace]
    for number, path in enumerate(files):
        text = path.read_text(encoding="utf-8")
        words = [
            line for line in text.splitlines() if "title: " in line or "value: " in line or "comment: " in line or "supports: " in line
        ]
        for step, line in enumerate(words[number % 3 :: 5]):
            path.write_text(text.replace(line + "\n", "", 1), encoding="utf-8", newline="\n")
            site(workspace, out)
            site(workspace, tmp_path / f"new-{number}-{step}")
            assert files_in(out) == files_in(tmp_path / f"new-{number}-{step}"), line
        path.write_text(text, encoding="utf-8", newline="\n")


def test_without_a_change_nothing_is_written(tmp_path):
    out = tmp_path / "out"
    site(example_in(tmp_path / "w"), out)
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    built = site(tmp_path / "w", out)
    assert (built.written, built.removed) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == times


def test_a_new_revision_changes_the_start_page_alone(tmp_path):
    workspace, out = example_in(tmp_path / "w"), tmp_path / "out"
    site(workspace, out, revision="0123456789")
    assert site(workspace, out, revision="9876543210").written == 1


def test_a_page_that_is_gone_or_cut_short_is_made_again(tmp_path):
    workspace, out = example_in(tmp_path / "w"), tmp_path / "out"
    site(workspace, out)
    before = files_in(out)
    (out / "personal" / "index.html").unlink()
    (out / "index.html").write_bytes(b"<!doctype")
    assert site(workspace, out).written == 2
    assert files_in(out) == before


def test_what_is_no_longer_made_is_deleted_and_nothing_else(tmp_path):
    workspace, out = example_in(tmp_path / "w"), tmp_path / "out"
    site(workspace, out)
    (out / "CNAME").write_text("exempel.se")
    (out / "personal" / "own.html").write_text("mine")
    (workspace / "personal" / "plan.yaml").unlink()
    (workspace / "personal" / "outcomes-2026.yaml").unlink()
    built = site(workspace, out)
    assert built.removed > 5
    assert (out / "personal" / "own.html").read_text() == "mine"
    assert (out / "CNAME").exists()
    assert not list((out / "personal").glob("kpi-*"))


def test_other_periods_and_languages_are_other_pages(tmp_path):
    workspace, out = example_in(tmp_path / "w"), tmp_path / "out"
    site(workspace, out)
    site(workspace, out, Period(2026, "T1"), "en")
    site(workspace, tmp_path / "new", Period(2026, "T1"), "en")
    assert files_in(out) == files_in(tmp_path / "new")
    assert b'<html lang="en">' in (out / "index.html").read_bytes()


def test_a_write_that_is_cut_off_is_mended_by_the_next_build(tmp_path, monkeypatch):
    workspace, out = example_in(tmp_path / "w"), tmp_path / "out"
    site(workspace, out)
    change(workspace / "personal" / "plan.yaml", "Nöjda och friska medarbetare", "Friskare medarbetare")
    left = iter(range(5))

    def replace(path, target):
        if next(left, None) is None:
            raise OSError(28, "No space left on device")
        Path(path).replace(target)

    monkeypatch.setattr(disk.DISK, "replace", replace)
    with pytest.raises(PlanctlError):
        site(workspace, out)
    monkeypatch.undo()
    site(workspace, out)
    site(workspace, tmp_path / "new")
    assert files_in(out) == files_in(tmp_path / "new")
