"""How one thing has changed, commit by commit."""

from __future__ import annotations

import pytest

from planctl.revisions.history import history
from planctl.source.git.repository import Repository
from tests.repositories import Repo, repo_with
from tests.workspaces import outcomes, plan

KPI = 'kpis:\n  franvaro:\n    title: Total sjukfrånvaro\n    unit: "%"\n    target: "< 6"\n'
FILES = {"personal/plan.yaml": plan(KPI)}


@pytest.fixture
def repo(tmp_path) -> Repo:
    return repo_with(tmp_path, FILES)


def told(repo, address="personal/franvaro", folder="", until="HEAD"):
    """The events, the newest first: `subject: what sort period (former) fields`."""
    repository = Repository(repo.folder)
    return [_line(event) for event in history(repository, folder, address, repository.commit(until)).events]


def _line(event) -> str:
    line = f"{event.commit.subject}: {event.what.value} {event.sort.value} {event.period}"
    line += f" (was {event.former})" if event.former else ""
    line += f" (now {event.now})" if event.now else ""
    line += " BREAK" if event.breaks else ""
    return line + "".join(
        f" [{field.name}: {field.before} → {field.after}]" for field in event.fields if event.what.value not in ("added", "removed")
    )


BEGUN = "The plans as they were: added kpi 2025-2027"


def test_changes_of_the_definition_and_the_outcomes(repo):
    repo.commit({"personal/plan.yaml": plan(KPI.replace("< 6", "< 5"))}, "Höj")
    repo.commit({"personal/u.yaml": outcomes("kpis:\n  franvaro: {T1: 6.2}\n  annat: {T1: 1}\n")}, "Utfall")
    repo.commit({"personal/u.yaml": outcomes("kpis:\n  franvaro: {T1: 6.4, year: {value: 6, comment: Bra}}\n")}, "Rättat")
    repo.commit({"personal/u.yaml": outcomes("kpis:\n  franvaro: {T1: 6.40, year: {value: 6, comment: Bra}}  # samma\n")}, "Kommentar")
    repo.commit({"annat.txt": "x"}, "Något annat")
    assert told(repo) == [
        "Rättat: changed outcome 2026-T1 [value: 6.2 → 6.4]",
        "Rättat: added outcome 2026",
        "Utfall: added outcome 2026-T1",
        "Höj: changed kpi 2025-2027 [target: < 6 → < 5]",
        BEGUN,
    ]


@pytest.mark.parametrize(
    ("old", "new", "is_break"),
    [
        ('unit: "%"', "unit: dagar", True),
        ("< 6", "< 5", False),
        ("Total", "All", False),
        ("    target", "    source: HR-systemet\n    target", True),
    ],
)
def test_breaks(repo, old, new, is_break):
    repo.commit({"personal/plan.yaml": plan(KPI.replace(old, new))}, "Nytt")
    assert (" BREAK" in told(repo)[0]) is is_break


def test_a_new_id_and_another_file_are_followed_back(repo):
    repo.commit({"personal/plan.yaml": None, "hr/plan-2025.yml": plan(KPI)}, "Flyttat")
    repo.commit({"hr/plan-2025.yml": plan(KPI.replace("franvaro:", "sjukfranvaro:").replace("Total sjuk", "Total  sjuk"))}, "Nytt id")
    repo.commit({"hr/plan-2025.yml": plan(KPI.replace("franvaro:", "sjukfranvaro:").replace("< 6", "< 5"))}, "Höj")
    assert told(repo, "personal/sjukfranvaro") == [
        "Höj: changed kpi 2025-2027 [target: < 6 → < 5]",
        "Nytt id: renamed kpi 2025-2027 (was personal/franvaro)",
        BEGUN,
    ]


LON = {"lon/plan.yaml": plan("goals: {}\n", unit="lon", period="2026-2028")}
NO_KPI = "goals: {}\n"


