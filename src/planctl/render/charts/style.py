"""How charts look: one style sheet for light, dark and print. Its colours are declared with what they must be told from."""

from __future__ import annotations

from collections.abc import Mapping

from planctl.render.charts.labels import ONLY_NARROW, ONLY_WIDE
from planctl.render.charts.lettering import NARROW, WIDE
from planctl.render.charts.marks import NARROW_RADIUS, RADIUS

Palette = Mapping[str, str]
LIGHT: Palette = {
    "ground": "#ffffff", "ink": "#1f2328", "quiet": "#57606a", "grid": "#d0d7de", "aim": "#0550ae",
    "red": "#cf222e", "yellow": "#9a6700", "green": "#1a7f37", "other": "#57606a",
    "red-tint": "#ffebe9", "yellow-tint": "#fff8c5", "green-tint": "#dafbe1", "other-tint": "#eaeef2",
}  # fmt: skip
DARK: Palette = {
    "ground": "#0d1117", "ink": "#e6edf3", "quiet": "#9198a1", "grid": "#3d444d", "aim": "#79c0ff",
    "red": "#ff7b72", "yellow": "#d29922", "green": "#3fb950", "other": "#9198a1",
    "red-tint": "#3c1618", "yellow-tint": "#332701", "green-tint": "#0f2e1a", "other-tint": "#21262d",
}  # fmt: skip
PALETTES: Mapping[str, Palette] = {"light": LIGHT, "dark": DARK, "print": LIGHT}

_TINTS = ("red-tint", "yellow-tint", "green-tint", "other-tint")
_SIGNS = ("red", "yellow", "green", "other")
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    ("ink", "ground"), ("quiet", "ground"), ("aim", "ground"),
    *(("ink", tint) for tint in _TINTS), *(("ground", sign) for sign in _SIGNS),
)  # fmt: skip
"""Text and what it stands on: at least 4.5 to 1."""
GRAPHIC_PAIRS: tuple[tuple[str, str], ...] = (
    *((sign, "ground") for sign in (*_SIGNS, "ink", "quiet", "aim")),
    *((sign, tint) for sign in ("ink", "quiet", "aim") for tint in _TINTS),
    *((sign, f"{sign}-tint") for sign in _SIGNS),
)  # fmt: skip
"""Signs and what they stand on: at least 3 to 1. The lines behind the values (`grid`) tell nothing that the axis does not."""

