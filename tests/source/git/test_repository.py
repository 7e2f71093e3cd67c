"""The seam to git: where it looks, what it refuses, and what it says when it can't."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from planctl.errors import PlanctlError
from planctl.render.language import Language
from planctl.source.git.command import git, surroundings
from planctl.source.git.repository import Repository
from planctl.source.git.work_tree import WorkTree
from tests.repositories import Repo

ENGLISH = Language.of("en")


@pytest.fixture
def repo(tmp_path):
    return Repo(tmp_path / "repo")


def refused(action) -> str:
    """The sentences of an error: what, and what to do."""
    with pytest.raises(PlanctlError) as caught:
        action()
    return ENGLISH.text(caught.value.message) + " | " + (ENGLISH.text(caught.value.hint) if caught.value.hint else "")


def test_the_variables_of_a_hook_lead_nowhere_else(repo, tmp_path, monkeypatch):
    commit = repo.commit({"a.txt": "a"})
    other = Repo(tmp_path / "other")
    other.commit({"b.txt": "b"})
    for name, value in {"GIT_DIR": ".git", "GIT_WORK_TREE": ".", "GIT_INDEX_FILE": "index", "GIT_OBJECT_DIRECTORY": "objects"}.items():
        monkeypatch.setenv(name, str(other.folder / value))
    monkeypatch.setenv("GIT_PREFIX", "elsewhere/")
    assert not [name for name in surroundings() if name.startswith("GIT_") and name not in ("GIT_OPTIONAL_LOCKS", "GIT_TERMINAL_PROMPT")]
    found = Repository(repo.folder)
    assert found.commit("HEAD") == commit
    assert [file.path for file in found.files(commit)] == ["a.txt"]


@pytest.mark.parametrize(
    "revision",
    ["", "-p", "--output=x", "--all", "-", "HEAD\n--output=x", "HEAD\0", "HEAD\x1b[31m", "HEAD\udcff", "^HEAD", "HEAD..HEAD", "HEAD:a"],
)
def test_what_is_no_revision_is_refused_before_git_could_take_it_for_an_option(repo, tmp_path, monkeypatch, revision):
    repo.commit({"a": "a"})
    monkeypatch.chdir(tmp_path)
    expected = "there is no revision" if revision else "the revision is empty"
    assert expected in refused(lambda: Repository(repo.folder).commit(revision))
    assert not [path for folder in (tmp_path, repo.folder) for path in folder.iterdir() if path.name == "x"]


def test_revisions_as_git_writes_them(repo):
    first = repo.commit({"a": "1"}, "Första planen")
    second = repo.commit({"a": "2"})
    repo.git("tag", "--annotate", "v1", "--message", "v1", first)
    repo.git("branch", "gren/å", first)
    found = Repository(repo.folder)
    names = ("HEAD", "main", "HEAD~1", "HEAD^", "v1", "gren/å", first[:8], ":/Första", "@", "main@{0}")
    named = {name: found.commit(name) for name in names}
    assert {name for name, commit in named.items() if commit == second} == {"HEAD", "main", "@", "main@{0}"}
    assert {name for name, commit in named.items() if commit == first} == {"HEAD~1", "HEAD^", "v1", "gren/å", first[:8], ":/Första"}


def test_an_unknown_revision(repo):
    repo.commit({"a": "a"})
    assert refused(lambda: Repository(repo.folder).commit("nej")).startswith("there is no revision nej | git log --oneline shows")


def test_nothing_committed(repo):
    assert refused(lambda: Repository(repo.folder).commit("HEAD")) == (
        "nothing has been committed in this repository yet | commit the plans first: git commit"
    )
    assert "nothing has been committed" in refused(lambda: Repository(repo.folder).main_branch())


def test_not_a_repository(tmp_path):
    said = refused(lambda: Repository(tmp_path / "inte" / "här"))
    assert "is not in a repository of git" in said
    assert "git init" in said


def test_git_is_not_installed(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert refused(lambda: Repository(tmp_path)) == "git is not installed | install git, and see that it is found: git --version"


def test_a_command_that_fails_says_what_git_said(repo):
    assert refused(lambda: git(repo.folder, "cat-file", "-p", "nej")).startswith(
        "git cat-file has failed: fatal: Not a valid object name nej"
    )
    assert refused(lambda: git(repo.folder, "-c", "a.b=c", "log")).startswith("git log has failed: fatal:")


def test_a_repository_of_another_user(repo, monkeypatch):
    """As on a network share: git itself says what to do, and so do we."""
    known = surroundings() | {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}
    monkeypatch.setattr("planctl.source.git.command.surroundings", lambda: known)
    for act in (lambda: Repository(repo.folder), lambda: WorkTree.around(repo.folder)):
        said = refused(act)
        assert said.startswith(f"git reads no repository that belongs to another user: {repo.folder}")
        assert f"git config --global --add safe.directory {repo.folder}" in said


def test_a_command_that_takes_too_long(repo, monkeypatch):
    def slow(*_arguments, **options):
        raise subprocess.TimeoutExpired("git", options["timeout"])

    monkeypatch.setattr(subprocess, "run", slow)
    assert refused(lambda: git(repo.folder, "log", seconds=1)).startswith("git log has failed: TimeoutExpired")


def test_a_shallow_clone(repo, tmp_path):
    first = repo.commit({"a": "1"})
    repo.commit({"a": "2"})
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", "--depth=1", f"file://{repo.folder}", clone)
    found = Repository(clone)
    assert found.commit("main") == repo.git("rev-parse", "HEAD")
    assert "git fetch --unshallow" in refused(lambda: found.commit(first))
    assert "git fetch --unshallow" in refused(lambda: found.commit("HEAD~1"))


def test_histories_with_nothing_in_common(repo):
    first = repo.commit({"a": "1"})
    repo.git("checkout", "--quiet", "--orphan", "other")
    second = repo.commit({"a": "2"})
    said = refused(lambda: Repository(repo.folder).merge_base(first, second))
    assert f"{first[:10]} and {second[:10]} have no commit in common" in said


def test_a_detached_head(repo):
    first = repo.commit({"a": "1"})
    repo.commit({"a": "2"})
    repo.git("checkout", "--quiet", "--detach", first)
    assert Repository(repo.folder).commit("HEAD") == first


@pytest.mark.parametrize("names", [["main"], ["master"], ["trunk"], ["main", "master"], ["trunk", "main"]])
def test_the_main_branch(repo, names):
    commits = {}
    for name in names:
        repo.git("checkout", "--quiet", "-B", name)
        commits[name] = repo.commit({"a": name})
    if "main" not in names:
        assert "main" not in repo.git("branch")  # it had no commit yet
    if names != ["trunk"]:
        repo.git("checkout", "--quiet", "-B", "feature")
    assert Repository(repo.folder).main_branch() == commits["main" if "main" in names else names[0]]


def test_the_branch_of_the_remote_goes_before_ones_own(repo, tmp_path):
    theirs = repo.commit({"a": "1"})
    clone = Repo(tmp_path / "clone")
    clone.git("remote", "add", "origin", repo.folder)
    clone.git("fetch", "--quiet", "origin")
    clone.git("remote", "set-head", "origin", "main")
    clone.git("checkout", "--quiet", "main")
    clone.commit({"a": "2"})
    assert Repository(clone.folder).main_branch() == theirs


def test_no_branch_that_could_be_the_main_one_is_said(repo):
    """As a CI service clones: nothing but a commit. To compare it with itself would let everything pass."""
    commit = repo.commit({"a": "1"})
    repo.git("checkout", "--quiet", "--detach", commit)
    repo.git("branch", "--delete", "--force", "main")
    assert "no branch main or master here" in refused(lambda: Repository(repo.folder).main_branch())


def test_a_clone_of_one_branch_does_not_take_it_for_the_main_one(repo, tmp_path):
    repo.commit({"a": "1"})
    repo.git("checkout", "--quiet", "-b", "feature")
    repo.commit({"a": "2"})
    repo.git("clone", "--quiet", "--single-branch", "--branch", "feature", f"file://{repo.folder}", tmp_path / "clone")
    repo.git("-C", tmp_path / "clone", "remote", "set-head", "origin", "feature")
    assert "no branch main or master here" in refused(lambda: Repository(tmp_path / "clone").main_branch())


def test_places(repo):
    repo.commit({"å ä/ö/.dold/a.yaml": "a", "b.yaml": "b"})
    top = repo.folder
    found = Repository(top / "å ä" / "ö" / "nej")
    assert found.top == top
    for path in ("", "å ä", "å ä/ö", "å ä/ö/.dold", ".git-nej", ".nej/x", "nej/alls", "å ä/nej", "b.yaml"):
        assert found.path_of(top / path) == path


def test_names_are_those_from_here(repo, monkeypatch):
    repo.commit({"å ä/a.yaml": "a"})
    monkeypatch.chdir(repo.folder / "å ä")
    assert Repository(Path()).top == Path("..")
    monkeypatch.chdir(repo.folder.parent)
    assert Repository(Path("repo/å ä")).top == Path("repo")


def test_a_bare_repository(repo, tmp_path):
    repo.commit({"plans/a.yaml": "a"})
    bare = tmp_path / "bare.git"
    repo.git("clone", "--quiet", "--bare", repo.folder, bare)
    found = Repository(bare)
    assert found.is_bare
    assert [found.path_of(place) for place in (bare, bare / "plans", tmp_path)] == ["", "plans", ""]
    assert [file.path for file in found.files(found.commit("main"))] == ["plans/a.yaml"]


def test_a_worktree(repo, tmp_path):
    first = repo.commit({"a/b.yaml": "1"})
    repo.git("worktree", "add", "--quiet", "-b", "gren", tmp_path / "tree", first)
    repo.commit({"a/b.yaml": "2"})
    found = Repository(tmp_path / "tree" / "a")
    assert (found.top, found.path_of(tmp_path / "tree" / "a"), found.commit("HEAD")) == (tmp_path / "tree", "a", first)


def test_submodules_are_repositories_of_their_own(repo, tmp_path):
    inner = Repo(tmp_path / "inner")
    of_inner = inner.commit({"a.yaml": "a"})
    repo.git("submodule", "--quiet", "add", inner.folder, "plans")
    of_outer = repo.commit({"b.yaml": "b"})
    outside, inside = Repository(repo.folder), Repository(repo.folder / "plans")
    assert [file.path for file in outside.files(of_outer)] == [".gitmodules", "b.yaml"]
    assert (inside.commit("HEAD"), inside.path_of(repo.folder / "plans")) == (of_inner, "")
    assert [file.path for file in inside.files(of_inner)] == ["a.yaml"]


def test_contents(repo):
    names = {"a": b"", "b": b"one\n\ntwo", "c": "å\0".encode(), "d": b"missing\n"}
    commit = repo.commit(names)
    found = Repository(repo.folder)
    files = found.files(commit)
    held = found.contents([*(file.id for file in files), files[0].id, "0" * 40])
    assert {file.path: held[file.id] for file in files} == names
    assert [file.size for file in files] == [len(raw) for raw in names.values()]
    assert found.contents([]) == {}