def renamed(id_: str, text: str = KPI) -> str:
    return plan(text.replace("franvaro:", f"{id_}:"))


def test_a_former_id_is_followed_on(repo):
    repo.commit({"personal/plan.yaml": renamed("sjukfranvaro")}, "Nytt id")
    repo.commit({"personal/plan.yaml": renamed("sjuk")}, "Åter nytt")
    repo.commit({"personal/plan.yaml": renamed("sjuk", KPI.replace("< 6", "< 5"))}, "Höj")
    expected = [
        "Höj: changed kpi 2025-2027 [target: < 6 → < 5]",
        "Åter nytt: renamed kpi 2025-2027 (was personal/sjukfranvaro)",
        "Nytt id: renamed kpi 2025-2027 (was personal/franvaro)",
        BEGUN,
    ]
    for address in ("personal/franvaro", "personal/sjukfranvaro", "personal/sjuk"):
        assert told(repo, address) == expected
    repo.commit({"personal/plan.yaml": plan(NO_KPI)}, "Bort")
    assert told(repo) == ["Bort: removed kpi 2025-2027", *expected]


def test_a_former_id_that_is_given_to_another_thing_is_that_thing(repo):
    repo.commit({"personal/plan.yaml": renamed("sjuk")}, "Nytt id")
    repo.commit({"personal/plan.yaml": renamed("sjuk") + "  franvaro:\n    title: Annan frånvaro\n"}, "Annat")
    assert told(repo) == ["Annat: added kpi 2025-2027", "Nytt id: renamed kpi 2025-2027 (now personal/sjuk)", BEGUN]


def test_there_and_back_again(repo):
    repo.commit({"personal/plan.yaml": renamed("sjuk")}, "Nytt id")
    repo.commit(FILES, "Åter")
    expected = [
        "Åter: renamed kpi 2025-2027 (was personal/sjuk)",
        "Nytt id: renamed kpi 2025-2027 (was personal/franvaro)",
        BEGUN,
    ]
    assert told(repo) == told(repo, "personal/sjuk") == expected


@pytest.mark.parametrize(("id_", "what"), [("franvaro", "moved"), ("sjuk", "renamed")])
def test_what_has_come_from_another_unit(repo, id_, what):
    repo.commit(LON, "Löneenheten")
    kpi = KPI.replace("franvaro:", f"{id_}:")
    repo.commit({"personal/plan.yaml": plan(NO_KPI), "lon/plan.yaml": plan(kpi, unit="lon", period="2026-2028")}, "Flyttat")
    repo.commit({"lon/plan.yaml": plan(kpi.replace("< 6", "< 5"), unit="lon", period="2026-2028")}, "Höj")
    expected = ["Höj: changed kpi 2026-2028 [target: < 6 → < 5]", f"Flyttat: {what} kpi 2026-2028 (was personal/franvaro)", BEGUN]
    assert told(repo, f"lon/{id_}") == told(repo) == expected


def test_a_plan_for_other_years_goes_on(repo):
    repo.commit({"personal/plan.yaml": plan(KPI.replace("< 6", "< 5"), period="2025-2028")}, "Ett år till")
    assert told(repo) == ["Ett år till: changed kpi 2025-2028 [target: < 6 → < 5]", BEGUN]


DECIDED = "document: {status: decided, revision: 1}\n"
AGAIN = "document: {status: decided, revision: 2}\n" + KPI.replace("< 6", "< 5")