_RULES = f"""\
.chart {{
  display: block; height: auto; max-width: 48rem; background: var(--chart-ground); --chart-sign: var(--chart-other);
  --chart-tint: var(--chart-other-tint); font: {WIDE}px/1.25 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
}}
.chart-figure {{ container-type: inline-size; margin: 1rem 0; }}
.chart-spark {{ display: inline-block; width: 7.5rem; max-width: 100%; vertical-align: middle; background: none; }}
.chart .chart-red {{ --chart-sign: var(--chart-red); --chart-tint: var(--chart-red-tint); }}
.chart .chart-yellow {{ --chart-sign: var(--chart-yellow); --chart-tint: var(--chart-yellow-tint); }}
.chart .chart-green {{ --chart-sign: var(--chart-green); --chart-tint: var(--chart-green-tint); }}
.chart text {{ fill: var(--chart-ink); }}
.chart text.chart-tick {{ fill: var(--chart-quiet); font-variant-numeric: tabular-nums; }}
.chart text.chart-value {{ font-weight: 600; }}
.chart text.chart-aim {{ fill: var(--chart-aim); }}
.chart text.chart-count {{ fill: var(--chart-ground); font-weight: 600; }}
.chart text.chart-value, .chart text.chart-aim, .chart text.chart-note, .chart text.chart-text {{
  stroke: var(--chart-ground); stroke-width: 8px; stroke-linejoin: round; paint-order: stroke;
}}
.chart-heatmap text.chart-text {{ stroke: none; }}
.chart line, .chart path {{ fill: none; stroke-linecap: butt; stroke-linejoin: round; }}
.chart-grid {{ stroke: var(--chart-grid); stroke-width: 2; }}
.chart-axis {{ stroke: var(--chart-quiet); stroke-width: 2; }}
.chart-line {{ stroke: var(--chart-ink); stroke-width: 5; }}
.chart-halo {{ stroke: var(--chart-ground); stroke-width: 12; }}
.chart-expected {{ stroke: var(--chart-ink); stroke-width: 4; stroke-dasharray: 4 8; }}
.chart-target {{ stroke: var(--chart-aim); stroke-width: 5; stroke-dasharray: 18 8; }}
.chart-gap {{ stroke: var(--chart-quiet); stroke-width: 3; stroke-dasharray: 4 8; }}
.chart-break {{ stroke: var(--chart-ink); stroke-width: 2.5; }}
.chart-dot {{ fill: var(--chart-ink); stroke: var(--chart-ground); stroke-width: 2; }}
.chart-hollow {{ fill: var(--chart-ground); stroke: var(--chart-ink); stroke-width: 4; }}
.chart-under {{ fill: var(--chart-ground); }}
.chart-band, .chart-cell {{ fill: var(--chart-tint); }}
.chart-cell {{ stroke: var(--chart-sign); stroke-width: 2; }}
.chart-empty {{ fill: none; stroke: var(--chart-grid); stroke-width: 2; }}
.chart-part {{ fill: var(--chart-sign); stroke: var(--chart-sign); stroke-width: 2; }}
.chart-part.chart-pale {{ fill: var(--chart-tint); }}
.chart path.chart-hatch {{ stroke: var(--chart-sign); stroke-width: 1.8; }}
.chart path.chart-hatch.chart-yellow {{ stroke-width: 3.2; }}
.chart path.chart-stroke, .chart circle.chart-stroke {{ fill: none; stroke: var(--chart-sign); stroke-width: 4; }}
.chart .chart-mark.chart-red path.chart-stroke {{ stroke-width: 6.4; stroke-linecap: round; }}
.chart path.chart-fill, .chart circle.chart-fill {{ fill: var(--chart-sign); stroke: none; }}
.chart path.chart-on {{ stroke: var(--chart-ground); stroke-width: 4; stroke-linecap: round; }}
.chart .chart-inverse .chart-mark {{ --chart-sign: var(--chart-ground); }}
.chart .chart-inverse .chart-green path.chart-on {{ stroke: var(--chart-green); }}
.chart .{ONLY_NARROW} {{ display: none; }}
@container (max-width: 30rem) {{
  .chart {{ font-size: {NARROW}px; }}
  .chart .{ONLY_WIDE} {{ display: none; }}
  .chart .{ONLY_NARROW} {{ display: inline; }}
  .chart:not(.chart-spark) .chart-mark > * {{ transform: scale({NARROW_RADIUS / RADIUS}); }}
  .chart:not(.chart-spark) .chart-line, .chart-target {{ stroke-width: 8; }}
  .chart-under {{ r: {NARROW_RADIUS + 4}px; }}
  .chart:not(.chart-spark) .chart-dot {{ r: 12px; }}
  .chart-hollow {{ r: 16px; stroke-width: 6; }}
}}
"""


def style_sheet() -> str:
    """The style sheet of all charts. Each is shown in an element of the class `chart-figure`, whose width decides the size of its texts."""
    dark = f"@media (prefers-color-scheme: dark) {{\n{_colours(DARK)}}}\n"
    printed = (
        f"@media print {{\n{_colours(PALETTES['print'])}.chart {{ break-inside: avoid; print-color-adjust: exact; }}\n"
        f"  .chart-figure {{ break-inside: avoid; }}\n}}\n"
    )
    return _colours(LIGHT) + _RULES + dark + printed


def _colours(palette: Palette) -> str:
    told = " ".join(f"--chart-{name}: {colour};" for name, colour in palette.items())
    return f":root {{ {told} }}\n"
