"""A workbook's bytes: the same for the same workbook, whenever and wherever they are made."""

from __future__ import annotations

import datetime
import os
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_APP

from planctl.exchange.workbook.characters import storable

_ZIPPED = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold, for every part."""
_UNIX, _READABLE = 3, 0o644 << 16
_LEVEL = 6
_APPLICATION = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>planctl</Application></Properties>'
"""openpyxl says that Excel wrote the file; LibreOffice then takes the heights of rows as they are."""


class _TimelessZip(ZipFile):
    """A zip whose parts tell nothing of the machine or the hour they were made."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *arguments: Any, **options: Any) -> None:
        name = zinfo_or_arcname.filename if isinstance(zinfo_or_arcname, ZipInfo) else zinfo_or_arcname
        if name == ARC_APP:
            data = _APPLICATION
        part = ZipInfo(name, _ZIPPED)
        part.compress_type, part.create_system, part.external_attr = ZIP_DEFLATED, _UNIX, _READABLE
        super().writestr(part, data, ZIP_DEFLATED, _LEVEL)

    def write(self, filename: str | os.PathLike[str], arcname: Any = None, *arguments: Any, **options: Any) -> None:
        self.writestr(str(arcname or filename), Path(filename).read_bytes())


def packed(workbook: Workbook, made: datetime.date, title: str, by: str) -> bytes:
    """The file. `made` stands as the day it was created and last changed, for whoever looks at its properties."""
    moment = datetime.datetime.combine(made, datetime.time())
    properties = workbook.properties
    properties.created = properties.modified = moment
    properties.title, properties.creator, properties.lastModifiedBy = map(storable, (title, by, by))
    buffer = BytesIO()
    with _TimelessZip(buffer, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(workbook, archive).save()
    return buffer.getvalue()
