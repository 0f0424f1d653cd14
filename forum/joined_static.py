"""Serves a stylesheet or script with the files inside that it imports, so that a phone asks once.

Written are small files that import each other as browsers know it: `@import "parts/list.css";` and
`import { combobox } from "./combobox.js";`. `collectstatic` and the server of `make dev` take from
here what imports something. A script that is imported keeps its names to itself, as a module does.
"""

import atexit
import os
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

_STYLE_IMPORT = re.compile(r'^@import "([\w/-]+\.css)";\n', re.MULTILINE)
_SCRIPT_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./([\w/-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |class )", re.MULTILINE)
# Comments, and the spaces that lines begin with: for people who write, not for phones.
_STYLE_NOISE = re.compile(r"/\*.*?\*/|^[ \t]+|\n(?=\n)", re.MULTILINE | re.DOTALL)
_SCRIPT_NOISE = re.compile(r"^[ \t]*//.*\n|^[ \t]+|\n(?=\n)", re.MULTILINE)


def joined_style(path: Path) -> str:
    """Return a stylesheet with what it imports in the places of the imports."""
    text = path.read_text()
    text = _STYLE_IMPORT.sub(lambda found: joined_style(path.parent / found[1]), text)
    return _STYLE_NOISE.sub("", text)


def joined_script(path: Path) -> str:
    """Return a module with those that it imports inside, each in a function of its own."""
    text = _SCRIPT_NOISE.sub("", path.read_text())

    def inside(found: re.Match[str]) -> str:
        module = _EXPORT.sub("", joined_script(path.parent / found[2]))
        return f"const {{ {found[1]} }} = (() => {{\n{module}return {{ {found[1]} }};\n}})();\n"

    return _SCRIPT_IMPORT.sub(inside, text)


class JoinedFinder(BaseFinder):
    """Finds the files of the project's static folder that import others, joined to one."""

    def check(self, **kwargs: Any) -> Any:
        """Return no faults: there is nothing to set up wrongly."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return where the file lies, joined anew from what is written now."""
        joined = self._joined(Path(path)) if Path(path).suffix in (".css", ".js") else None
        if joined is None:
            return []
        return [joined] if find_all else joined

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        """Yield the files that `collectstatic` takes from here, before those as written."""
        for folder in map(Path, settings.STATICFILES_DIRS):
            for source in sorted([*folder.rglob("*.css"), *folder.rglob("*.js")]):
                path = source.relative_to(folder)
                if self._joined(path) is not None:
                    yield path.as_posix(), FileSystemStorage(location=self._folder)

    @cached_property
    def _folder(self) -> str:
        folder = mkdtemp(prefix="forum-static-")
        atexit.register(rmtree, folder, ignore_errors=True)
        return folder

    def _joined(self, path: Path) -> str | None:
        for folder in map(Path, settings.STATICFILES_DIRS):
            source = folder / path
            if ".." not in path.parts and source.is_file() and _imports(source):
                return self._written(path, _join(source))
        return None

    def _written(self, path: Path, text: str) -> str:
        target = Path(self._folder) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        # Another thread may be sending it just now.
        unfinished = target.with_name(f"{target.name}.{os.urandom(4).hex()}")
        unfinished.write_text(text)
        unfinished.replace(target)
        return str(target)


def _imports(source: Path) -> bool:
    pattern = _STYLE_IMPORT if source.suffix == ".css" else _SCRIPT_IMPORT
    return pattern.search(source.read_text()) is not None


def _join(source: Path) -> str:
    return joined_style(source) if source.suffix == ".css" else joined_script(source)
