"""`planctl diff` through the real executable."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from planctl.revisions.differences import EVENTS
from tests.repositories import Repo, repo_with
from tests.revisions.example import PERSONAL, example
from tests.workspaces import ORGANISATION, outcomes, plan

HOSTILE = '"Andel \\e[31mheltid\\a\\n | <script>alert(1)</script> `kod` **fet** [länk](x) &amp; \\u202e"'


@pytest.fixture(scope="session")
def repo(tmp_path_factory) -> Repo:
    return example(tmp_path_factory.mktemp("diff"))


@pytest.fixture
def own(tmp_path) -> Repo:
    """A repository that a test may change."""
    return repo_with(tmp_path, {"personal/plan.yaml": plan(PERSONAL), "personal/u.yaml": outcomes("kpis:\n  hme: {year: 81}\n", year=2025)})


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("format_", "ending"), [("human", "txt"), ("markdown", "md"), ("json", "json")])
def test_every_format_in_both_languages(planctl, repo, golden, language, format_, ending):
    run = planctl("diff", "--format", format_, "--lang", language, cwd=repo.folder, env={"COLUMNS": "80"})
    assert (run.code, run.err) == (0, "")
    if format_ == "human":
        assert max(map(len, run.out.splitlines())) <= 80
    if format_ == "json":
        assert json.loads(run.out)["format"] == 1
    golden(f"diff/{language}.{ending}", run.out)


def test_the_same_with_its_revisions_named_and_from_anywhere(planctl, repo):
    expected = planctl("diff", "main", "HEAD", cwd=repo.folder).out
    assert expected.startswith("Exempel kommun: från main till HEAD")
    assert planctl("diff", "main", "ny-plan", cwd=repo.folder).out == expected.replace("HEAD", "ny-plan")
    names = [repo.git("rev-parse", name) for name in ("main", "HEAD")]
    assert planctl("diff", *names, cwd=repo.folder).out.startswith(f"Exempel kommun: från {names[0][:10]} till {names[1][:10]}, ")
    for folder in ("personal", "lon"):
        out = planctl("diff", "main", "HEAD", cwd=repo.folder / folder).out
        assert out.partition("\n\n")[2] == expected.partition("\n\n")[2]
    out = planctl("-C", repo.folder.name, "diff", "main", "HEAD", cwd=repo.folder.parent).out
    assert out.replace(f"{repo.folder.name}/", "") == expected


def test_in_a_bare_repository_from_the_main_branch_to_its_head(planctl, repo, tmp_path):
    repo.git("clone", "--quiet", "--bare", repo.folder, tmp_path / "bare.git")
    out = planctl("diff", "main", "ny-plan", cwd=tmp_path / "bare.git").out
    assert out == planctl("diff", "main", "ny-plan", cwd=repo.folder).out
    run = planctl("-C", tmp_path / "bare.git", "diff", cwd=tmp_path)
    assert (run.code, run.err) == (0, "")
    assert "ambitionen sänks" in run.out


def test_inside_a_hook(planctl, repo, tmp_path):
    other = Repo(tmp_path / "other")
    hook = {"GIT_DIR": str(other.folder / ".git"), "GIT_INDEX_FILE": str(other.folder / ".git" / "index"), "GIT_PREFIX": "x/"}
    assert planctl("diff", cwd=repo.folder, env=hook).out == planctl("diff", cwd=repo.folder).out


@pytest.mark.parametrize(("lang", "words"), [("sv", "Inget skiljer sig i sak."), ("en", "Nothing differs in meaning.")])
@pytest.mark.parametrize("format_", ["human", "markdown"])
def test_nothing_changed(planctl, own, lang, words, format_):
    run = planctl("diff", "--format", format_, "--lang", lang, "--fail-on", "any", cwd=own.folder)
    assert (run.code, run.err) == (0, "")
    assert run.out.endswith(f"\n{words}\n\n" if format_ == "markdown" else f"\n\n{words}\n")


def test_what_is_not_committed_counts(planctl, own):
    own.write({"personal/plan.yaml": plan(PERSONAL.replace("Rätt kompetens", "Rätt kunskap"))})
    assert "Rätt kompetens → Rätt kunskap" in planctl("diff", cwd=own.folder).out
    assert "Inget skiljer sig" in planctl("diff", "HEAD", "HEAD", cwd=own.folder).out


def test_json_of_nothing(planctl, own):
    document = json.loads(planctl("diff", "--format", "json", cwd=own.folder).out)
    assert document["differences"] == document["events"] == document["effects"] == document["broken"] == document["unread"] == []


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_can_fail_and_none_does_where_nothing_differs(planctl, repo, event):
    run = planctl("diff", "--fail-on", event, cwd=repo.folder)
    assert (run.code, bool(run.out)) == (1, True)
    assert planctl("diff", "HEAD", "HEAD", "--fail-on", event, cwd=repo.folder).code == 0


@pytest.mark.parametrize("event", sorted(set(EVENTS) - {"changed", "decided", "any"}))
def test_an_event_that_has_not_happened_does_not_fail(planctl, own, event):
    own.write({"personal/plan.yaml": plan(PERSONAL.replace("Rätt kompetens", "Rätt kunskap"))})
    run = planctl("diff", "--fail-on", event, cwd=own.folder)
    assert run.code == 0
    assert "Rätt kunskap" in run.out


@pytest.mark.parametrize("language", ["sv", "en"])
def test_help_names_every_event(planctl, language):
    words = " ".join(planctl("diff", "--help", "--lang", language, env={"COLUMNS": "100"}).out.replace("│", " ").split())
    assert f": {', '.join(EVENTS)}." in words


@pytest.mark.parametrize(
    ("words", "code"), [("lowered", 0), ("raised,removed", 0), ("changed", 1), (" lowered , changed ", 1), ("lowered,decided", 1)]
)
def test_fail_on(planctl, own, words, code):
    own.write({"personal/plan.yaml": plan(PERSONAL.replace("Rätt kompetens", "Rätt kunskap"))})
    assert planctl("diff", "--fail-on", words, cwd=own.folder).code == code


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--fail-on", "lowred"], "did you mean lowered?"),
        (["--fail-on", "lowered,nej"], "nej"),
        (["--fail-on", ""], "--fail-on names no event"),
        (["--fail-on", " , "], "--fail-on names no event"),
        (["--format", "xml"], "xml"),
        (["nej"], "there is no revision nej"),
        (["HEAD", "nej"], "there is no revision nej"),
        ([""], "the revision is empty"),
        (["HEAD", " "], "the revision is empty"),
        (["HEAD:personal"], "write the revision alone, HEAD, and name the folder with -C personal"),
        (["HEAD^{tree}"], "there is no revision HEAD^{tree}"),
        (["--", "--output=x"], "there is no revision --output=x"),
        (["--period", "2026-T9"], "2026-T9"),
        (["--as-of", "igår"], "igår is not a date"),
    ],
)
def test_what_is_refused(planctl, own, arguments, words):
    run = planctl("diff", "--lang", "en", *arguments, cwd=own.folder)
    assert (run.code, run.out) == (2, "")
    assert words in run.err
    assert not (own.folder / "x").exists()


def test_not_a_repository(planctl, tmp_path):
    run = planctl("diff", "--lang", "en", cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "is not in a repository of git" in run.err


def test_nothing_committed(planctl, tmp_path):
    Repo(tmp_path).write({"organisation.yaml": ORGANISATION})
    run = planctl("diff", "--lang", "en", cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "nothing has been committed in this repository yet" in run.err


def test_nothing_committed_on_this_branch(planctl, own):
    own.git("checkout", "--quiet", "--orphan", "ny")
    run = planctl("diff", "--lang", "en", cwd=own.folder)
    assert (run.code, run.out) == (2, "")
    assert "nothing has been committed on this branch yet" in run.err


def with_submodule(folder: Path, inner: Repo) -> Repo:
    """A repository in which another one is a submodule, `våra planer`, whose plan has changed in the last commit."""
    outer = Repo(folder)
    outer.commit({"README": "x"})
    outer.git("submodule", "--quiet", "add", inner.folder, "våra planer")
    outer.commit()
    own = outer.folder / "våra planer"
    (own / "personal/plan.yaml").write_text(plan(PERSONAL.replace("Rätt kompetens", "Rätt kunskap")), "utf-8")
    outer.git("-C", own, "commit", "--quiet", "--all", "--message", "Nytt")
    outer.commit()
    return outer


@pytest.mark.parametrize("revisions", [[], ["HEAD~1"], ["HEAD~1", "HEAD"]])
def test_plans_in_a_submodule_are_told_from_inside_it(planctl, own, tmp_path, revisions):
    outer = with_submodule(tmp_path / "outer", own)
    inner = outer.folder / "våra planer"
    names = [outer.git("rev-parse", f"HEAD{way}:våra planer")[:10] for way in ("~1", "")]
    run = planctl("diff", "--lang", "en", *revisions, cwd=outer.folder)
    assert (run.code, run.out) == (2, "")
    expected = {0: names[1:], 1: names[:1], 2: names}[len(revisions)]
    assert f"a submodule: what has changed in it is told by planctl -C 'våra planer' diff {' '.join(expected)}\n" in run.err
    for folder in (inner, inner / "personal"):
        assert "Rätt kompetens → Rätt kunskap" in planctl("diff", *(revisions or ["HEAD~1"]), cwd=folder).out
    assert "Rätt kompetens → Rätt kunskap" in planctl("-C", inner, "diff", *names, cwd=outer.folder).out


def test_plans_in_a_submodule_are_not_new_beside_others(planctl, own, tmp_path):
    """Nor are plan files in a submodule that has no organisation of its own."""
    outer = with_submodule(tmp_path / "outer", own)
    outer.commit({"organisation.yaml": ORGANISATION.replace("id: exempel", "id: annan")})
    for gone in (None, outer.folder / "våra planer" / "organisation.yaml"):
        if gone:
            gone.unlink()
        run = planctl("diff", "HEAD", "--lang", "en", cwd=outer.folder)
        assert (run.code, "Nothing differs in meaning." in run.out, run.err.count("a submodule")) == (0, True, 1)


def test_without_git(planctl, own):
    run = planctl("diff", "--lang", "en", cwd=own.folder, env={"PATH": ""})
    assert (run.code, run.out, run.err.split("\n")[0]) == (2, "", "Error: git is not installed")


def test_a_name_that_is_mistyped_is_not_an_organisation_that_is_gone(planctl, own):
    run = planctl("-C", own.folder / "personall", "diff", "--lang", "en", cwd=own.folder.parent)
    assert (run.code, run.out) == (2, "")
    assert "does not exist" in run.err


def test_a_goal_with_a_new_id_that_many_support_is_one_warning(planctl, own):
    goals = "goals:\n  friska:\n    title: Friska medarbetare\n" + "".join(
        f"  mal-{number}:\n    title: Mål {number}\n    supports: [friska, mal-0]\n" for number in range(1, 4)
    )
    own.commit({"personal/plan.yaml": plan(goals + "  mal-0:\n    title: Noll\n")}, "Mål")
    text = plan(goals + "  mal-0:\n    title: Noll\n").replace("  friska:", "  pigga:").replace("Mål 1", "Mål\u202e @octocat")
    own.commit({"personal/plan.yaml": text}, "Nytt id")
    run = planctl("diff", "HEAD~1", "HEAD", "--lang", "en", "--format", "markdown", cwd=own.folder)
    assert [line for line in run.out.splitlines() if "⚠" in line] == [
        "> ⚠ personal/mal-1, personal/mal-2 and personal/mal-3 support personal/friska, which is called personal/pigga now"
    ]
    assert "Mål @&#8203;octocat" in run.out
    assert "\u202e" not in run.out


def test_a_list_of_addresses_is_compared_by_address(planctl, own):
    before = [f"verksamhetsstod/mal-{number}" for number in range(3)]
    for supports in (before, ["lindsjo/mal-0", *before[1:]]):
        text = plan(f"goals:\n  friska:\n    title: Friska medarbetare\n    supports: [{', '.join(supports)}]\n")
        own.commit({"personal/plan.yaml": text}, "Mål")
    run = planctl("diff", "HEAD~1", "HEAD", "--lang", "en", cwd=own.folder, env={"COLUMNS": "160"})
    assert "[-verksamhetsstod/mal-0-]{+lindsjo/mal-0+}; verksamhetsstod/mal-1; verksamhetsstod/mal-2" in run.out


@pytest.mark.parametrize("side", ["base", "head"])
def test_a_plan_that_cannot_be_read_on_a_side_is_said(planctl, own, side):
    broken = "kind: plan\n  unit: personal\n"
    own.commit({"personal/plan.yaml": broken}, "Fel")
    revisions = ("HEAD", "HEAD~1") if side == "base" else ("HEAD~1", "HEAD")
    run = planctl("diff", *revisions, "--lang", "en", "--fail-on", "broken", cwd=own.folder)
    assert (run.code, run.err) == (1, "")
    assert "personal/plan.yaml can't be read whole at HEAD: what is in it is not compared" in " ".join(run.out.split())
    assert "removed" not in run.out
    # What can't be read may hold any of them.
    assert planctl("diff", *revisions, "--fail-on", "lowered", cwd=own.folder).code == 1
    assert planctl("diff", *revisions, cwd=own.folder).code == 0


def test_what_is_right_beside_a_fault_is_compared(planctl, own):
    """A key that is misspelt hides what it stands in, which may be meant by it, on both sides; not what stands beside and below."""
    text = plan(PERSONAL)
    assert "target:" in text
    changed = text.replace("Rätt kompetens", "Rätt kunskap").replace("target:", "targett:", 1)
    own.commit({"personal/plan.yaml": changed}, "Fel")
    for revisions in (("HEAD~1", "HEAD"), ("HEAD", "HEAD~1")):
        document = json.loads(planctl("diff", *revisions, "--format", "json", cwd=own.folder).out)
        assert [(known["what"], known["sort"]) for known in document["differences"]] == [("changed", "goal")]
        (unread,) = document["unread"]
        assert (unread["file"], unread["places"][0][-2]) == ("personal/plan.yaml", "kpis")
        assert document["effects"] == []
    said = " ".join(planctl("diff", "HEAD~1", "HEAD", "--lang", "en", cwd=own.folder).out.split())
    assert "personal/plan.yaml has faults at HEAD: what stands there is not compared, nor are the colours of the unit (goals." in said
    assert "Rätt kompetens → Rätt kunskap" in said


@pytest.mark.parametrize("revisions", [("HEAD", "HEAD~1"), ("HEAD~1", "HEAD"), ("HEAD~1",)])
def test_an_organisation_that_cannot_be_read_stops(planctl, own, revisions):
    own.commit({"organisation.yaml": "kind: [\n"}, "Fel")
    run = planctl("diff", *revisions, "--lang", "en", cwd=own.folder)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("Error: organisation.yaml can't be read at ")


def test_an_organisation_on_one_side_only(planctl, tmp_path):
    repo = Repo(tmp_path)
    repo.commit({"a/organisation.yaml": ORGANISATION, "a/plan.yaml": plan(PERSONAL)}, "Före")
    repo.commit({"b/organisation.yaml": ORGANISATION.replace("exempel", "annan").replace("Exempel", "Annan")}, "Efter")
    run = planctl("diff", "HEAD~1", "HEAD", "--lang", "en", "--format", "json", cwd=tmp_path)
    first, second = json.loads(run.out)["organisations"]
    assert first["differences"] == []
    assert [(known["what"], known["sort"], known["holds"]["unit"]) for known in second["differences"]] == [("added", "organisation", 3)]
    back = planctl("diff", "HEAD", "HEAD~1", "--lang", "en", cwd=tmp_path)
    assert "- Annan kommun" in back.out
    assert "organisation is removed" in back.out


def test_organisations_with_one_id_are_told_apart_by_their_folders(planctl, tmp_path):
    repo = Repo(tmp_path)
    files = {f"{name}/organisation.yaml": ORGANISATION for name in "abc"} | {f"{name}/plan.yaml": plan(PERSONAL) for name in "abc"}
    repo.commit(files, "Före")
    repo.commit(
        {"b/plan.yaml": plan(PERSONAL.replace("Rätt kompetens", "Rätt kunskap")), "a/plan.yaml": None, "a/organisation.yaml": None}, "Efter"
    )
    document = json.loads(planctl("diff", "HEAD~1", "HEAD", "--format", "json", cwd=tmp_path).out)
    found = [[(known["what"], known["sort"], known["file"]) for known in part["differences"]] for part in document["organisations"]]
    assert found == [[("changed", "goal", "b/plan.yaml")], [], [("removed", "organisation", "a/organisation.yaml")]]


def test_a_worktree_and_names_with_å_and_spaces(planctl, tmp_path):
    repo = Repo(tmp_path / "repo")
    repo.commit({"våra planer/organisation.yaml": ORGANISATION, "våra planer/å ä/plan.yaml": plan(PERSONAL)}, "Före")
    repo.git("worktree", "add", "--quiet", "-b", "gren", tmp_path / "ett träd")
    path = tmp_path / "ett träd" / "våra planer" / "å ä" / "plan.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Rätt kompetens", "Rätt kunskap"), encoding="utf-8")
    for folder in (path.parent, path.parents[1], path.parents[2]):
        document = json.loads(planctl("diff", "--format", "json", cwd=folder).out)
        (known,) = document["differences"]
        assert known["file"] == os.path.relpath(path, folder)


def test_texts_cannot_steer_the_terminal_nor_the_page(planctl, own):
    own.write({"personal/plan.yaml": plan(PERSONAL.replace("Andel som arbetar heltid", HOSTILE))})
    human = planctl("diff", cwd=own.folder, env={"COLUMNS": "80"}).out
    assert not set(human) & set("\x1b\a\u202e")
    markdown = planctl("diff", "--format", "markdown", cwd=own.folder).out
    assert "\x1b" not in markdown
    assert "<script>" not in markdown
    assert "\\| &lt;script\\>" in markdown
    assert "\\`kod\\`" in markdown
    assert "\\*\\*fet\\*\\*" in markdown
    assert "\\[länk\\](x)" in markdown
    assert json.loads(planctl("diff", "--format", "json", cwd=own.folder).out)


def test_nor_can_what_a_user_asks_for(planctl, own):
    for command in (("diff", "a\x1b[31m"), ("history", "x\x1b[31m/y"), ("check", "--at", "a\x1b[31m")):
        run = planctl(*command, "--lang", "en", cwd=own.folder)
        assert run.code == 2
        assert "\x1b" not in run.err


def test_a_group_s_name_cannot_steer_it_either(planctl, own):
    own.write({"personal/u.yaml": outcomes('kpis:\n  hme: {year: {value: 81, by: {"a\\e[31m": 80}}}\n', year=2025)})
    assert "\x1b" not in planctl("diff", cwd=own.folder).out


def test_a_word_of_5000_characters(planctl, own):
    own.write(
        {
            "personal/plan.yaml": plan(
                PERSONAL.replace("Nöjda och friska medarbetare", "x" * 5_000).replace('"≥ 80"', '"≥ 90"').replace("70–79", "70–89")
            )
        }
    )
    run = planctl("diff", "--period", "2025", cwd=own.folder, env={"COLUMNS": "80"})
    assert (run.code, run.err) == (0, "")
    assert max(map(len, run.out.splitlines())) <= 80
    assert "mål xxx" in run.out


def test_help_is_in_both_languages(planctl, golden, tmp_path):
    for language in ("sv", "en"):
        golden(f"diff/help-{language}.txt", planctl("diff", "--help", "--lang", language, cwd=tmp_path, env={"COLUMNS": "100"}).out)
