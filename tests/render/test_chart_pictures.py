"""Every chart: golden files, and what holds for any data whatever."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planctl.render.charts.chart import Chart
from planctl.render.charts.distribution import distribution
from planctl.render.charts.heatmap import heatmap
from planctl.render.charts.lettering import NARROW, WIDE
from planctl.render.charts.sparkline import sparkline
from planctl.render.charts.style import style_sheet
from planctl.render.charts.svg import escaped, identifier
from planctl.render.charts.timeline import timeline
from planctl.render.language import Language
from tests.render.chart_cases import CHARTS, HOSTILE, counts, heatmaps, sparklines, texts, timelines
from tests.render.drawn import ATTRIBUTES, SVG, TAGS, Drawn, overlapping

EXAMPLES = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LANGUAGES = st.sampled_from(["sv", "en"]).map(Language.of)


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("name", CHARTS)
def test_charts_are_as_they_were(name, code, golden):
    chart = CHARTS[name](Language.of(code))
    golden(f"charts/{name}.{code}.svg", chart.svg.replace("><", ">\n<") + "\n")
    rows = (chart.table.head, *chart.table.rows)
    golden(f"charts/{name}.{code}.txt", "\n".join([chart.title, chart.description, *(" | ".join(row) for row in rows)]) + "\n")


@pytest.mark.parametrize("name", CHARTS)
def test_every_class_has_its_style(name):
    marks = {"chart-mark", "chart-timeline", "chart-distribution", "chart-tick"}
    named = {word.strip(".,:{} ") for word in style_sheet().replace(".", " .").replace(":", " ").split() if word.startswith(".chart")}
    for known in Drawn(CHARTS[name](Language.of("sv")).svg).classes() - marks:
        assert known in named or known in {f"chart-{status}" for status in _OTHERS}, known


_OTHERS = ("missing", "unassessed", "pending", "untargeted", "confidential", "not-applicable")
"""Statuses whose signs have the colour that all signs have unless told."""


def charts() -> st.SearchStrategy[Chart]:
    return st.one_of(
        st.builds(timeline, timelines(), LANGUAGES, texts()),
        st.builds(heatmap, heatmaps(), LANGUAGES, texts()),
        st.builds(sparkline, sparklines(), LANGUAGES, texts()),
        st.builds(distribution, counts(), LANGUAGES, texts(), texts()),
    )


@EXAMPLES
@given(charts())
def test_a_picture_is_well_formed_and_holds_nothing_that_a_user_could_add(chart):
    drawn = Drawn(chart.svg)
    assert {element.tag.removeprefix(SVG) for element in drawn.elements()} <= TAGS
    assert {key for element in drawn.elements() for key in element.attrib} <= ATTRIBUTES
    assert [element.tag.removeprefix(SVG) for element in drawn.root][:2] == ["title", "desc"]
    assert all(element.attrib["fill"].startswith("url(#") for element in drawn.elements() if "fill" in element.attrib)


@EXAMPLES
@given(charts())
def test_a_picture_names_itself_by_ids_of_its_own(chart):
    drawn = Drawn(chart.svg)
    ids = [element.attrib["id"] for element in drawn.elements() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert drawn.root.attrib["aria-labelledby"].split() == ids[:2]
    used = {element.attrib["fill"][5:-1] for element in drawn.elements() if "fill" in element.attrib}
    assert used <= set(ids)


@EXAMPLES
@given(charts())
def test_everything_lies_within_the_picture(chart):
    drawn = Drawn(chart.svg)
    for left, top, right, bottom in drawn.boxes():
        assert -4 <= left <= right <= drawn.width + 4, (left, right)
        assert -4 <= top <= bottom <= drawn.height + 4, (top, bottom)
    for size in (WIDE, NARROW):
        for box in drawn.texts(size):
            assert box.left >= 0
            assert box.right <= drawn.width
            assert box.top >= -4
            assert box.bottom <= drawn.height + 4


@EXAMPLES
@given(charts())
def test_no_two_texts_meet(chart):
    drawn = Drawn(chart.svg)
    assert overlapping(drawn.texts(WIDE)) == []
    assert overlapping(drawn.texts(NARROW)) == []


@EXAMPLES
@given(timelines(), LANGUAGES)
def test_the_table_of_a_timeline_has_every_value(data, language):
    first = timeline(data, language, "a")
    cells = [cell for row in first.table.rows for cell in row]
    for _, value, _ in data.measured:
        assert language.quantity(value, data.unit, data.decimals) in cells
    if data.forecast:
        assert language.quantity(data.forecast.value, data.unit, data.decimals) in cells
    for known in data.breaks:
        assert any(cell.endswith(known.text) for cell in cells)
    assert all(len(row) == len(first.table.head) for row in first.table.rows)


@EXAMPLES
@given(st.data())
def test_the_same_data_give_the_same_bytes(data):
    known = data.draw(timelines())
    assert timeline(known, Language.of("sv"), "a") == timeline(known, Language.of("sv"), "a")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_a_text(text):
    assert Drawn(f'<svg a="{escaped(text)}">{escaped(text)}</svg>'.replace("<svg", '<svg viewBox="0 0 1 1"')).root.text == (
        "".join(character if character.isprintable() else " " for character in text)
    )


def test_addresses_that_differ_have_ids_that_differ():
    assert identifier("a-b/c") != identifier("a/b-c")
    assert identifier('"> <x') == "____x"


def test_a_style_sheet_loads_nothing():
    assert "url(" not in style_sheet()
    assert "@import" not in style_sheet()
