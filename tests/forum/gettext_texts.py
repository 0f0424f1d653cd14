"""Finds every text that the code and the templates give to gettext, wherever it stands.

xgettext, by which the catalogue is collected, reads Python as plain tokens: it knows no aliases and
does not look into f-strings. Here the code is parsed, so that what it overlooks is found.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

MODULE = "django.utils.translation"
# Of each function: which arguments are the context, the text and its plural.
ARGUMENTS: dict[str, tuple[int | None, int, int | None]] = {
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop"), (None, 0, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
    "_": (None, 0, None),
}
_CALL = re.compile(
    r"\b(?:n?p?gettext|_)\((?:[^()'\"]|u?'(?:\\.|[^'\\])*'|u?\"(?:\\.|[^\"\\])*\")*\)"
)
# What `templatize` writes for the tags calls these.
_IMPORTS = f"from {MODULE} import gettext as _, gettext, ngettext, pgettext, npgettext\n"
_LITERAL_TAG = re.compile(r"trans(?:late)?\s+['\"]")


@dataclass(frozen=True)
class Text:
    """One text that is to be translated; `where` names its file and line."""

    where: str
    context: str | None
    singular: str
    plural: str | None


@dataclass(frozen=True)
class Unreadable:
    """A use of gettext of which nobody can say which text it translates."""

    where: str
    code: str


Found = Text | Unreadable


def in_python(source: str, name: str) -> Iterator[Found]:
    """Yield what a module gives to gettext under any name, nested however deep."""
    tree = ast.parse(source)
    names = _Names(tree)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        where = f"{name}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Call) and (function := names.function(node.func)):
            yield _text_of(node, function, where)
        elif id(node) not in called and names.function(node) and not _is_target(node):
            yield Unreadable(where, ast.unparse(node))


def in_template(source: str, name: str) -> Iterator[Found]:
    """Yield what the tags and filters of a template translate."""
    for match in _CALL.finditer(templatize(source)):
        yield from in_python(f"{_IMPORTS}{match[0]}", name)
    for token in Lexer(source).tokenize():
        is_tag = token.token_type == TokenType.BLOCK and token.split_contents()
        if (
            is_tag
            and is_tag[0] in ("trans", "translate")
            and not _LITERAL_TAG.match(token.contents)
        ):
            yield Unreadable(f"{name}:{token.lineno}", token.contents)


def in_project(root: Path) -> Iterator[Found]:
    """Yield what the files below `root` give to gettext, but for tests and what is installed."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if parts[0] == "tests" or any(part.startswith(".") for part in parts):
            continue
        name = "/".join(parts)
        if path.suffix == ".py":
            yield from in_python(path.read_text(encoding="utf-8"), name)
        elif parts[0] == "templates" and path.suffix in (".html", ".txt"):
            yield from in_template(path.read_text(encoding="utf-8"), name)


class _Names:
    """The names under which one module knows the functions of gettext."""

    def __init__(self, tree: ast.AST) -> None:
        self._functions: dict[str, str] = {}
        self._modules: set[str] = {MODULE}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                self._take_from(node)
            elif isinstance(node, ast.Import):
                taken = {alias.asname for alias in node.names if alias.name == MODULE}
                self._modules |= {name for name in taken if name}

    def _take_from(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            here = alias.asname or alias.name
            if f"{node.module}.{alias.name}" == MODULE:
                self._modules.add(here)
            elif alias.name in ARGUMENTS:
                self._functions[here] = alias.name

    def function(self, node: ast.AST) -> str | None:
        """Return which function of gettext an expression names."""
        if isinstance(node, ast.Name):
            return self._functions.get(node.id)
        if isinstance(node, ast.Attribute) and node.attr in ARGUMENTS:
            return node.attr if ast.unparse(node.value) in self._modules else None
        return None


def _is_target(node: ast.AST) -> bool:
    return isinstance(getattr(node, "ctx", None), ast.Store | ast.Del)


def _text_of(call: ast.Call, function: str, where: str) -> Found:
    context, singular, plural = (
        None if place is None else _literal(call, place) for place in ARGUMENTS[function]
    )
    wanted = sum(place is not None for place in ARGUMENTS[function])
    if singular is None or sum(text is not None for text in (context, singular, plural)) < wanted:
        return Unreadable(where, ast.unparse(call))
    return Text(where, context, singular, plural)


def _literal(call: ast.Call, place: int) -> str | None:
    argument = call.args[place] if place < len(call.args) else None
    is_text = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    return argument.value if is_text else None
