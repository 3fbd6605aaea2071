"""The front door: sorted, complete, documented with examples that run, and quick to open."""

import ast
import doctest
import importlib
import inspect
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import unrest
from unrest.errors import MissingExtra, UnrestError

# The names that the design promises.
DESIGN = {
    *("When", "Period", "Quantity", "Where", "Citation", "Article", "Ref", "Role", "Participant", "Link"),
    *("Code", "Coding", "Source", "Place", "Actor", "Event", "Statement", "Deployment", "Statistic", "Record", "Claim"),
    *("Dataset", "Records", "Problem", "load", "try_load", "save", "read_article", "read_articles"),
    *("to_dict", "from_dict", "to_json", "from_json"),
}
# Modules whose public classes belong to the front door.
OFFERED = ("errors", "vocabulary", "when", "quantity", "source", "article", "place", "actor", "records", "dataset")
# Public to the modules below it, and met by nobody outside.
WITHIN = {"Entry", "Told"}


# What an example needs beside a plain install, by the last name of what it is an example of.
NEEDS = {
    **dict.fromkeys(("to_arrow", "from_arrow"), ("pyarrow",)),
    "to_pandas": ("pyarrow", "pandas"),
    "to_polars": ("pyarrow", "polars"),
    "coloured": ("rich",),
}
# What is in these is looked at where their extras are installed.
OPTIONAL = ("unrest.tables", "unrest.engine", "unrest.plots")


def modules() -> Iterator[ModuleType]:
    yield unrest
    for info in pkgutil.walk_packages(unrest.__path__, "unrest.", onerror=lambda _: None):
        # Importing `unrest.__main__` runs the command line.
        if info.name != "unrest.__main__":
            try:
                yield importlib.import_module(info.name)
            except MissingExtra:
                assert info.name.startswith(OPTIONAL)


MODULES = {module.__name__: module for module in modules()}
PUBLIC = {
    f"{module.__name__}.{name}": found
    for module in MODULES.values()
    for name in getattr(module, "__all__", ())
    if inspect.isclass(found := getattr(module, name)) or inspect.isroutine(inspect.unwrap(found))
    if getattr(found, "__module__", None) == module.__name__
}
DOCTESTS = {
    test.name: test
    for module in MODULES.values()
    for test in doctest.DocTestFinder(exclude_empty=True).find(module, module.__name__)
    if test.examples
}


