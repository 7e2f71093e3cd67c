"""Templates as Jinja has compiled them, kept from one run to the next: compiling them takes longer than making a report from them.

They lie in a folder for temporary files that belongs to the user alone, as Jinja sees to, under the digests of their texts; a template
that was changed is compiled anew. Where there can be no such folder, or no room in it, nothing is kept.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache, FileSystemBytecodeCache

import planctl
from planctl.render.reports import environment


def kept_templates() -> BytecodeCache | None:
    """What Jinja keeps its templates in; None where it can't."""
    with suppress(OSError, RuntimeError):
        return _Kept(pattern=f"planctl-{_compiler()}-%s.cache")
    return None


class _Kept(FileSystemBytecodeCache):
    def dump_bytecode(self, bucket: Bucket) -> None:
        """A full disk keeps nobody from a report."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _compiler() -> str:
    """What decides, besides its text, what a template becomes."""
    parts = (planctl.__version__, jinja2.__version__, Path(environment.__file__).read_bytes().hex())
    return sha256("/".join(parts).encode()).hexdigest()[:16]
