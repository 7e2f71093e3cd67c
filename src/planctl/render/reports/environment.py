"""Jinja as templates of reports see it: in a sandbox, strict, with everything escaped and every loop counted.

Whatever a template puts out goes through `ReportEnvironment.finish`: what is not marked as ready for the format is escaped for it. That
holds in `{% autoescape false %}` too, and there is no filter `safe`, so nobody can forget it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.bccache import BytecodeCache
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.filters import FILTERS
from jinja2.loaders import BaseLoader
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from planctl.message import Message, Plural
from planctl.render.charts.style import style_sheet
from planctl.render.language import Language
from planctl.render.reports.budget import Budget, Limits
from planctl.render.reports.escaping import Format, paragraphs_of

_FILTERS = (
    "abs", "capitalize", "count", "d", "default", "dictsort", "first", "groupby", "int", "items", "last", "length", "list", "lower", "map",
    "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "sum", "title", "trim",
    "truncate", "unique", "upper", "wordcount",
)  # fmt: skip
"""Those of Jinja's filters that make nothing larger than what they are given, and that give the same every time."""
_METHODS = frozenset(
    {"capitalize", "endswith", "isdigit", "lower", "lstrip", "rstrip", "split", "splitlines", "startswith", "strip", "upper"}
)
"""The methods of texts that are at hand; others make texts of any size."""
_LABEL = re.compile(r"(?:[^{}]|\{\w+\})*")
_COUNTED = (nodes.Template, nodes.Block, nodes.Macro, nodes.CallBlock, nodes.For)
_LARGEST = 10**15
"""The largest product and power."""


class UndefinedName(UndefinedError):  # noqa: N818 - named for what it is about
    """A template uses something that there is not: a name, or a field of something."""

    def __init__(self, holder: object, name: object, message: str | None = None) -> None:
        super().__init__(message)
        self.holder = None if holder is missing else holder
        self.name = str(name)


