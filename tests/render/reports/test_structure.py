"""No user's text, whatever it holds and wherever it stands, changes what a page is made of."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from planctl.render.reports.escaping import one_line, paragraphs_of
from planctl.render.reports.names import NAMES
from tests.render.reports.pages import html_structure, markdown_structure, report, workspace_in
from tests.render.reports.test_escaping import HOSTILE, TEXTS

ORGANISATION = """\
kind: organisation
format: 1
id: exempel
name: §
description: §
units:
  lon: {title: §, type: §, head: §, description: §}
  tom: {title: §}
"""
PLAN = """\
kind: plan
unit: UNIT
period: 2026
title: §
document: {type: §, name: §, status: STATUS, decided_by: §, section: §, reference: §, responsible: §}
vision: §
values: [§, §]
mission: §
description: §
tasks: [§, §]
governed_by: [§]
follow_up: §
internal_control: §
focus: {2026: [§, §]}
competence: {needs: §, recruitment: [§, §], development: §}
services:
  s:
    {title: §, promise: §, audience: [§], within: §, from: §, exceptions: §, redress: §, user_part: §,
     rights: §, possibilities: [§], kpi: k}
goals:
  m:
    title: §
    description: §
    group: §
    owner: §
    economy: financial
    SUPPORTS
    kpis:
      k:
        title: §
        description: §
        target: "≥ 80"
        thresholds: {red: "< 70", yellow: 70–79, green: "≥ 80"}
        breaks: {2020: §}
        by: {§: [§]}
        numerator: §
        denominator: §
        frequency: tertial
        source: §
        owner: §
      ord: {title: §, target: {text: §}, frequency: tertial}
    activities:
      a: {title: §, description: §, responsible: §, start: §, due: §, evaluation: §}
kpis:
  s2: {title: §, frequency: tertial}
activities:
  b: {title: §}
assignments:
  u: {title: §, description: §, given_by: §, reference: §, responsible: §, due: §, result: §}
"""
OUTCOMES = """\
kind: outcomes
unit: UNIT
year: 2026
summary: {T2: §}
kpis:
  k:
    T1: 75
    T2: {value: 60, by: {§: 50}, comment: §, analysis: §, action: §, source: §, peers: {mean: 70, source: §}}
  s2:
    T2: {value: missing, reason: §}
goals: {m: {T2: {assessment: yellow, analysis: §, action: §, comment: §}}}
activities: {a: {T2: {status: ongoing, due: 2026-12-01, comment: §}}}
assignments: {u: {T2: {status: ongoing, comment: §}}}
services: {s: {T2: {kept: partly, comment: §}}}
"""
FORMATS = {"html": html_structure, "md": markdown_structure}


def files(text: str) -> dict[str, str]:
    found = {"organisation.yaml": ORGANISATION}
    for unit, status, supports in (("exempel", "decided", "supports: []"), ("lon", "draft", "supports: exempel/m")):
        plan = PLAN.replace("UNIT", unit).replace("STATUS", status).replace("SUPPORTS", supports)
        found |= {f"{unit}/plan.yaml": plan, f"{unit}/outcomes-2026.yaml": OUTCOMES.replace("UNIT", unit)}
    return {name: body.replace("§", json.dumps(text, ensure_ascii=False)) for name, body in found.items()}


def structures(text: str) -> dict[tuple[str, str], list[tuple[str, ...]]]:
    with TemporaryDirectory() as name:
        for file, body in files(text).items():
            path = Path(name, file)
            path.parent.mkdir(exist_ok=True)
            path.write_text(body, encoding="utf-8")
        workspace = workspace_in(Path(name))
        assert workspace.problems == []
        return {(report_, format_): parse(report(workspace, report_, format_)) for report_ in NAMES for format_, parse in FORMATS.items()}


@cache
def neutral(paragraphs: int) -> dict[tuple[str, str], list[tuple[str, ...]]]:
    return structures("\n\n".join(["x"] * paragraphs))


def held(text: str) -> None:
    for page, structure in structures(text).items():
        assert structure == neutral(len(paragraphs_of(text)))[page], page


def can_stand_in_yaml(text: str) -> bool:
    """Some of the places are keys, which YAML limits to 1024 characters."""
    return len(json.dumps(text)) < 1000 and (
        text.isprintable() or all(character.isprintable() or character in "\n\t\u00a0\u2028" for character in text)
    )


@pytest.mark.parametrize("text", [text for text in HOSTILE if one_line(text) and can_stand_in_yaml(text)][::3])
def test_hostile_texts(text):
    held(text)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(TEXTS.filter(can_stand_in_yaml))
def test_any_text(text):
    held(text)
