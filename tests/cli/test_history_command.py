"""`planctl history` through the real executable."""

from __future__ import annotations

import json

import pytest

from tests.repositories import Repo, repo_with
from tests.revisions.example import PERSONAL, PERSONAL_AFTER, REPORTED, changed
from tests.workspaces import outcomes, plan


@pytest.fixture(scope="session")
def repo(tmp_path_factory) -> Repo:
    repo = repo_with(tmp_path_factory.mktemp("history"), {"personal/plan.yaml": plan(PERSONAL)})
    repo.commit({"personal/u.yaml": outcomes(REPORTED)}, "Utfall för T1 och T2")
    repo.commit({"personal/plan.yaml": plan(PERSONAL_AFTER)}, "Ny plan", GIT_AUTHOR_NAME="Personalavdelningen")
    repo.commit({"personal/u.yaml": outcomes(changed(REPORTED, ("T2: 5.8", "T2: {value: 5.7, comment: Rättat}")))}, "Rättat utfall")
    return repo


@pytest.mark.parametrize("address", ["personal/sjukfranvaro", "personal/oro", "personal/andel-heltid", "personal/kompetens"])
@pytest.mark.parametrize(("language", "format_", "ending"), [("sv", "human", "sv.txt"), ("en", "human", "en.txt"), ("sv", "json", "json")])
def test_formats(planctl, repo, golden, address, language, format_, ending):
    run = planctl("history", address, "--format", format_, "--lang", language, cwd=repo.folder, env={"COLUMNS": "80"})
    assert (run.code, run.err) == (0, "")
    if format_ == "human":
        assert max(map(len, run.out.splitlines())) <= 80
    golden(f"history/{address.partition('/')[2]}.{ending}", run.out)


def test_json_is_the_same_in_every_language(planctl, repo):
    first, second = (planctl("history", "sjukfranvaro", "--format", "json", "--lang", code, cwd=repo.folder).out for code in ("sv", "en"))
    assert first == second


def test_an_id_alone_and_a_former_address(planctl, repo):
    assert planctl("history", "sjukfranvaro", cwd=repo.folder).out == planctl("history", "personal/sjukfranvaro", cwd=repo.folder).out
    former = planctl("history", "personal/heltid", cwd=repo.folder).out
    now = planctl("history", "personal/andel-heltid", cwd=repo.folder).out
    assert former.splitlines() == ["personal/heltid", "  heter nu personal/andel-heltid", *now.splitlines()[1:]]
    document = json.loads(planctl("history", "personal/heltid", "--format", "json", cwd=repo.folder).out)
    assert (document["asked"], document["address"]) == ("personal/heltid", "personal/andel-heltid")
    assert "utgick" in planctl("history", "personal/lonesamtal", cwd=repo.folder).out


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("target", {"target"}),
        ("thresholds", {"thresholds.red", "thresholds.yellow", "thresholds.green"}),
        ("value", {"value"}),
        ("goal", {"goal"}),
        ("weight", set()),
    ],
)
def test_one_field(planctl, repo, field, found):
    document = json.loads(planctl("history", "sjukfranvaro", "--field", field, "--format", "json", cwd=repo.folder).out)
    assert {known["name"] for event in document["events"] for known in event["fields"]} == found


def test_up_to_a_revision(planctl, repo):
    document = json.loads(planctl("history", "sjukfranvaro", "--at", "HEAD~2", "--format", "json", cwd=repo.folder).out)
    assert [event["subject"] for event in document["events"]] == ["Utfall för T1 och T2", "Utfall för T1 och T2", "The plans as they were"]


def test_in_a_bare_repository_a_folder_below_and_a_hook(planctl, repo, tmp_path):
    expected = planctl("history", "sjukfranvaro", cwd=repo.folder).out
    repo.git("clone", "--quiet", "--bare", repo.folder, tmp_path / "bare.git")
    assert planctl("history", "sjukfranvaro", cwd=tmp_path / "bare.git").out == expected
    assert planctl("-C", tmp_path / "bare.git", "history", "sjukfranvaro", cwd=tmp_path).out == expected
    assert planctl("history", "sjukfranvaro", cwd=repo.folder / "personal").out == expected
    assert planctl("history", "sjukfranvaro", cwd=repo.folder, env={"GIT_DIR": "/nej", "GIT_INDEX_FILE": "/nej"}).out == expected


