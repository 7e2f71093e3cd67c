"""Which files belong to which workspace."""

import os
import pickle
from pathlib import Path

import pytest

from planctl.errors import PlanctlError
from planctl.source import discover
from planctl.source.discover import Root, find_workspaces


def make(folder: Path, *files: str) -> Path:
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x: 1\n")
    return folder


def names(root: Root, folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in root.files]


def codes_and_files(root: Root) -> list[tuple[str, str]]:
    return sorted((problem.code, Path(problem.file).name) for problem in root.problems)


def test_a_workspace_holds_all_yaml_files_below_it_in_order(tmp_path):
    make(tmp_path, "organisation.yaml", "b/plan.yaml", "a/outcomes-2025.YML", "a/plan.yaml", "readme.md", "a/utfall.xlsx")
    (root,) = find_workspaces([tmp_path])
    assert names(root, tmp_path) == ["a/outcomes-2025.YML", "a/plan.yaml", "b/plan.yaml", "organisation.yaml"]
    assert root.folder == tmp_path
    assert root.organisation == tmp_path / "organisation.yaml"
    assert root.problems == ()


def test_hidden_things_and_templates_hold_no_plans(tmp_path):
    make(tmp_path, "organisation.yaml", ".git/x.yaml", ".x.yaml", "templates/x.yaml", "a/templates/plan.yaml", "a/.b/x.yaml")
    (root,) = find_workspaces([tmp_path])
    assert names(root, tmp_path) == ["a/templates/plan.yaml", "organisation.yaml"]


def test_every_workspace_below_a_folder_is_found(tmp_path):
    make(tmp_path, "leksand/organisation.yaml", "sorsele/organisation.yaml", "sorsele/plan.yaml", "none/plan.yaml", "x.yaml")
    first, second = find_workspaces([tmp_path])
    assert (names(first, tmp_path), names(second, tmp_path)) == (
        ["leksand/organisation.yaml"],
        ["sorsele/organisation.yaml", "sorsele/plan.yaml"],
    )


def test_a_workspace_inside_another_is_its_own(tmp_path):
    make(tmp_path, "organisation.yaml", "plan.yaml", "sub/organisation.yaml", "sub/a/plan.yaml")
    outer, inner = find_workspaces([tmp_path])
    assert names(outer, tmp_path) == ["organisation.yaml", "plan.yaml"]
    assert names(inner, tmp_path) == ["sub/a/plan.yaml", "sub/organisation.yaml"]


def test_a_folder_inside_a_workspace_leads_up_to_it(tmp_path):
    make(tmp_path, "organisation.yaml", "a/b/plan.yaml", "sub/organisation.yaml")
    (root,) = find_workspaces([tmp_path / "a" / "b"])
    assert names(root, tmp_path) == ["a/b/plan.yaml", "organisation.yaml"]


def test_a_file_leads_to_the_workspace_around_it(tmp_path):
    make(tmp_path, "organisation.yaml", "a/plan.yaml", "sub/organisation.yaml", "sub/plan.yaml")
    (root,) = find_workspaces([tmp_path / "sub" / "plan.yaml"])
    assert names(root, tmp_path) == ["sub/organisation.yaml", "sub/plan.yaml"]


def test_several_paths_into_one_workspace_lead_to_it_once(tmp_path):
    make(tmp_path, "organisation.yaml", "a/plan.yaml")
    assert len(find_workspaces([tmp_path, tmp_path / "a", tmp_path / "a" / "plan.yaml", tmp_path / "a" / ".."])) == 1


def test_without_paths_the_working_directory_counts(tmp_path, monkeypatch):
    make(tmp_path, "organisation.yaml", "a/plan.yaml")
    monkeypatch.chdir(tmp_path)
    (root,) = find_workspaces()
    assert [root.name_of(path) for path in root.files] == ["a/plan.yaml", "organisation.yaml"]


def test_files_are_named_from_the_working_directory(tmp_path, monkeypatch):
    make(tmp_path, "plans/organisation.yaml", "plans/a/plan.yaml")
    monkeypatch.chdir(tmp_path)
    for given in (Path("plans"), Path("./plans"), tmp_path / "plans", Path("plans/a/plan.yaml"), Path("plans/../plans")):
        (root,) = find_workspaces([given])
        assert [root.name_of(path) for path in root.files][-1].endswith("plans/organisation.yaml")
    monkeypatch.chdir(tmp_path / "plans" / "a")
    (root,) = find_workspaces()
    assert [root.name_of(path) for path in root.files] == ["plan.yaml", "../organisation.yaml"]


def test_files_elsewhere_are_named_by_their_full_path(tmp_path, monkeypatch):
    make(tmp_path / "plans", "organisation.yaml")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    (root,) = find_workspaces([tmp_path / "plans"])
    assert root.name_of(root.organisation) == (tmp_path / "plans" / "organisation.yaml").as_posix()
    (root,) = find_workspaces([Path("../plans")])
    assert root.name_of(root.organisation) == "../plans/organisation.yaml"


