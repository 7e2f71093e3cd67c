"""The small parts of beginning: ids from names, addresses of planctl, texts that are filled in."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.adoption import origin
from planctl.adoption.ci import guessed
from planctl.adoption.fill import _line
from planctl.adoption.identity import id_of, id_or_stop
from planctl.adoption.origin import Origin, origin_of
from planctl.errors import PlanctlError


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Lindsjö kommun", "lindsjo"),
        ("Kost & städ", "kost-stad"),
        ('Ånge: "kommun" #1', "ange-1"),
        ("Kommun", "kommun"),
        ("Region Øst", "ost"),
        ("ÉCOLE", "ecole"),
        ("???", "x"),
    ],
)
def test_ids_of_names(name: str, id_: str) -> None:
    assert id_of(name, "x") == id_


@given(st.text())
def test_every_name_has_an_id(name: str) -> None:
    assert id_or_stop(id_of(name, "x"), "--id")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://github.com/a/planctl", Origin("https://github.com/a/planctl", f"v{origin.__version__}")),
        ("https://github.com/a/planctl.git@v2", Origin("https://github.com/a/planctl", "v2")),
        ("https://git.example.com:8443/a/b/planctl/@main", Origin("https://git.example.com:8443/a/b/planctl", "main")),
        ("http://github.com/a/planctl", None),
        ("https://user:secret@github.com/a/planctl", None),
        ("https://github.com/a/planctl@v1 && x", None),
        ("planctl", None),
    ],
)
def test_addresses(text: str, found: Origin | None) -> None:
    if found is None:
        with pytest.raises(PlanctlError):
            origin_of(text)
    else:
        assert origin_of(text) == found


def test_raw_files() -> None:
    assert Origin("https://github.com/a/p", "v1").raw("ci/gitlab.yml") == "https://raw.githubusercontent.com/a/p/v1/ci/gitlab.yml"
    assert Origin("https://gitlab.com/a/p", "v1").raw("ci/gitlab.yml") == "https://gitlab.com/a/p/-/raw/v1/ci/gitlab.yml"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (None, None),
        ("{}", None),
        ('{"url": "https://github.com/a/planctl.git", "vcs_info": {"commit_id": "abc"}}', Origin("https://github.com/a/planctl", "abc")),
        (
            '{"url": "ssh://git@example.com/a/planctl.git", "vcs_info": {"commit_id": "abc"}}',
            Origin("https://example.com/a/planctl", "abc"),
        ),
        ('{"url": "https://token@example.com/a/planctl", "vcs_info": {"commit_id": "abc"}}', None),
        ('{"url": "file:///nowhere/at/all", "dir_info": {}}', None),
    ],
)
def test_where_this_planctl_came_from(said: str | None, found: Origin | None, monkeypatch: pytest.MonkeyPatch) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return said

    monkeypatch.setattr(origin, "distribution", lambda name: Installed())
    assert origin.own_origin() == found


@pytest.mark.parametrize(
    ("address", "service"), [("git@gitlab.example.com:a/b.git", "gitlab"), ("https://github.com/a/b", "github"), ("", "github")]
)
def test_the_service_is_guessed_from_the_remote(address: str, service: str, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    if address:
        subprocess.run(["git", "remote", "add", "origin", address], cwd=tmp_path, check=True)
    assert guessed(tmp_path, tmp_path) == service
    (tmp_path / ".gitlab-ci.yml").touch()
    assert guessed(tmp_path, tmp_path) == "gitlab"


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("a: {{x|yaml}}\n", "a: '{{x}}'\n"),
        ("[{{x|json}}]", '["{{x}}"]'),
        ("${{ x }} {{x}}", "${{ x }} {{x}}"),
        ("  {{none}}\n", ""),
        ("a {{none}}\n", "a \n"),
    ],
)
def test_texts_are_filled_in_once(line: str, made: str) -> None:
    assert _line(line, {"x": "{{x}}", "none": ""}).replace('"{{x}}"\n', "'{{x}}'\n") == made