@pytest.mark.parametrize("is_marked", [False, True])
def test_a_revision_in_a_file_of_its_own_changes_the_plan(repo, is_marked):
    """Also where the earlier one is marked as superseded in the same commit, and where it is thrown away later."""
    repo.commit({"personal/plan.yaml": plan(DECIDED + KPI)}, "Beslutad")
    earlier = plan(DECIDED.replace("decided", "superseded") + KPI)
    repo.commit({"personal/plan-2.yaml": plan(AGAIN)} | ({"personal/plan.yaml": earlier} if is_marked else {}), "Reviderad")
    repo.commit({"personal/plan.yaml": None}, "Städat")
    assert told(repo) == ["Reviderad: changed kpi 2025-2027 [target: < 6 → < 5]", BEGUN]
    repo.commit({"personal/plan.yaml": earlier, "a.yaml": earlier}, "Arkiverat")
    assert told(repo)[0].startswith("Reviderad")
    repo.commit({"personal/plan-2.yaml": None}, "Ångrat")
    assert told(repo)[0] == "Ångrat: changed kpi 2025-2027 [target: < 5 → < 6]"


@pytest.mark.parametrize("is_marked", [False, True])
def test_what_a_revision_in_a_file_of_its_own_leaves_out_or_moves_is_told(repo, is_marked):
    repo.commit({"personal/plan.yaml": plan(DECIDED + KPI)} | LON, "Beslutad")
    marked = {"personal/plan.yaml": plan(DECIDED.replace("decided", "superseded") + KPI)} if is_marked else {}
    without = {"personal/plan-2.yaml": plan(AGAIN.partition("kpis:")[0])}
    repo.commit(without | marked, "Reviderad")
    assert told(repo) == ["Reviderad: removed kpi 2025-2027", BEGUN]
    repo.git("reset", "--quiet", "--hard", "HEAD~1")
    repo.commit(without | marked | {"lon/plan.yaml": plan(KPI.replace("franvaro:", "sjuk:"), unit="lon")}, "Flyttat")
    assert told(repo) == told(repo, "lon/sjuk") == ["Flyttat: renamed kpi 2025-2027 (was personal/franvaro)", BEGUN]


@pytest.mark.parametrize(
    "broken", ["kind: plan\n  unit: personal\n", plan(KPI).replace("title: Total", "title: 'Total"), "<<<<<<< HEAD\n", ""]
)
def test_what_cannot_be_read_is_not_gone(repo, broken):
    """Held against the last state that can be read, also where the file stays broken for more than one commit."""
    repo.commit({"personal/plan.yaml": broken}, "Fel")
    repo.commit({"personal/plan.yaml": broken + "# [\n: {"}, "Fel igen")
    assert told(repo) == [BEGUN]
    repo.commit({"personal/plan.yaml": plan(KPI.replace("< 6", "< 5"))}, "Lagat")
    assert told(repo) == ["Lagat: changed kpi 2025-2027 [target: < 6 → < 5]", BEGUN]
    repo.commit({"personal/plan.yaml": "- ["}, "Fel en gång till")
    repo.commit({"personal/plan.yaml": None}, "Bort")
    assert told(repo)[0] == "Bort: removed kpi 2025-2027"


def test_what_is_gone_has_a_history(repo):
    repo.commit({"personal/plan.yaml": plan("goals: {}\n")}, "Bort")
    assert told(repo) == ["Bort: removed kpi 2025-2027", BEGUN]
    assert told(repo, until="HEAD~1") == [BEGUN]
    assert told(repo, "personal/aldrig") == []
    assert told(repo, "ekonomi/franvaro") == []


def test_what_comes_back_begins_again(repo):
    repo.commit({"personal/plan.yaml": plan("goals: {}\n")}, "Bort")
    repo.commit(FILES, "Åter")
    assert told(repo) == ["Åter: added kpi 2025-2027", "Bort: removed kpi 2025-2027", BEGUN]


def test_branches_and_their_merge_tell_each_change_once(repo):
    target, title = KPI.replace("< 6", "< 5"), KPI.replace("Total", "All")
    repo.git("checkout", "--quiet", "-b", "gren")
    repo.commit({"personal/plan.yaml": plan(target)}, "Mål")
    repo.git("checkout", "--quiet", "main")
    repo.commit({"personal/plan.yaml": plan(title)}, "Rubrik")
    repo.git("merge", "--quiet", "--no-commit", "--strategy=ours", "gren")
    repo.commit({"personal/plan.yaml": plan(target.replace("Total", "All"))}, "Sammanfogat")
    assert sorted(told(repo)) == sorted(
        [
            "Mål: changed kpi 2025-2027 [target: < 6 → < 5]",
            "Rubrik: changed kpi 2025-2027 [title: Total sjukfrånvaro → All sjukfrånvaro]",
            BEGUN,
        ]
    )


