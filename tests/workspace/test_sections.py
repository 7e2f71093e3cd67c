"""What is reported, and of what: the sections of a file of outcomes are those of a plan."""

from planctl.model.outcomes import SECTIONS, Outcomes
from planctl.notation.period import Period
from tests.workspaces import load_workspace, outcomes, plan

PLAN = plan("""\
    goals:
      mal: {title: Ett mål, kpis: {tal: {title: Ett tal}}, activities: {gora: {title: Något}}}
    services:
      svar: {promise: Svar inom tre dagar}
    assignments:
      utreda: {title: Utreda något}
""")
OUTCOMES = outcomes("""\
    kpis: {tal: {T1: 4}}
    goals: {mal: {T2: {assessment: green}}}
    activities: {gora: {T1: {status: done}}}
    assignments: {utreda: {T1: {status: done}}}
    services: {svar: {helår: {kept: "yes"}}}
    summary: {bokslut: Ett år}
""")


def test_every_section_stands_in_the_file_of_outcomes_and_in_the_plan(tmp_path):
    workspace = load_workspace(tmp_path, {"plan.yaml": PLAN, "utfall.yaml": OUTCOMES})
    assert Outcomes.model_fields.keys() - SECTIONS.keys() == {"kind", "unit", "year", "summary"}
    assert all(getattr(workspace.plans[0], section) for section in SECTIONS)
    assert len(workspace.plans[0].sections()) == len(SECTIONS)
    assert {name for name, _ in workspace.outcomes[0].sections()} == SECTIONS.keys()


def test_all_entries_are_found_by_their_ids(tmp_path):
    (entry,) = load_workspace(tmp_path, {"plan.yaml": PLAN}).plans
    assert list(entry.ids()) == ["mal", "tal", "gora", "svar", "utreda"]
    assert [found.id for id_ in entry.ids() if (found := entry.find(id_))] == ["mal", "tal", "gora", "svar", "utreda"]
    assert entry.find("annat") is None


def test_all_periods_are_those_of_every_section_and_of_the_summary(tmp_path):
    (entry,) = load_workspace(tmp_path, {"plan.yaml": PLAN, "utfall.yaml": OUTCOMES}).outcomes
    assert entry.periods() == {"T1", "T2", "helår", "bokslut"}


def test_an_entry_knows_what_is_reported_of_it(tmp_path):
    workspace = load_workspace(tmp_path, {"plan.yaml": PLAN, "utfall.yaml": OUTCOMES})
    (entry,) = workspace.plans
    for (id_, name), section in zip(
        [("tal", "T1"), ("mal", "T2"), ("gora", "T1"), ("utreda", "T1"), ("svar", "helår")], SECTIONS, strict=True
    ):
        found = entry.find(id_)
        assert found
        assert found.section == section
        assert isinstance(found.report(Period(2026, name)), SECTIONS[section])
        assert found.source(2026) is workspace.outcomes[0]
        assert (found.source(2025), found.report(Period(2025, name)), found.report(Period(2026, "annat"))) == (None, None, None)