def in_order(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, as the linter sorts them."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


class TestFrontDoor:
    def test_it_is_sorted_and_has_nothing_twice(self) -> None:
        names = [name for name in unrest.__all__ if not name.startswith("__")]
        assert names == sorted(set(names), key=in_order)

    def test_every_name_is_there(self) -> None:
        assert [name for name in unrest.__all__ if not hasattr(unrest, name)] == []

    def test_it_has_every_name_that_the_design_promises(self) -> None:
        assert DESIGN - {*unrest.__all__} == set()

    @pytest.mark.parametrize("module", OFFERED)
    def test_it_has_every_public_class(self, module: str) -> None:
        found = importlib.import_module(f"unrest.{module}")
        classes = {name for name in found.__all__ if inspect.isclass(getattr(found, name))}
        assert classes - WITHIN - {*unrest.__all__} == set()

    @pytest.mark.parametrize("name", sorted(MODULES))
    def test_every_module_says_what_is_public(self, name: str) -> None:
        public = getattr(MODULES[name], "__all__", None)
        assert public is not None
        assert [each for each in public if not hasattr(MODULES[name], each)] == []
        assert list(public) == sorted(set(public), key=in_order)


class TestDocstrings:
    @pytest.mark.parametrize("name", sorted(MODULES))
    def test_a_module_says_what_it_is(self, name: str) -> None:
        assert (MODULES[name].__doc__ or "").strip()

    @pytest.mark.parametrize("name", sorted(PUBLIC))
    def test_a_public_name_says_what_it_is_in_one_sentence(self, name: str) -> None:
        first = (PUBLIC[name].__doc__ or "").strip().split("\n\n")[0]
        assert first
        assert first.endswith((".", "?", ":"))

    @pytest.mark.parametrize("name", sorted(PUBLIC))
    def test_a_public_name_has_an_example(self, name: str) -> None:
        found = PUBLIC[name]
        # The errors differ in nothing but their name: the example stands at the root of their tree.
        if inspect.isclass(found) and issubclass(found, UnrestError) and found is not UnrestError:
            pytest.skip("an error class is used as its root is")
        assert ">>>" in (inspect.getdoc(found) or "")

    @pytest.mark.parametrize("name", sorted(DOCTESTS))
    def test_an_example_runs_alone(self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for package in NEEDS.get(name.rpartition(".")[2], ()):
            pytest.importorskip(package, reason="an extra that the example is about is not installed")
        monkeypatch.chdir(tmp_path)
        told: list[str] = []
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        runner.run(DOCTESTS[name], out=told.append)
        assert not "".join(told)

    def test_every_public_example_is_among_those_that_run(self) -> None:
        written = {name for name, found in PUBLIC.items() if ">>>" in (found.__doc__ or "")}
        assert written - DOCTESTS.keys() == set()


# Prints what importing did: every file opened that is no code, every connection or process, every package brought in.
PROBE = """
import sys
met, before = [], set(sys.modules)
CODE = (".py", ".pyc", ".so", ".pyd", ".pth", ".dll")
def watch(event, args):
    if event == "open" and not str(args[0]).endswith(CODE) and ".pyc." not in str(args[0]):
        met.append(f"open {args[0]}")
    elif event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "urllib.", "sqlite3.")):
        met.append(event)
sys.addaudithook(watch)
import unrest
for name in unrest.__all__:
    getattr(unrest, name)
watched = list(met)
packages = {name.partition(".")[0] for name in set(sys.modules) - before} - sys.stdlib_module_names
print(*sorted(watched))
print(*sorted(name for name in packages if not name.startswith("_")))
"""


class TestNames:
    def test_the_type_checkers_are_told_the_same_homes(self) -> None:
        tree = ast.parse(Path(unrest.__file__).read_text(encoding="utf-8"))
        told = {
            each.module: {name.name for name in each.names}
            for node in tree.body
            if isinstance(node, ast.If)
            for each in node.body
            if isinstance(each, ast.ImportFrom) and each.level == 1 and each.module
        }
        assert told == {module: {*names.split()} for module, names in unrest._HOMES.items()}
        assert {"__version__"}.union(*told.values()) == {*unrest.__all__}

    def test_every_name_is_there_and_listed(self) -> None:
        assert {*unrest.__all__, "query", "strategies", "review", "wording"} <= {*dir(unrest)}
        assert all(getattr(unrest, name) is not None for name in dir(unrest) if name != "strategies")

    def test_a_module_without_its_package_is_not_listed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("unrest.find_spec", lambda name: None if name == "ibis" else name)
        assert {"engine", "tables"} & {*dir(unrest)} == {"tables"}

    def test_a_misspelt_name_is_refused(self) -> None:
        with pytest.raises(AttributeError, match="module 'unrest' has no attribute 'Evnt'") as refused:
            unrest.Evnt  # noqa: B018
        assert (refused.value.name, refused.value.obj) == ("Evnt", unrest)
        assert not hasattr(unrest, "__path_of_something__")

    def test_only_what_is_asked_for_is_loaded(self) -> None:
        code = "import sys, unrest; unrest.Quantity; print(*sorted(name for name in sys.modules if 'unrest.' in name))"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
        loaded = run.stdout.split()
        assert "unrest.quantity" in loaded
        assert not {"unrest.codec", "unrest.rules", "unrest.query", "unrest.passage"} & {*loaded}


class TestImport:
    def lines(self) -> list[str]:
        run = subprocess.run(
            [sys.executable, "-B", "-W", "error", "-c", PROBE], capture_output=True, encoding="utf-8", timeout=60
        )
        assert (run.returncode, run.stderr) == (0, "")
        return run.stdout.splitlines()

    def test_it_reads_no_file_and_asks_nobody(self) -> None:
        assert self.lines()[0] == ""

    def test_it_brings_in_only_what_a_plain_install_has(self) -> None:
        packages = {*self.lines()[1].split()}
        assert "unrest" in packages
        assert packages <= {"attr", "attrs", "cattr", "cattrs", "dateutil", "six", "typing_extensions", "unrest"}