def test_what_a_merge_itself_changes_is_told(repo):
    repo.git("checkout", "--quiet", "-b", "gren")
    repo.commit({"personal/plan.yaml": plan(KPI.replace("< 6", "< 5"))}, "Gren")
    repo.git("checkout", "--quiet", "main")
    repo.commit({"personal/plan.yaml": plan(KPI.replace("< 6", "< 4"))}, "Main")
    repo.git("merge", "--quiet", "--no-commit", "--strategy=ours", "gren")
    repo.commit({"personal/plan.yaml": plan(KPI.replace("< 6", "< 4,5"))}, "Enat")
    assert told(repo)[0] == "Enat: changed kpi 2025-2027 [target: < 4 → < 4,5]"


def test_a_goal_and_its_own_fields_alone(repo):
    goals = "goals:\n  friska:\n    title: Friska\n    kpis:\n      hme:\n        title: HME\n"
    repo.commit({"personal/plan.yaml": plan(goals)}, "Mål")
    repo.commit({"personal/plan.yaml": plan(goals.replace("HME", "Engagemang"))}, "Nyckeltal")
    repo.commit({"personal/plan.yaml": plan(goals.replace("Friska", "Friskare"))}, "Rubrik")
    assert told(repo, "personal/friska") == ["Rubrik: changed goal 2025-2027 [title: Friska → Friskare]", "Mål: added goal 2025-2027"]


def test_old_commits_may_hold_anything(repo):
    for number, text in enumerate(
        ["\0", "kind: plan\nunit: personal\n  x: y\n", "- lista\n", "", "kind: plan\nunit: personal\nkpis: [a, b]\n"]
    ):
        repo.commit({"personal/plan.yaml": text}, f"Fel {number}")
    repo.commit(FILES, "Rätt")
    assert told(repo) == ["Rätt: added kpi 2025-2027", "Fel 4: removed kpi 2025-2027", BEGUN]


def test_only_the_workspace_of_the_folder(tmp_path):
    repo = Repo(tmp_path)
    repo.commit({f"{name}/plan.yaml": plan(KPI) for name in ("å b", "å b2", "[x]")}, "Start")
    repo.commit({"å b2/plan.yaml": plan(KPI.replace("< 6", "< 5"))}, "Grannens")
    assert told(repo, folder="å b") == ["Start: added kpi 2025-2027"]
    assert told(repo, folder="[x]") == ["Start: added kpi 2025-2027"]


def test_words_in_commits_that_look_like_git_s_own(repo):
    changed = plan(KPI.replace("< 6", "< 5"))
    repo.commit({"personal/plan.yaml": changed}, "\x01\x1f:100644 rad\n\nmer", GIT_AUTHOR_NAME="A\x1fB\x1b[31m")
    repository = Repository(repo.folder)
    event = history(repository, "", "personal/franvaro", repository.commit("HEAD")).events[0]
    assert event.commit.author == "A\x1fB\x1b[31m"
    assert event.commit.date.startswith("2026-01-02T")
    assert event.commit.subject == "\x01\x1f:100644 rad"


def test_settings_of_the_user_change_nothing(repo):
    repo.commit({"personal/plan.yaml": plan(KPI.replace("< 6", "< 5"))}, "Höj")
    expected = told(repo)
    for name, value in {
        "log.showRoot": "false",
        "color.ui": "always",
        "log.showSignature": "true",
        "diff.renames": "copies",
        "log.decorate": "full",
    }.items():
        repo.git("config", name, value)
    assert told(repo) == expected
