"""What a format is asked for that it can't hold."""

from __future__ import annotations

import pytest

from planctl.errors import PlanctlError
from planctl.exchange import formats
from planctl.exchange.formats import FORMATS, OPTIONS, Format, exported
from planctl.exchange.request import Request
from tests.exchange.requests import request_of
from tests.workspaces import load_workspace


def test_a_format_of_one_organisation(tmp_path, monkeypatch):
    monkeypatch.setattr(formats, "FORMATS", {"one": Format("planctl.exchange.tidy.csv", single=True)})
    asked = request_of(load_workspace(tmp_path, {}))
    with pytest.raises(PlanctlError) as stopped:
        exported("one", asked._replace(parts=asked.parts * 2))
    assert stopped.value.message.values["names"] == ("Exempel kommun", "Exempel kommun")


@pytest.mark.parametrize(
    ("name", "option"), [(name, option) for name, format_ in FORMATS.items() for option in OPTIONS if option not in format_.options]
)
def test_an_option_that_a_format_does_not_know(tmp_path, name, option):
    asked = request_of(load_workspace(tmp_path, {}), **{option: True})
    with pytest.raises(PlanctlError) as stopped:
        exported(name, asked)
    assert stopped.value.hint is not None
    assert stopped.value.hint.values["option"] == f"--{option.replace('_', '-')}"


def test_the_options_are_fields_of_a_request():
    assert set(OPTIONS) <= set(Request._fields)
    assert set(OPTIONS) == {option for format_ in FORMATS.values() for option in format_.options}
