"""LibreOffice itself, without a window, filling in a workbook as a person does: a macro that types into cells and saves.

Fails where CI lacks it, and skips elsewhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:{kind} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{kind}.dtd">
<library:{kind} xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"{more}
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Fill" script:language="StarBasic">{code}</script:module>
"""
_CODE = """
Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
{lines}
  Dim format(0) As New com.sun.star.beans.PropertyValue
  format(0).Name = "FilterName"
  format(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL("{target}", format())
  book.close(True)
End Sub
"""


def filled(source: Path, target: Path, cells: Mapping[tuple[str, str], str], folder: Path) -> Path:
    """A copy of a workbook in which LibreOffice has typed into cells, by sheet and name; `folder` is empty, and holds its profile."""
    program = shutil.which("soffice")
    if program is None and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed")
    assert program, "LibreOffice is not installed"
    lines = "\n".join(
        f'  book.Sheets.getByName("{sheet}").getCellRangeByName("{name}").FormulaLocal = {_quoted(typed)}'
        for (sheet, name), typed in cells.items()
    )
    office = [program, f"-env:UserInstallation={folder.as_uri()}", "--headless", "--norestore"]
    subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True, timeout=120)  # makes the profile
    _write_macro(folder / "user" / "basic", _CODE.format(source=source.as_uri(), target=target.as_uri(), lines=lines))
    subprocess.run([*office, "macro:///Standard.Fill.Main"], check=True, capture_output=True, timeout=120)
    return target


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _write_macro(folder: Path, code: str) -> None:
    standard = folder / "Standard"
    standard.mkdir(parents=True, exist_ok=True)
    libraries = _LIBRARY.format(kind="libraries", more=">")
    libraries += ' <library:library library:name="Standard" library:link="false"/>'
    (folder / "script.xlc").write_text(libraries + "\n</library:libraries>\n", encoding="utf-8")
    library = _LIBRARY.format(kind="library", more=' library:name="Standard" library:readonly="false" library:passwordprotected="false">')
    (standard / "script.xlb").write_text(library + ' <library:element library:name="Fill"/>\n</library:library>\n', encoding="utf-8")
    (standard / "Fill.xba").write_text(_MODULE.format(code=escape(code)), encoding="utf-8")
