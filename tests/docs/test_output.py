"""docs/output/: what the commands print on the three organisations of this repository, and the picture in the README."""

import re

import pytest

from tests.conftest import TESTS

REPOSITORY = TESTS.parent
COMMANDS = {
    "lindsjo-status": ["-C", "plans", "status"],
    "lindsjo-check": ["check", "plans"],
    "lindsjo-explain": ["-C", "plans", "explain", "personal/sjukfranvaro"],
    "sorsele-status": ["-C", "examples/sorsele-2023", "status"],
    "sorsele-check": ["check", "examples/sorsele-2023"],
    "sorsele-explain": ["-C", "examples/sorsele-2023", "explain", "stodverksamheten/hme"],
    "leksand-status": ["-C", "examples/leksand-2015-2017", "status"],
    "leksand-check": ["check", "examples/leksand-2015-2017"],
    "leksand-explain": ["-C", "examples/leksand-2015-2017", "explain", "ekonomi/e-fakturor"],
    "organisations": ["status", "plans", "examples"],
}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_the_commands_print(planctl, page, name, language):
    run = planctl(*COMMANDS[name], "--lang", language, cwd=REPOSITORY, env={"COLUMNS": "100"})
    assert run.code in (0, 1), run.err
    command = " ".join(["planctl", *COMMANDS[name], "--as-of 2026-11-22", "--lang", language])
    page(f"output/{name}.{language}.txt", f"$ {command}\n{run.out}")


def test_the_readme_shows_the_status(planctl, request):
    path = REPOSITORY / "README.md"
    text = path.read_text(encoding="utf-8")
    run = planctl("-C", "plans", "status", "personal", "it", "--as-of", "2026-11-22", cwd=REPOSITORY, env={"COLUMNS": "100"})
    block = f"<!-- status: generated -->\n```text\n$ planctl -C plans status personal it --as-of 2026-11-22\n{run.out}```\n<!-- end -->"
    shown = re.sub(r"<!-- status: generated -->.*?<!-- end -->", lambda _: block, text, flags=re.DOTALL)
    if request.config.getoption("--update-golden"):
        path.write_text(shown, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == shown
