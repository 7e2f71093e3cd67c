"""Pages that are made from the code: committed, and no other than the code makes them. --update-golden writes them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from planctl.render.language import Language
from planctl.render.rule_page import rules_as_markdown
from planctl.rules.registry import all_rules
from tests.docs.formats_page import formats_page
from tests.docs.tidy_page import tidy_page

PAGES: dict[str, Callable[[], str]] = {
    "rules.md": lambda: rules_as_markdown(all_rules().values(), Language.of("en")),
    "formats.md": formats_page,
    "tidy-data.md": tidy_page,
}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_what_the_code_makes(name: str, page: Callable[[str, str], None]) -> None:
    page(name, PAGES[name]())
