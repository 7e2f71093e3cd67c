"""What a format is asked for that it can't hold."""

from __future__ import annotations

import pytest

from planctl.errors import PlanctlError
from planctl.exchange import formats
from planctl.exchange.formats import Format, exported
from tests.exchange.requests import request_of
from tests.workspaces import load_workspace


def test_a_format_of_one_organisation(tmp_path, monkeypatch):
    monkeypatch.setattr(formats, "FORMATS", {"one": Format("planctl.exchange.tidy.csv", single=True)})
    asked = request_of(load_workspace(tmp_path, {}))
    with pytest.raises(PlanctlError) as stopped:
        exported("one", asked._replace(parts=asked.parts * 2))
    assert stopped.value.message.values["names"] == ("Exempel kommun", "Exempel kommun")
