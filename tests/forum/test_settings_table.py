"""docs/settings.md describes exactly the variables that the code reads."""

import ast
import re
from pathlib import Path

from forum import environment

PROJECT = Path(environment.__file__).resolve().parent.parent
SOURCES = [
    PROJECT / "manage.py",
    *(
        file
        for folder in ("forum", "boards", "deploy")
        for file in PROJECT.glob(f"{folder}/**/*.py")
    ),
]
REQUIRED = "required"
NOT_SET = "not set"


def variables_in_code() -> dict[str, str | None]:
    """Return each variable that the code asks for, with its default; None where it is computed."""
    variables: dict[str, str | None] = {"ENV_FILE": ".env"}
    for path in SOURCES:
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and re.match(r"environment\.\w+\('", ast.unparse(call)):
                variables[ast.literal_eval(call.args[0])] = default_of(call)
    return variables


def default_of(call: ast.Call) -> str | None:
    if ast.unparse(call.func) == "environment.optional":
        return NOT_SET
    for keyword in call.keywords:
        if keyword.arg == "default":
            constant = isinstance(keyword.value, ast.Constant)
            return str(keyword.value.value) if constant else None
    return None if "optional" in ast.unparse(call.func) else REQUIRED


def rows_of_the_table() -> list[list[str]]:
    lines = (PROJECT / "docs/settings.md").read_text().splitlines()
    return [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in lines
        if line.startswith("| `")
    ]


def test_table_names_every_variable_once_and_no_other() -> None:
    names = [row[0].strip("`") for row in rows_of_the_table()]
    assert sorted(names) == sorted(variables_in_code())


def test_every_row_says_what_it_does_and_gives_an_example() -> None:
    for name, purpose, default, example in rows_of_the_table():
        assert purpose.endswith("."), name
        assert default, name
        assert example.startswith("`"), name


def test_defaults_in_the_table_are_those_in_the_code() -> None:
    documented = {row[0].strip("`"): row[2].strip("`") for row in rows_of_the_table()}
    for name, default in variables_in_code().items():
        if default is not None:
            assert documented[name].lower() == default.lower(), name


def test_only_one_module_reads_the_environment() -> None:
    reading = re.compile(r"os\.(getenv|environ(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\"))")
    readers = {
        path.relative_to(PROJECT).as_posix() for path in SOURCES if reading.search(path.read_text())
    }
    # deploy/write_env.py runs before anything is installed.
    assert readers == {"forum/environment.py", "deploy/write_env.py"}
