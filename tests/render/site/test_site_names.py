"""Names of files for ids."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.model.base import ID_PATTERN
from planctl.render.site.names import file_name, page_of

IDS = st.from_regex(ID_PATTERN, fullmatch=True) | st.text(alphabet="aåäoöeéuü-n", min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("personal", "personal"),
        ("förskola", "forskola_1"),
        ("forskola", "forskola"),
        ("äldreomsorg", "aldreomsorg_2"),
        ("kommunstyrelsen-år", "kommunstyrelsen-ar_00001"),
        ("aux", "aux_"),
        ("com1", "com1_"),
    ],
)
def test_names(id_, name):
    assert file_name(id_) == name


def test_pages():
    assert page_of("unit", "förskola") == "forskola_1/index.html"
    assert page_of("kpi", "förskola/kö") == "forskola_1/kpi-ko_1.html"


@given(IDS, IDS)
def test_different_ids_have_different_names(one, other):
    assert (file_name(one) == file_name(other)) == (one == other)


@given(st.text())
def test_any_text_gives_a_name_that_stays_in_its_folder(text):
    assert re.fullmatch("[a-z0-9_-]{1,170}", file_name(text))
