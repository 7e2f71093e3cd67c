"""What a rule means, on a terminal and as a page of the documentation: both from the rule's own declaration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from planctl.diagnostics import Severity
from planctl.message import N_, Message
from planctl.render.language import Language
from planctl.render.terminal import Span, Terminal, cell_width, padded, wrapped
from planctl.render.words import SEVERITY_STYLES, SEVERITY_WORDS
from planctl.rules.registry import Rule

FAMILY_TITLES: Mapping[str, str] = {
    "F": N_("Files and format"),
    "R": N_("References"),
    "T": N_("Targets and thresholds"),
    "G": N_("Goals"),
    "K": N_("KPIs"),
    "A": N_("Activities and assignments"),
    "O": N_("Outcomes"),
    "D": N_("Documents and decisions"),
    "S": N_("Services"),
    "E": N_("Economy and law"),
}
HEADINGS = (N_("rule"), N_("severity"), N_("what it finds"))
EXAMPLE_TITLES: Mapping[str, str] = {"bad": N_("Bad"), "good": N_("Good")}
_HOW_TO_SET = Message("An organisation sets the severity of a rule in organisation.yaml: error, warning or off.")
_WIDEST_TEXT = 100


def show_rules(rules: Iterable[Rule], language: Language, terminal: Terminal) -> None:
    """A line for each rule, family by family."""
    width = max(cell_width(language.text(word)) for word in SEVERITY_WORDS.values())
    for letter, family in groupby(rules, key=_family):
        terminal.print(Span(language.text(FAMILY_TITLES[letter]), "bold"))
        for rule in family:
            word = padded(language.text(SEVERITY_WORDS[rule.severity]), width)
            first, *others = wrapped(language.text(rule.title), min(terminal.width, _WIDEST_TEXT) - width - 10)
            terminal.print("  ", Span(rule.code, "bold"), "  ", Span(word, SEVERITY_STYLES[rule.severity]), "  ", first)
            for line in others:
                terminal.print(" " * (width + 10), line)
        terminal.print("")


def show_rule(rule: Rule, language: Language, terminal: Terminal) -> None:
    """Everything about one rule."""
    word = Span(language.text(SEVERITY_WORDS[rule.severity]), SEVERITY_STYLES[rule.severity])
    terminal.print(Span(rule.code, "bold"), "  ", word, "  ", Span(language.text(FAMILY_TITLES[_family(rule)]), "dim"))
    terminal.print(Span(language.text(rule.title), "bold"))
    terminal.print("")
    for line in wrapped(language.text(rule.reason), min(terminal.width, _WIDEST_TEXT)):
        terminal.print(line)
    for kind, text in _examples(rule):
        terminal.print("")
        terminal.print(Span(language.text(EXAMPLE_TITLES[kind]), "bold"))
        _show_text(text, terminal)
    terminal.print("")
    for line in wrapped(language.text(_HOW_TO_SET), min(terminal.width, _WIDEST_TEXT)):
        terminal.print(line)
    terminal.print(Span(f"    {_setting(rule)}"))


def rules_as_markdown(rules: Iterable[Rule], language: Language) -> str:
    """The page of all rules: a table for each family, with a section for each rule below it."""
    lines = ["# Rules", "", language.text(_INTRODUCTION), "", language.text(_HOW_TO_SET), "", "```yaml", "rules:", "  K001: off", "```"]
    for letter, found in groupby(rules, key=_family):
        family = list(found)
        lines += ["", f"## {language.text(FAMILY_TITLES[letter])}", "", *_table(family, language)]
        for rule in family:
            lines += ["", *_section(rule, language)]
    return "\n".join(lines) + "\n"


_INTRODUCTION = Message(
    "What planctl check looks for. This page is made from the rules themselves; planctl rule and a code shows one of them in a terminal."
)


def _table(family: Iterable[Rule], language: Language) -> Iterator[str]:
    yield f"| {' | '.join(language.text(heading) for heading in HEADINGS)} |"
    yield "|---|---|---|"
    for rule in family:
        yield f"| [{rule.code}](#{rule.code}) | {language.text(SEVERITY_WORDS[rule.severity])} | {language.text(rule.title)} |"


def _section(rule: Rule, language: Language) -> Iterator[str]:
    yield f'### <a id="{rule.code}"></a>{rule.code}: {language.text(rule.title)}'
    yield ""
    yield f"**{language.text(SEVERITY_WORDS[rule.severity])}**: {language.text(rule.reason)}"
    for kind, text in _examples(rule):
        yield from ("", f"{language.text(EXAMPLE_TITLES[kind])}:", "", "```yaml", *text.splitlines(), "```")


def _family(rule: Rule) -> str:
    return rule.code[0]


def _examples(rule: Rule) -> Iterator[tuple[str, str]]:
    for kind in EXAMPLE_TITLES:
        if text := rule.example(kind):
            yield kind, text.rstrip()


def _show_text(text: str, terminal: Terminal) -> None:
    """An example with its line numbers; characters that would steer a terminal are left out."""
    lines = text.splitlines()
    width = len(str(len(lines)))
    for number, line in enumerate(lines, start=1):
        shown = "".join(character for character in line.expandtabs(4) if character.isprintable())
        terminal.print(Span(f"  {number:{width}}  ", "dim"), shown)


def _setting(rule: Rule) -> str:
    return f"rules: {{{rule.code}: {Severity.OFF if rule.severity is not Severity.OFF else Severity.WARNING}}}"
