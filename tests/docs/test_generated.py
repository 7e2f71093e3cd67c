"""Pages that are made from the code: committed, and no other than the code makes them. --update-golden writes them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from planctl.render.language import Language
from planctl.render.rule_page import rules_as_markdown
from planctl.rules.registry import all_rules
from planctl.rules.wording import DOINGS, NOT_VAGUE, VAGUE
from tests.docs.formats_page import formats_page
from tests.docs.templates_page import templates_page
from tests.docs.tidy_page import tidy_page


def wording_page() -> str:
    """The words behind the rules about wording, in the order of their lists."""
    parts = ["# Words of the rules about wording\n\n*Generated from `src/planctl/rules/wording.py`.*\n"]
    for title, words in (
        ("What states no result (G005)", VAGUE),
        ("How the title of an activity begins (G008)", DOINGS),
        ("Phrases that hold such words and are not vague", NOT_VAGUE),
    ):
        parts.append(f"## {title}\n\n{', '.join(words)}\n")
    return "\n".join(parts)


PAGES: dict[str, Callable[[], str]] = {
    "rules.md": lambda: rules_as_markdown(all_rules().values(), Language.of("en")),
    "formats.md": formats_page,
    "tidy-data.md": tidy_page,
    "templates.md": templates_page,
    "wording.md": wording_page,
}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_what_the_code_makes(name: str, page: Callable[[str, str], None]) -> None:
    page(name, PAGES[name]())