class _Missing(StrictUndefined):
    """Remembers what was asked for, so that the nearest match can be named."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = UndefinedError) -> None:
        super().__init__(hint, obj, name, exc if exc is SecurityError else partial(UndefinedName, obj, name))  # type: ignore[arg-type]


class _Generator(CodeGenerator):
    """Everything that is put out is finished at run time, constants too, and `a ~ b` escapes as the format does, not as HTML always."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if isinstance(node, nodes.TemplateData):
            return super()._output_child_to_const(node, frame, finalize)
        raise nodes.Impossible

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - jinja's name
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802
        if node.ctx == "load":
            self._weighed(super().visit_Tuple, node, frame)
        else:
            super().visit_Tuple(node, frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802
        self._weighed(super().visit_List, node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        self._weighed(super().visit_Dict, node, frame)

    def _weighed(self, visit: Callable[[Any, Frame], None], node: nodes.Expr, frame: Frame) -> None:
        self.write("environment.weighed(")
        visit(node, frame)
        self.write(")")


class ReportEnvironment(ImmutableSandboxedEnvironment):
    """The environment of one format and one language. One page is made at a time."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, loader: BaseLoader, format_: Format, language: Language, limits: Limits, kept: BytecodeCache | None = None) -> None:
        super().__init__(
            loader=loader,
            undefined=_Missing,
            autoescape=True,
            finalize=self.finish,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=kept,
        )
        self.format, self.limits = format_, limits
        self.budget = Budget(limits)
        self.filters = {name: FILTERS[name] for name in _FILTERS}
        self.filters |= {"join": self.join, "paragraphs": self.paragraphs, "svg": self.svg}
        self._label = lambda text, **values: language.text(Message(_label(text), **_shown_values(values)))
        self.globals = {
            "range": self.globals["range"],
            "chart_styles": lambda: Markup(style_sheet()),
            "namespace": self.globals["namespace"],
            "_": self._label,
            "ngettext": lambda one, many, *, n, **values: language.text(
                Plural(_label(one), _label(many), n=int(n), **_shown_values(values))
            ),
        }

    # --- what is put out ---

    def finish(self, value: object) -> Any:
        """A value as the format holds it; what is ready stays as it is."""
        if isinstance(value, StrictUndefined):
            return str(value)  # which raises
        text = value if hasattr(value, "__html__") else Markup(self.format.escape(_shown(value)))
        self.budget.text(len(str(text)))
        return text

    def joined(self, parts: Iterable[object], between: str = "") -> str:
        """Parts behind each other: where one of them is ready for the format, all are made so."""
        found = list(parts)
        if any(hasattr(part, "__html__") for part in found):
            return Markup(self.finish(between)).join(map(self.finish, found))
        text = _shown(between).join(map(_shown, found))
        self.budget.text(len(text))
        return text

    def join(self, values: Iterable[object], between: str = "") -> str:
        """`{{ names|join(", ") }}`"""
        return self.joined(values, between)

    def paragraphs(self, text: str) -> str:
        """`{{ text|paragraphs }}`: a user's text, a paragraph for each of its own."""
        shapes = (self.format.paragraph.replace("{}", self.format.escape(part)) for part in paragraphs_of(text))
        return Markup("\n".join(shapes))

    @staticmethod
    def svg(chart: Any) -> str:
        """`{{ chart|svg }}`: the picture of a chart, which planctl has drawn and escaped."""
        return Markup(chart.svg)

    # --- what is allowed ---

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Sums of texts are joined as the format does; products and powers stay small; texts are not filled in with `%`."""
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self.joined((left, right))
        if operator == "+" or all(isinstance(side, int | float | Decimal) for side in (left, right)):
            return self._limited(operator, left, right)
        raise SecurityError(f"{operator} takes numbers")

    def _limited(self, operator: str, left: Any, right: Any) -> Any:
        result: Any
        if operator == "**" and (abs(right) > 15 or abs(left) > 1000):
            raise SecurityError("the power is too large")
        result = super().call_binop(None, operator, left, right)  # type: ignore[arg-type]
        if isinstance(result, int | float | Decimal) and not -_LARGEST <= result <= _LARGEST:
            raise SecurityError("the number is too large")
        if isinstance(result, list | tuple):
            self.budget.text(len(result))
            self.budget.weigh(result)
        return result

    def wrap_str_format(self, value: Any) -> None:
        """Nobody's `format`: a width could be of any size. `_` fills in what a template needs."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, str) and attr not in _METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call(self, context: Context, called: Any, /, *args: Any, **values: Any) -> Any:
        """The commonest calls need not be asked about either: macros, which are templates themselves, labels, and the counting of steps."""
        if type(called) is Macro:
            args = (context.eval_ctx, *args)
        elif called is not self._label and getattr(called, "__self__", None) is not self:
            return super().call(context, called, *args, **values)
        values.pop("_block_vars", None)
        values.pop("_loop_vars", None)
        return called(*args, **values)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The fields of the view's records are for all to see: asking the sandbox about each would take a fifth of the time of a site."""
        if attribute in getattr(type(obj), "_fields", ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    # --- what is counted ---

    def spend(self, characters: int) -> bool:
        """Called by every turn of every loop, and by every macro and block."""
        self.budget.step(characters)
        return True

    def weighed(self, container: Any) -> Any:
        """Called with every list, pair and mapping that a template puts together."""
        self.budget.weigh(container)
        return container

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in [tree, *tree.find_all(_COUNTED)]:
            self._count(node)
        return tree

    def _count(self, node: Any) -> None:
        """Lets a loop, macro or block spend what its own text costs, each time that it is run."""
        call = self._spending(_own_text(node), node.lineno)
        node.body.insert(0, nodes.ExprStmt(call, lineno=node.lineno, environment=self))
        if isinstance(node, nodes.For) and node.test is not None:
            node.test = nodes.And(self._spending(0, node.lineno), node.test, lineno=node.lineno, environment=self)

    def _spending(self, characters: int, line: int) -> nodes.Expr:
        where: Mapping[str, Any] = {"lineno": line, "environment": self}
        spend, amount = nodes.EnvironmentAttribute("spend", **where), nodes.Const(characters, **where)
        return nodes.Call(spend, [amount], [], None, None, **where)


def _shown(value: object) -> str:
    """A single value as text. Lists are not: they may hold themselves many times over, and would be shown as Python writes them."""
    if value is None or isinstance(value, str | int | float | Decimal | datetime.date):
        return "" if value is None else str(value)
    raise SecurityError(f"a {type(value).__name__} is not a text: name one of its fields, or loop over it")


def _shown_values(values: Mapping[str, object]) -> dict[str, object]:
    """What fills in a label: numbers stay numbers, for the language to write."""
    return {name: value if isinstance(value, int) else _shown(value) for name, value in values.items()}


def _label(text: str) -> str:
    """A label, whose fields are no more than names in braces: what `str.format` knows beyond that reaches too far."""
    if not _LABEL.fullmatch(text):
        raise SecurityError("a label's fields are names in braces: {name}")
    return text


def _own_text(node: nodes.Node) -> int:
    """The characters of text that stand in a node itself, apart from the loops, macros and blocks in it."""
    total = 0
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.TemplateData):
            total += len(child.data)
        elif not isinstance(child, _COUNTED):
            total += _own_text(child)
    return total