def test_of_plans_in_a_submodule(planctl, repo, tmp_path):
    outer = Repo(tmp_path / "outer")
    outer.commit({"README": "x"})
    outer.git("submodule", "--quiet", "add", repo.folder, "planer")
    outer.commit()
    assert planctl("history", "sjukfranvaro", cwd=outer.folder) == planctl("history", "sjukfranvaro", cwd=repo.folder)
    run = planctl("history", "sjukfranvaro", "--at", "HEAD", "--lang", "en", cwd=outer.folder)
    assert (run.code, run.out) == (2, "")
    assert "what lies in a submodule has revisions of its own: name it with -C: planer" in run.err


def test_a_shallow_clone_says_that_it_does_not_reach_the_beginning(planctl, repo, tmp_path):
    repo.git("clone", "--quiet", "--depth", "1", repo.folder.as_uri(), tmp_path / "shallow")
    run = planctl("history", "sjukfranvaro", "--lang", "en", cwd=tmp_path / "shallow")
    assert run.code == 0
    assert "may be older; git fetch --unshallow brings all of it" in run.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["personal/sjukfranvar"], "did you mean personal/sjukfranvaro?"),
        (["sjukfranvar"], "did you mean"),
        (["ekonomi/sjukfranvaro"], "no commit speaks of ekonomi/sjukfranvaro"),
        (["hme", "--format", "xml"], "xml"),
        (["hme", "--at", "nej"], "there is no revision nej"),
    ],
)
def test_what_is_refused(planctl, repo, arguments, words):
    run = planctl("history", "--lang", "en", *arguments, cwd=repo.folder)
    assert (run.code, run.out) == (2, "")
    assert words in run.err


def test_authors_and_subjects_cannot_steer_the_terminal(planctl, tmp_path):
    repo = repo_with(tmp_path, {})
    repo.commit({"p.yaml": plan(PERSONAL)}, "Ämne \x1b[31m\a\nrad två\n\nkropp", GIT_AUTHOR_NAME="Någon\x1b]0;x\a annan")
    run = planctl("history", "hme", cwd=tmp_path)
    assert (run.code, run.err) == (0, "")
    assert not set(run.out) & set("\x1b\a")
    assert "rad två" in run.out
    document = json.loads(planctl("history", "hme", "--format", "json", cwd=tmp_path).out)
    assert document["events"][0]["author"] == "Någon\x1b]0;x\a annan"


def test_names_in_another_encoding_and_dates_of_no_calendar(planctl, tmp_path):
    repo = repo_with(tmp_path, {"p.yaml": plan(PERSONAL)})
    tree = repo.git("rev-parse", "HEAD^{tree}")
    raw = b"tree " + tree.encode() + b"\nauthor N\xe5gon <a@b> 99999999999999 +0000\ncommitter A <a@b> 1767258000 +0000\n\nF\xf6re\n"
    (tmp_path / "commit").write_bytes(raw)
    repo.git("reset", "--quiet", "--hard", repo.git("hash-object", "-t", "commit", "-w", "--literally", tmp_path / "commit"))
    run = planctl("history", "hme", cwd=tmp_path)
    assert (run.code, run.err) == (0, "")
    assert json.loads(planctl("history", "hme", "--format", "json", cwd=tmp_path).out)["events"]


def test_a_word_of_5000_characters(planctl, tmp_path):
    repo = repo_with(tmp_path, {})
    repo.commit({"p.yaml": plan(PERSONAL.replace("Rätt kompetens", "x" * 5_000))}, "y" * 5_000)
    run = planctl("history", "ratt-kompetens", cwd=tmp_path, env={"COLUMNS": "80"})
    assert run.code == 0
    assert max(map(len, run.out.splitlines())) <= 80


def test_help_is_in_both_languages(planctl, golden, tmp_path):
    for language in ("sv", "en"):
        golden(f"history/help-{language}.txt", planctl("history", "--help", "--lang", language, cwd=tmp_path, env={"COLUMNS": "100"}).out)


def test_the_years_of_a_plan_are_no_number(planctl, tmp_path):
    repo = repo_with(tmp_path, {"personal/plan.yaml": plan(PERSONAL)})
    repo.commit({"personal/plan.yaml": plan(PERSONAL).replace("period: 2025-2027", "period: 2027")}, "Ett år")
    assert "planens år: 2025-2027 → 2027" in planctl("history", "personal", cwd=repo.folder).out
