"""`planctl rule`: one rule, or all of them."""

from __future__ import annotations

import pytest

from planctl.render.rule_page import FAMILY_TITLES
from planctl.rules.registry import FAMILIES, all_rules


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_rule(language, planctl, golden):
    run = planctl("--lang", language, "rule", "K001")
    assert (run.code, run.err) == (0, "")
    golden(f"rule/K001-{language}.txt", run.out)


def test_a_code_in_small_letters(planctl):
    assert planctl("rule", "k001").out == planctl("rule", "K001").out


def test_all_rules(planctl):
    run = planctl("--lang", "en", "rule")
    assert run.code == 0
    assert [line.split()[0] for line in run.out.splitlines() if line.startswith("  ") and line[2] != " "] == list(all_rules())
    assert max(map(len, run.out.splitlines())) <= 100


def test_all_rules_on_a_narrow_terminal(planctl):
    run = planctl("--lang", "sv", "rule", env={"COLUMNS": "60"})
    assert max(map(len, run.out.splitlines())) <= 60


def test_an_unknown_code(planctl):
    run = planctl("--lang", "en", "rule", "K0O1")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("Error: there is no rule K0O1\nHint: did you mean K0")


def test_a_code_like_none(planctl):
    run = planctl("--lang", "en", "rule", "sjukfrånvaro")
    assert run.err == "Error: there is no rule sjukfrånvaro\nHint: planctl rule shows all rules\n"


def test_every_family_has_a_title():
    assert set(FAMILY_TITLES) == set(FAMILIES)


@pytest.mark.parametrize("code", ["F002", "F003", "F007"])
def test_rules_about_what_is_no_text_are_shown_too(code, planctl):
    run = planctl("--lang", "en", "rule", code)
    assert (run.code, run.err) == (0, "")
    assert "\t" not in run.out