def test_workspaces_travel_between_processes(tmp_path):
    make(tmp_path, "organisation.yaml", "x.yaml/y")
    found = find_workspaces([tmp_path])
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize("name", ["a", "a/plan.yaml", ""])
def test_nothing_around_a_path(tmp_path, name, monkeypatch):
    make(tmp_path, "a/plan.yaml")
    monkeypatch.setattr(discover, "ORGANISATION", "organisation-of-this-test.yaml")
    with pytest.raises(PlanctlError) as caught:
        find_workspaces([tmp_path / name])
    assert caught.value.message.msgid == "no organisation.yaml found in or above {path}"
    assert caught.value.message.values["path"].endswith((tmp_path / name).as_posix())
    assert "-C" in caught.value.hint.msgid


def test_a_path_that_does_not_exist(tmp_path):
    for path in (tmp_path / "none", tmp_path / "no\0ne"):
        with pytest.raises(PlanctlError, match="does not exist"):
            find_workspaces([path])


@pytest.mark.parametrize("name", ["notes.txt", ".hidden.yaml", "templates/report.yaml"])
def test_a_file_that_is_none_of_its_workspace(tmp_path, name):
    make(tmp_path, "organisation.yaml", name)
    with pytest.raises(PlanctlError, match="not a file of the workspace"):
        find_workspaces([tmp_path / name])


def test_a_folder_with_the_name_of_a_file(tmp_path):
    make(tmp_path, "organisation.yaml", "x.yaml/plan.yaml")
    (root,) = find_workspaces([tmp_path])
    assert names(root, tmp_path) == ["organisation.yaml"]
    assert codes_and_files(root) == [("F008", "x.yaml")]


def test_a_folder_that_cannot_be_read(tmp_path, monkeypatch):
    make(tmp_path, "organisation.yaml", "a/plan.yaml", "b/plan.yaml")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("a"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    (root,) = find_workspaces([tmp_path])
    assert names(root, tmp_path) == ["b/plan.yaml", "organisation.yaml"]
    assert codes_and_files(root) == [("F007", "a")]


def test_a_given_folder_that_cannot_be_read(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *args: False)
    with pytest.raises(PlanctlError, match="can't be read"):
        find_workspaces([tmp_path])


def test_a_path_inside_a_folder_that_cannot_be_read(tmp_path, monkeypatch):
    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(PlanctlError, match="can't be read"):
        find_workspaces([tmp_path])


@pytest.fixture
def linked(tmp_path):
    """A workspace with a folder outside it, and a way to make links."""
    make(tmp_path / "ws", "organisation.yaml", "a/plan.yaml")
    make(tmp_path / "outside", "plan.yaml", "notes.txt")

    def link(name: str, target: Path) -> None:
        try:
            (tmp_path / "ws" / name).symlink_to(target, target_is_directory=target.is_dir())
        except OSError:
            pytest.skip("no links here")

    return tmp_path, link


def test_links_out_of_the_workspace_are_not_followed(linked):
    folder, link = linked
    link("out.yaml", folder / "outside" / "plan.yaml")
    link("out", folder / "outside")
    link("up", folder)
    link("notes.txt", folder / "outside" / "notes.txt")
    link("ws-like", folder / "ws-like-but-gone.yaml")
    (root,) = find_workspaces([folder / "ws"])
    assert names(root, folder / "ws") == ["a/plan.yaml", "organisation.yaml"]
    assert codes_and_files(root) == [("F009", "out"), ("F009", "out.yaml"), ("F009", "up")]


def test_links_inside_never_go_round_nor_give_a_file_twice(linked):
    folder, link = linked
    link("a/loop", folder / "ws" / "a")
    link("a/top", folder / "ws")
    link("again.yaml", folder / "ws" / "a" / "plan.yaml")
    link("self.yaml", folder / "ws" / "self.yaml")
    (root,) = find_workspaces([folder / "ws"])
    assert [name for name in names(root, folder / "ws") if name != "self.yaml"] == ["a/plan.yaml", "organisation.yaml"]
    assert root.problems == ()


def test_links_inside_to_what_is_not_walked_otherwise_are_followed(linked):
    folder, link = linked
    make(folder / "ws", ".archive/2024/plan.yaml", ".archive/one.yaml")
    link("archive", folder / "ws" / ".archive" / "2024")
    link("one.yaml", folder / "ws" / ".archive" / "one.yaml")
    (root,) = find_workspaces([folder / "ws"])
    assert names(root, folder / "ws") == ["a/plan.yaml", "archive/plan.yaml", "one.yaml", "organisation.yaml"]
    assert root.problems == ()


def test_a_link_to_a_workspace_inside_is_not_taken_in(linked):
    folder, link = linked
    make(folder / "ws", "sub/organisation.yaml", "sub/plan.yaml")
    link("again", folder / "ws" / "sub")
    outer, inner = find_workspaces([folder / "ws"])
    assert names(outer, folder / "ws") == ["a/plan.yaml", "organisation.yaml"]
    assert names(inner, folder / "ws") == ["sub/organisation.yaml", "sub/plan.yaml"]


def test_a_given_link_to_a_workspace_is_followed(linked):
    folder, _ = linked
    (folder / "link").symlink_to(folder / "ws", target_is_directory=True)
    (root,) = find_workspaces([folder / "link"])
    assert names(root, folder / "link") == ["a/plan.yaml", "organisation.yaml"]
