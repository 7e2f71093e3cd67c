"""Workspaces of a commit are those that one finds in a checkout of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from planctl.diagnostics import Problem
from planctl.errors import PlanctlError
from planctl.source.content import MAX_BYTES
from planctl.source.discover import find_workspaces
from planctl.source.git.links import resolved
from planctl.source.git.repository import Repository
from planctl.source.git.workspaces import workspaces_at, workspaces_of
from tests.repositories import Repo

ORGANISATION = "kind: organisation\nid: a\nname: A\n"


@pytest.fixture
def repo(tmp_path):
    return Repo(tmp_path / "repo")


def described(roots) -> list[tuple]:
    """What a workspace holds, without how it was read."""

    def held(root, path):
        content = root.content(path)
        return content if isinstance(content, bytes) else content.code

    return [
        (
            str(root.folder),
            [str(file) for file in root.files],
            [held(root, file) for file in root.files],
            sorted((problem.code, problem.file) for problem in root.problems),
        )
        for root in roots
    ]


NAMES = st.sampled_from(["a", "b", "a-b", "å", ".h", "templates", "x.yaml"])
FILES = st.sampled_from(["organisation.yaml", "p.yaml", "q.YML", ".p.yaml", "r.txt", "plan å.yaml"])
PATHS = st.tuples(st.lists(NAMES, max_size=4), FILES).map(lambda parts: "/".join([*parts[0], parts[1]]))


def together(paths: set[str]) -> set[str]:
    """Without those that would need a file to be a folder."""
    return {path for path in paths if not any(other.startswith(f"{path}/") for other in paths)}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(paths={"organisation.yaml", "a/organisation.yaml", "a/x.yaml/organisation.yaml"}, place="")
@given(paths=st.sets(PATHS, min_size=1, max_size=14).map(together), place=st.sampled_from(["", "a", "a/b", "å", "templates", ".h"]))
def test_equal_to_a_checkout(tmp_path_factory, paths, place):
    repo = Repo(tmp_path_factory.mktemp("repo"))
    repo.commit({path: f"{path}\n" for path in paths})
    folder = repo.folder / place
    if not folder.is_dir():
        with pytest.raises(PlanctlError):
            workspaces_at("HEAD", [folder])
        return
    try:
        expected = described(find_workspaces([folder]))
    except PlanctlError:
        with pytest.raises(PlanctlError):
            workspaces_at("HEAD", [folder])
        return
    assert described(workspaces_at("HEAD", [folder])) == expected


LINKS = {
    "inside": ("w/länk.yaml", "personal/plan.yaml"),
    "of another name": ("w/länk.yaml", "personal/plan.txt"),
    "to what is hidden": ("w/länk.yaml", ".dold/plan.yaml"),
    "to a template": ("w/länk.yaml", "templates/t.yaml"),
    "through another link": ("w/länk.yaml", "väg/plan.yaml"),
    "outwards": ("w/länk.yaml", "../annan/plan.yaml"),
    "out of the repository": ("w/länk.yaml", "../../../../etc/hosts.yaml"),
    "absolute": ("w/länk.yaml", "/etc/hosts"),
    "to nothing": ("w/länk.yaml", "finns-inte.yaml"),
    "to a hidden folder": ("w/mapp", ".dold"),
    "to a folder that is there anyhow": ("w/mapp", "personal"),
    "to a folder outside": ("w/mapp", "../annan"),
    "to a folder with a workspace": ("w/mapp", ".dold/inre"),
    "no yaml": ("w/länk.txt", "personal/plan.yaml"),
}


@pytest.mark.parametrize("case", LINKS)
@pytest.mark.parametrize("top", ["", "djupt/ner/"])
def test_links(repo, case, top):
    link, target = LINKS[case]
    files = [
        "organisation.yaml",
        "personal/plan.yaml",
        "personal/plan.txt",
        ".dold/plan.yaml",
        ".dold/inre/organisation.yaml",
        "templates/t.yaml",
    ]
    repo.write({f"{top}w/{name}": name for name in files} | {f"{top}annan/plan.yaml": "annan"})
    (repo.folder / top / "w" / "väg").symlink_to("personal")
    (repo.folder / top / link).symlink_to(target)
    repo.commit()
    for place in (repo.folder, repo.folder / top / "w"):
        assert described(workspaces_at("HEAD", [place])) == described(find_workspaces([place]))


def test_a_link_out_of_a_workspace_at_the_top_of_the_repository(repo):
    repo.write({"organisation.yaml": ORGANISATION})
    (repo.folder / "ut.yaml").symlink_to("../ut.yaml")
    repo.commit()
    (root,) = workspaces_at("HEAD", [repo.folder])
    assert [Path(problem.file).name for problem in root.problems] == ["ut.yaml"]


@pytest.mark.parametrize("target", ["../ut.yaml", "finns-inte.yaml", "organisation.yaml"])
def test_an_organisation_that_is_a_link_which_can_not_be_followed(repo, target):
    (repo.folder / "organisation.yaml").symlink_to(target)
    repo.commit()
    (root,) = workspaces_at("HEAD", [repo.folder])
    assert isinstance(root.content(root.organisation), Problem)


@pytest.mark.parametrize(
    ("path", "links", "target"),
    [
        ("a/b", {}, "a/b"),
        ("a/l", {"a/l": "../c/./d"}, "c/d"),
        ("l/x/../y", {"l": "c"}, "c/y"),
        ("l", {"l": "m/x", "m": "n", "n": "o/p"}, "o/p/x"),
        ("l", {"l": "l"}, None),
        ("l", {"l": "m", "m": "l"}, None),
        ("a/l", {"a/l": "../../x"}, None),
        ("l", {"l": "/etc"}, None),
        ("a/l", {"a/l": "."}, "a"),
    ],
)
def test_where_a_link_leads(path, links, target):
    assert resolved(path, links) == target


def test_too_large(repo):
    repo.commit({"organisation.yaml": ORGANISATION, "plan.yaml": b"#" * (MAX_BYTES + 1)})
    (root,) = workspaces_at("HEAD", [repo.folder])
    problem = root.content(repo.folder / "plan.yaml")
    assert isinstance(problem, Problem)
    assert problem.code == find_workspaces([repo.folder])[0].content(repo.folder / "plan.yaml").code


def test_an_empty_file_is_empty_and_not_missing(repo):
    repo.commit({"organisation.yaml": ORGANISATION, "plan.yaml": ""})
    (root,) = workspaces_at("HEAD", [repo.folder])
    assert root.content(repo.folder / "plan.yaml") == b""


@pytest.mark.parametrize("path", ["nej", "nej.yaml", "personal/nej.yaml", "LÄSMIG.md", "personal/.dold.yaml", "templates/t.yaml"])
def test_a_place_that_is_not_there_or_no_part_of_the_workspace_is_refused(repo, path):
    files = dict.fromkeys(["organisation.yaml", "personal/plan.yaml", "LÄSMIG.md", "personal/.dold.yaml", "templates/t.yaml"], ORGANISATION)
    repo.commit(files)
    with pytest.raises(PlanctlError) as caught:
        workspaces_at("HEAD", [repo.folder / path])
    with pytest.raises(PlanctlError) as of_the_working_tree:
        find_workspaces([repo.folder / path])
    assert caught.value.message.msgid.startswith(of_the_working_tree.value.message.msgid)


def test_a_file_leads_to_the_workspace_around_it_and_each_is_there_once(repo):
    repo.commit({"a/organisation.yaml": ORGANISATION, "a/p/plan.yaml": "x", "b/organisation.yaml": ORGANISATION})
    places = [repo.folder / "a" / "p" / "plan.yaml", repo.folder / "a", repo.folder]
    assert [root.folder for root in workspaces_at("HEAD", places)] == [repo.folder / "a", repo.folder / "b"]


def test_the_working_tree_is_not_looked_at(repo):
    repo.commit({"organisation.yaml": ORGANISATION, "plan.yaml": "before"})
    repo.write({"plan.yaml": "after", "ny.yaml": "new", "organisation.yaml": None})
    (root,) = workspaces_at("HEAD", [repo.folder])
    assert {path.name: root.content(path) for path in root.files} == {"organisation.yaml": ORGANISATION.encode(), "plan.yaml": b"before"}


def test_no_workspace(repo):
    commit = repo.commit({"plan.yaml": "x"})
    with pytest.raises(PlanctlError):
        workspaces_at("HEAD", [repo.folder])
    assert workspaces_of(Repository(repo.folder), commit, repo.folder) == []


def test_a_bare_repository_names_files_as_those_below_it(repo, tmp_path, monkeypatch):
    repo.commit({"plans/organisation.yaml": ORGANISATION})
    bare = tmp_path / "bare.git"
    repo.git("clone", "--quiet", "--bare", repo.folder, bare)
    (root,) = workspaces_at("main", [bare])
    assert root.files == (bare / "plans" / "organisation.yaml",)
    monkeypatch.chdir(bare)
    (root,) = workspaces_at("main", [Path()])
    assert [os.fspath(file) for file in root.files] == ["plans/organisation.yaml"]
    assert Repository(Path()).path_of(root.folder) == "plans"
