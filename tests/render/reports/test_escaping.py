"""Users' texts in Markdown: shown as they were, and never more than text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from planctl.render.reports.escaping import html_text, markdown_text, one_line, paragraphs_of
from tests.render.reports.pages import html_structure, html_words, markdown_structure, markdown_words

HOSTILE = [
    "<script>alert(1)</script>", "{{ report }}", "{% for %}", "a | b", "|", "](javascript:alert(1))", "[a](b)", "![a](b)", "- a", "-",
    "+ a", "* a", "1. a", "1)", "12. b", "# a", "a #", "> a", "`a", "```", "~~~", "~~a~~", "**a**", "_a_", "__a__", "a_b_c", "---", "===",
    "***",
    "a\n- b", "a\n\n- b", "a\n===", "a\n    b", "    a", "\ta", "&amp;", "&#35; a", "&lt;b&gt;", "\\", "a\\", "\\|", "\\\\|", "<a@b.se>",
    "<https://a.se>", "[^1]: a", "[a]: b", "<!-- a", "-->", "$a$", "a  \nb", "\"a\" 'b'", "=", "= a", ": a", ":-", "|-|", "«å»", "]]>",
    "</td></tr></table>", "\" onclick=\"a", "a\u2028- b", "\u00a0a\u00a0", "\x0b# a", "a\x85- b", "\u200b",
    "x" * 5000, "*", "_", ".", ") a", "a*", "*a",
]  # fmt: skip
FRAGMENTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12), st.sampled_from(list("\n\r\t #-+*_`|<>[]()!\\&~=.:1$ a")))
TEXTS = st.lists(FRAGMENTS, min_size=1, max_size=6).map("".join).filter(lambda text: one_line(text) != "")
PLACES = [
    "{}",
    "# {}",
    "- {}",
    "- **{}:** {}",
    "{} {}",
    "a\n{}",
    "| a | {} |\n|---|---|\n| {} | b |",
    "> {}\n> {}",
    "**{}**",
    "1. {}\n\n   {}",
]


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Sjukfrånvaron är 6,3 procent.", "Sjukfrånvaron är 6,3 procent."),
        ("≥ 80", "≥ 80"), ("> 7,0", r"\> 7,0"), ("< 6", "&lt; 6"), ("a | b", r"a \| b"), ("-5", "-5"), ("- 5", r"\- 5"), ("+8", "+8"),
        ("1. a", r"1\. a"), ("1.5", "1.5"), ("2026.", r"2026\."), ("snake_case_word", "snake_case_word"), ("_a_", r"\_a\_"),
        ("R&D", "R&D"), ("&amp;", "&amp;amp;"), ("a\n\n# b", r"a \# b"), ("  a  ", "a"), ("---", r"\---"), ("a - b", "a - b"),
        ("@octocat", "@&#8203;octocat"), ("a@b.se", "a@b.se"), ("@ 5", "@ 5"), ("https://a.se/b_c", r"https\://a.se/b_c"),
        ("www.a.se", r"www\.a.se"), ("http: //", "http: //"),
        ("a\u202eb\u200bc\u2066d\u200d", "abcd"), ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
    ],
)  # fmt: skip
def test_markdown(text, escaped):
    assert markdown_text(text) == escaped


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", [text for text in HOSTILE if one_line(text)])
def test_hostile_texts_in_markdown(text, place):
    held(text, place)


@given(TEXTS, st.sampled_from(PLACES))
def test_any_text_in_markdown(text, place):
    held(text, place)


def held(text: str, place: str) -> None:
    page = place.replace("{}", markdown_text(text))
    assert markdown_structure(page) == markdown_structure(place.replace("{}", "x"))
    assert " ".join(one_line(text).split()) in markdown_words(page).replace("\u200b", "")


@given(TEXTS)
def test_any_text_in_html(text):
    page = f'<p title="{html_text(text)}">{html_text(text)}</p>'
    assert html_structure(page) == [("p", "title"), ("/p",)]
    assert " ".join(one_line(text).split()) in html_words(page)


@given(TEXTS)
def test_what_is_made_can_be_written(text):
    for made in (markdown_text(text + "\ud800\x00"), html_text(text + "\ud800\x00")):
        made.encode()
        assert "\x00" not in made


def test_paragraphs():
    assert paragraphs_of("a\nb\n\n  \n c\r\n\r\nd\n") == ["a b", "c", "d"]
    assert MarkdownIt("commonmark").render(markdown_text("a\nb")) == "<p>a b</p>\n"
