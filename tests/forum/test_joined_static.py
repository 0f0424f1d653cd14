"""Files that import others are served as one, and mean the same."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from forum.joined_static import joined_script, joined_style

STATIC = Path(settings.STATICFILES_DIRS[0])
SOURCES = sorted([*STATIC.glob("js/*.js"), *STATIC.glob("css/**/*.css")])
IMPORT = re.compile(r"^\s*@?import\b(?!\()", re.MULTILINE)


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.js").write_text(text)


def test_a_script_keeps_the_names_of_each_module_apart(tmp_path):
    write(
        tmp_path,
        page='import { one, two } from "./part.js";\n\nconst PAUSE = one + two;\n',
        part='import { three } from "./deep.js";\n\nconst PAUSE = 1;\nexport const one = PAUSE;\n'
        "export function two() {\n  return three;\n}\n",
        deep="const PAUSE = 3;\nexport const three = PAUSE;\n",
    )
    script = joined_script(tmp_path / "page.js")
    assert script == (
        "const { one, two } = (() => {\n"
        "const { three } = (() => {\n"
        "const PAUSE = 3;\nconst three = PAUSE;\nreturn { three };\n})();\n"
        "const PAUSE = 1;\nconst one = PAUSE;\nfunction two() {\nreturn three;\n}\n"
        "return { one, two };\n})();\n"
        "const PAUSE = one + two;\n"
    )


def test_a_stylesheet_keeps_its_rules_in_order(tmp_path):
    (tmp_path / "a.css").write_text("/* first */\na {\n  color: red;\n}\n")
    (tmp_path / "site.css").write_text('@layer x;\n@import "a.css";\n\nb {\n  top: 0;\n}\n')
    style = joined_style(tmp_path / "site.css")
    assert style == "@layer x;\na {\ncolor: red;\n}\nb {\ntop: 0;\n}\n"


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_nothing_is_left_to_import(source):
    join = joined_style if source.suffix == ".css" else joined_script
    assert not IMPORT.search(join(source))


def test_every_part_of_the_stylesheet_is_in_it_once():
    parts = {path.name for path in STATIC.glob("css/*.css")} - {"site.css"}
    imported = re.findall(r'@import "(.+)";', (STATIC / "css/site.css").read_text())
    assert sorted(imported) == sorted(parts)


@pytest.mark.parametrize("part", sorted(STATIC.glob("css/*.css")), ids=lambda part: part.name)
def test_a_stylesheet_is_written_one_declaration_a_line(part):
    for line in part.read_text().splitlines():
        assert not re.search(r"[{;]\s*\S", re.sub(r"/\*.*?\*/|url\([^)]*\)", "", line)), line


def test_a_file_is_found_joined_from_what_is_written_now(tmp_path, settings):
    settings.STATICFILES_DIRS = [tmp_path]
    finder = finders.get_finder("forum.joined_static.JoinedFinder")
    write(tmp_path, page='import { one } from "./part.js";\n', part="export const one = 1;\n")
    assert "const one = 1;" in Path(finder.find("page.js")).read_text()
    write(tmp_path, part="export const one = 2;\n")
    assert "const one = 2;" in Path(finder.find("page.js")).read_text()
    assert finder.find("part.js") == finder.find("none.js") == finder.find("../page.js") == []


def test_a_release_collects_the_joined_file(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0, stdout=StringIO())
    assert not IMPORT.search((tmp_path / "js/reading.js").read_text())


DARK_BY_SYSTEM = re.compile(r':root:not\(\[data-theme="light"\]\) \{(.*?)\}', re.DOTALL)
DARK_BY_CHOICE = re.compile(r'\n  :root\[data-theme="dark"\] \{(.*?)\}', re.DOTALL)


@pytest.mark.parametrize("part", ["tokens.css", "categories.css"])
def test_the_dark_that_one_chooses_is_the_dark_of_the_system(part):
    text = (STATIC / "css" / part).read_text()
    by_system, by_choice = (found.search(text) for found in (DARK_BY_SYSTEM, DARK_BY_CHOICE))
    assert by_system[1].split() == by_choice[1].split() != []
