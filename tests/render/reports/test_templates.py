"""Templates that are wrong, and those that do too much: one clear error each, with file, line and name."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from planctl.errors import PlanctlError
from planctl.render.language import Language
from planctl.render.reports.budget import Limits
from planctl.render.reports.engine import Engine
from planctl.render.reports.escaping import FORMATS

ENGLISH = Language.of("en")


class Thing(NamedTuple):
    title: str
    names: tuple[str, ...] = ("a|b", "<c>")
    n: int = 2


class Chart(NamedTuple):
    svg: str


def page(tmp_path, text, format_="md", limits=None, **values):
    (tmp_path / f"a.{format_}.j2").write_text(text, encoding="utf-8")
    engine = Engine([tmp_path], FORMATS[format_], ENGLISH, limits)
    return engine.render("a", {"thing": Thing("*x* <y>"), "chart": Chart("<svg/>"), **values})


def refusal(tmp_path, monkeypatch, text, **options):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PlanctlError) as found:
        page(tmp_path, text, **options)
    message, hint = found.value.message, found.value.hint
    assert hint is not None
    return f"{ENGLISH.text(message)} / {ENGLISH.text(hint)}"


MANY = "makes more than 50,000 characters"
LONG = "goes on after 10,000 turns"
LISTS = "docs/templates.md lists what templates can use"
LOOP = "look for a loop that does not end, or for one within another"
MEND = "mend the template, or delete it to use the one that comes with planctl"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n{{ thing.titel }}", "a.md.j2:2: Thing has no titel / did you mean title?"),
        ("{{ thing.absolutely }}", f"a.md.j2:1: Thing has no absolutely / {LISTS}"),
        ("\n\n{% if thin %}{% endif %}", "a.md.j2:3: there is no thin / did you mean thing?"),
        ("{% for x in thing.name %}{% endfor %}", "a.md.j2:1: Thing has no name / did you mean names?"),
        ("{{ thing.title|uper }}", "a.md.j2:1: there is no filter uper / did you mean upper?"),
        ("{{ thing.title|safe }}", f"a.md.j2:1: there is no filter safe / {LISTS}"),
        ("{{ 1 is evn }}", "a.md.j2:1: there is no test evn / did you mean even?"),
        ("\n{% include 'b.md.j2' %}", "a.md.j2:2: there is no template b.md.j2 / did you mean a.md.j2?"),
        ("{% include 'a.md.j2' %}", f"a.md.j2:1: the template calls itself without end / {MEND}"),
        ("{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", f"a.md.j2:1: the template calls itself without end / {MEND}"),
        ("{{ 1 / 0 }}", f"a.md.j2:1: ZeroDivisionError: division by zero / {MEND}"),
        ("{{ 'a'.center(99999999999) }}", f"access to attribute 'center' of 'str' object is unsafe. / {LISTS}"),
        ("{{ '{:99999999999}'.format(1) }}", f"access to attribute 'format' of 'str' object is unsafe. / {LISTS}"),
        ("{{ '%99999999999d' % 1 }}", f"% takes numbers / {LISTS}"),
        ("{{ 'a' * 99999999999 }}", f"* takes numbers / {LISTS}"),
        ("{{ thing.names * 99999999999 }}", f"* takes numbers / {LISTS}"),
        ("{{ _('{a:9999999999}', a='x') }}", f"a label's fields are names in braces: {{name}} / {LISTS}"),
        ("{{ _('{a.__class__}', a='x') }}", f"a label's fields are names in braces: {{name}} / {LISTS}"),
        ("{{ thing }}", f"a Thing is not a text: name one of its fields, or loop over it / {LISTS}"),
        ("{{ _('{a}', a=thing.names) }}", f"a tuple is not a text: name one of its fields, or loop over it / {LISTS}"),
        ("{% set n = namespace(x=[1]) %}{% for i in range(9) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}", "a list is not a text"),
        (
            "{% set n = namespace(x=[1]) %}{% for i in range(9) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x ~ '' }}",
            "a list is not a text",
        ),
        ("{{ 10 ** 99999999 }}", f"the power is too large / {LISTS}"),
        ("{{ 10000000000 * 10000000000 }}", f"the number is too large / {LISTS}"),
        ("{{ thing.__class__ }}", f"access to attribute '__class__' of 'Thing' object is unsafe. / {LISTS}"),
        ("{{ ''.__class__.__mro__ }}", f"access to attribute '__class__' of 'str' object is unsafe. / {LISTS}"),
        ("{{ thing._replace(title='a') }}", f"access to attribute '_replace' of 'Thing' object is unsafe. / {LISTS}"),
    ],
)
def test_what_is_wrong(tmp_path, monkeypatch, text, said):
    assert said in refusal(tmp_path, monkeypatch, text)


def test_a_syntax_error(tmp_path, monkeypatch):
    said = refusal(tmp_path, monkeypatch, "a\n{% if %}")
    assert said.startswith("a.md.j2:2: the template can't be read: ")


def test_a_template_in_a_template(tmp_path, monkeypatch):
    """The place is that of the template at fault, not of the one that was asked for."""
    (tmp_path / "b.md.j2").write_text("x\n{{ nothing }}", encoding="utf-8")
    assert refusal(tmp_path, monkeypatch, "{% include 'b.md.j2' %}").startswith("b.md.j2:2: there is no nothing / ")


def test_a_missing_template(tmp_path):
    with pytest.raises(PlanctlError) as found:
        Engine([tmp_path], FORMATS["md"], ENGLISH).render("nothing", {})
    assert ENGLISH.text(found.value.message) == "there is no template nothing.md.j2"


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}", LONG),
        ("{% for i in range(9999) %}{% for j in range(9999) if false %}{% endfor %}{% endfor %}", LONG),
        ("{% macro m() %}{% endmacro %}{% for i in range(9999) %}{{ m() }}{{ m() }}{% endfor %}", LONG),
        ("{% for i in range(9999) %}0123456789{% endfor %}", MANY),
        ("{% for i in range(9999) %}{{ thing.title }}{% endfor %}", MANY),
        (
            "{% set n = namespace(x='ab') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
            MANY,
        ),
        (
            "{% set n = namespace(x='ab') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
            MANY,
        ),
        (
            "{% set n = namespace(x='ab') %}{% for i in range(99) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
            MANY,
        ),
        ("{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}", MANY),
    ],
)
def test_what_is_too_much(tmp_path, monkeypatch, text, limit):
    said = refusal(tmp_path, monkeypatch, text, limits=Limits(steps=10_000, characters=50_000))
    assert said.startswith("a.md.j2:1: the template ")
    assert limit in said
    assert said.endswith(LOOP)


def test_things_in_things_many_times_over(tmp_path, monkeypatch):
    """Hashing or comparing them would go on for hours, and no step counts it."""
    pairs = "{% set ns = namespace(t=(0,)) %}{% for i in range(60) %}{% set ns.t = (ns.t, ns.t) %}{% endfor %}"
    for use in ("{{ {ns.t: 1} }}", "{{ [ns.t]|unique|list|length }}", "{{ ns.t == ns.t + () }}"):
        assert "the template goes on after" in refusal(tmp_path, monkeypatch, pairs + use)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ a b }}", "b stands where the end of the expression, }} was expected"),
        ("{% for x in y %}", "for is not closed"),
        ("{% if x %}{% endfor %}", "endfor stands where if is not closed yet"),
        ("{% fro x %}", "there is no statement fro"),
        ("{% if %}", "an expression is missing"),
        ("{{ a", "the template ends too early"),
        ("{{ ] }}", "] does not belong here"),
        ("{# a", "a comment or raw text is not closed"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "the block a stands twice"),
        ("{{ f(a=1, 2) }}", "invalid syntax for function call expression"),
    ],
)
def test_syntax_errors_in_our_own_words(tmp_path, monkeypatch, text, said):
    assert refusal(tmp_path, monkeypatch, text).startswith(f"a.md.j2:1: the template can't be read: {said} / ")


def test_time(tmp_path, monkeypatch):
    text = "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}"
    assert "goes on after 0 seconds" in refusal(tmp_path, monkeypatch, text, limits=Limits(seconds=0.01))


@pytest.mark.parametrize(
    ("text", "markdown", "html"),
    [
        ("{{ thing.title }}", r"\*x\* &lt;y\>", "*x* &lt;y&gt;"),
        ("{% autoescape false %}{{ thing.title }}{% endautoescape %}", r"\*x\* &lt;y\>", "*x* &lt;y&gt;"),
        ("{{ thing.names|join(', ') }}", r"a\|b, &lt;c\>", "a|b, &lt;c&gt;"),
        ("{% macro m(x) %}**{{ x }}**{% endmacro %}{{ m('<') }}", "**&lt;**", "**&lt;**"),
        ("{% macro m(x) %}**{{ x }}**{% endmacro %}{{ m('<') ~ '|' }}", r"**&lt;**\|", "**&lt;**|"),
        ("{% macro m(x) %}**{{ x }}**{% endmacro %}{{ m('<') + '|' }}", r"**&lt;**\|", "**&lt;**|"),
        ("{% macro m(x) %}**{{ x }}**{% endmacro %}{{ [m('<'), '|']|join('*') }}", r"**&lt;**\*\|", "**&lt;***|"),
        ("{% set x %}**{{ '<' }}**{% endset %}{{ x }}", "**&lt;**", "**&lt;**"),
        ("{{ '1' ~ (2 + 3) }}", "15", "15"),
        ("{{ none }}a{{ '' }}", "a", "a"),
        ("{{ 'a\n\nb <'|paragraphs }}", "a\n\nb &lt;", "<p>a</p>\n<p>b &lt;</p>"),
        ("{{ chart|svg }}", "<svg/>", "<svg/>"),
        ("{{ _('{n} {status}', n=2, status='<') }}", "2 &lt;", "2 &lt;"),
        ("{{ ngettext('{n} red', '{n} red', n=2) }}", "2 red", "2 red"),
        ("{% for x in thing.names if loop is defined or x %}{{ loop.index }}{% endfor %}", "12", "12"),
        ("a\n\n\n\nb", "a\n\nb", "a\nb"),
        ("{{ range(3)|sum + 2 ** 3 * 2 }}", "19", "19"),
    ],
)
def test_what_templates_make(tmp_path, text, markdown, html):
    assert page(tmp_path, text, "md") == markdown + "\n"
    assert page(tmp_path, text, "html") == html + "\n"
