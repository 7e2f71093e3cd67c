"""`planctl site` as its users meet it."""

from __future__ import annotations

import json

import pytest

from tests.render.site.sites import example_in, files_in


@pytest.fixture
def workspace(tmp_path):
    return example_in(tmp_path / "plans")


def test_builds_a_site_and_says_so(planctl, workspace, tmp_path):
    run = planctl("-C", "plans", "site", "-o", "public", "--period", "2026-T2", cwd=tmp_path)
    assert (run.code, run.out) == (0, "")
    found = files_in(tmp_path / "public")
    assert run.err.splitlines()[-1] == f"public: {len(found) - 1} filer skrivna, 0 oförändrade, 0 borttagna"
    assert {"index.html", "units.html", "services.html", "style.css", "search.js", "search-index.js", "personal/plan.html"} <= found.keys()
    again = planctl("-C", "plans", "--lang", "sv", "site", "-o", "public", "--period", "2026-T2", cwd=tmp_path)
    assert again.err.splitlines()[-1] == f"public: 0 filer skrivna, {len(found) - 1} oförändrade, 0 borttagna"
    assert files_in(tmp_path / "public") == found


def test_speaks_the_language_asked_for(planctl, workspace, tmp_path):
    run = planctl("-C", "plans", "--lang", "en", "site", "-o", "public", "--date", "2026-11-20", cwd=tmp_path)
    assert "files written, 0 unchanged, 0 removed" in run.err
    page = (tmp_path / "public" / "personal" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "20 November 2026" in page or "20 Nov 2026" in page


def test_the_folder_may_lie_in_the_workspace(planctl, workspace, tmp_path):
    assert planctl("site", "-o", "public", cwd=workspace).code == 0
    assert planctl("check", cwd=workspace).code == planctl("check", cwd=workspace).code
    assert planctl("site", "-o", "public", cwd=workspace).err.splitlines()[-1].startswith("public: 0 filer skrivna")


def refused(planctl, folder, *arguments):
    """The error of a build that changes nothing."""
    before = files_in(folder)
    run = planctl("--lang", "en", "-C", "plans", "site", *arguments, cwd=folder)
    assert (run.code, run.out) == (2, "")
    assert "Traceback" not in run.err
    assert files_in(folder) == before
    return run.err


def test_other_peoples_folders_and_files_are_left_alone(planctl, workspace, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "index.html").write_text("mine")
    assert "full is not empty, and planctl has not made it" in refused(planctl, tmp_path, "-o", "full")
    assert "full/index.html is not a folder" in refused(planctl, tmp_path, "-o", "full/index.html")
    assert "of the workspace's own" in refused(planctl, tmp_path, "-o", "plans")
    assert "is not empty" in refused(planctl, tmp_path, "-o", "plans/personal")
    assert "of the workspace's own" in refused(planctl, tmp_path, "-o", "plans/templates")
    assert "of the workspace's own" in refused(planctl, tmp_path, "-o", "plans/.planctl/site")


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "[]",
        '{"planctl-site": 2, "parts": {}}',
        json.dumps({"planctl-site": 1, "parts": {"x": {"key": "", "pages": {"../plans/organisation.yaml": 1}}}}),
        json.dumps({"planctl-site": 1, "parts": {"x": {"key": "", "pages": {"/etc/x.html": 1}}}}),
    ],
    ids=["empty", "no object", "newer", "upwards", "absolute"],
)
def test_a_damaged_manifest_names_no_files_of_planctls(planctl, workspace, tmp_path, manifest):
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / ".planctl-site.json").write_text(manifest)
    assert "does not say which files are planctl's" in refused(planctl, tmp_path, "-o", "public")


def test_a_file_that_the_manifest_does_not_name_is_not_replaced(planctl, workspace, tmp_path):
    (tmp_path / "public" / "personal").mkdir(parents=True)
    (tmp_path / "public" / ".planctl-site.json").write_text('{"planctl-site": 1, "parts": {}}')
    (tmp_path / "public" / "personal" / "index.html").write_text("mine")
    assert "public/personal/index.html exists, and planctl has not written it" in refused(planctl, tmp_path, "-o", "public")


def test_a_wrong_template_leaves_the_site_as_it_was(planctl, workspace, tmp_path):
    planctl("-C", "plans", "site", "-o", "public", cwd=tmp_path)
    (workspace / "templates").mkdir()
    (workspace / "templates" / "site-kpi.html.j2").write_text(
        '{% extends "kpi.html.j2" %}\n{% block head %}{{ sight.root }}{% endblock %}\n'
    )
    error = refused(planctl, tmp_path, "-o", "public")
    assert "plans/templates/site-kpi.html.j2:2: there is no sight" in error
    assert "site" in error


def test_says_what_is_missing(planctl, workspace, tmp_path):
    assert "-o" in refused(planctl, tmp_path)
    assert "T9" in refused(planctl, tmp_path, "-o", "public", "--period", "2026-T9")
