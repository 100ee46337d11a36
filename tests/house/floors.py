"""Reads the house as it stands in the files, and says what is not in order; test_floors.py asks it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
ABOVE_ALL = ("", "features", "cli")  # create_app, the table of contents and the command line see every room
NO_REQUEST = ("policy", "forms", "models", "actions")
OF_THE_REQUEST = {"app.web.access": {"me", "signed_in", "ask_to_sign_in", "current_user"}}
NAMELESS = re.compile(r"^(utils?|commons?|helpers?|misc|shared|tools|base|core|stuff|lib)$")
TELLS_TIME = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
}
TAG = re.compile(
    r"<(/?)(a|b|br|button|div|form|h[1-6]|img|input|li|p|section|span|strong|svg|table|ul)\b[^<]*>"
)


@dataclass
class Module:
    """One Python file: its dotted name and what it says."""

    name: str
    source: str
    is_package: bool = False
    tree: ast.Module = field(init=False)
    nodes: list[ast.AST] = field(init=False)  # all of the tree

    def __post_init__(self) -> None:
        self.tree = ast.parse(self.source)
        self.nodes = list(ast.walk(self.tree))

    @property
    def room(self) -> str:
        """The room it belongs to; '' for the package `app` itself."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else ""

    @property
    def file(self) -> str:
        """The name of the file in its room, without .py."""
        return "" if self.is_package else self.name.rsplit(".", 1)[-1]


@cache
def modules(folder: Path = HOUSE) -> list[Module]:
    """Every Python file of app/."""
    found = []
    for file in sorted((folder / "app").rglob("*.py")):
        parts = file.relative_to(folder).with_suffix("").parts
        package = parts[-1] == "__init__"
        found.append(Module(".".join(parts[:-1] if package else parts), file.read_text(), package))
    return found


def faults(house: Iterable[Module], floors: tuple[tuple[str, ...], ...]) -> list[str]:
    """Everything in these modules that breaks a rule of the house."""
    house = list(house)
    names = {module.name for module in house}
    level = {room: (number, place) for number, rooms in enumerate(floors) for place, room in enumerate(rooms)}
    found = []
    for module in house:
        for check in (_imports, _place_of_imports, _request, _clock, _names, _docstring, _html):
            for fault in check(module, names, level):
                found.append(f"{module.name}: {fault}")
    return found


def _imported(nodes: Iterable[ast.AST], names: set[str]) -> Iterable[tuple[ast.stmt, str, str]]:
    """Each import as (statement, module, name); a submodule counts as the module itself."""
    for node in nodes:
        if isinstance(node, ast.Import):
            for item in node.names:
                yield node, item.name, ""
        elif isinstance(node, ast.ImportFrom):
            origin = "." * node.level + (node.module or "")
            for item in node.names:
                whole = f"{origin}.{item.name}"
                yield (node, whole, "") if whole in names else (node, origin, item.name)


def _imports(module: Module, names: set[str], level: Mapping[str, tuple[int, int]]) -> Iterable[str]:
    if module.room not in level and module.room not in ABOVE_ALL:
        yield f"the room {module.room} is on no floor of features.py"
        return
    for node, target, name in _imported(module.nodes, names):
        if target.startswith("."):
            yield f"line {node.lineno}: a relative import"
        if target == "app" and name and (module.room, name) != ("cli", "create_app"):
            yield f"line {node.lineno}: takes {name} from the package app; only its rooms may be imported"
        if not target.startswith("app.") or module.room in ABOVE_ALL:
            continue
        other = target.split(".")[1]
        if other == module.room:
            continue
        if other not in level:
            yield f"line {node.lineno}: imports {target}, which is above all rooms"
            continue
        (here, my_place), (there, its_place) = level[module.room], level[other]
        if there > here:
            yield f"line {node.lineno}: imports {target}, {there - here} floor(s) up"
        elif there == here and (here > 0 or its_place > my_place):
            yield f"line {node.lineno}: imports its neighbour {target}"


def _place_of_imports(module: Module, *_more) -> Iterable[str]:
    for node in module.nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            for inner in ast.walk(node):
                if isinstance(inner, (ast.Import, ast.ImportFrom)) and not _of_its_own(inner, module.room):
                    yield f"line {inner.lineno}: an import inside a function"
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in (
            "__import__",
            "import_module",
        ):
            yield f"line {node.lineno}: an import by name"
    began = False
    for node in module.tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)):
            began = True
        if began and isinstance(node, (ast.Import, ast.ImportFrom)):
            yield f"line {node.lineno}: an import below the code"


def _of_its_own(node: ast.Import | ast.ImportFrom, room: str) -> bool:
    """True where a room reads one of its own files late, because few need what that one reads: no arrow is hidden."""
    return isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"app.{room}.")


def _request(module: Module, names: set[str], _level) -> Iterable[str]:
    if module.file not in NO_REQUEST or module.room == "web":
        return
    for node, target, name in _imported(module.nodes, names):
        if target.split(".")[0] in ("flask", "werkzeug", "flask_login"):
            yield f"line {node.lineno}: {module.file} knows no request, but imports {target} {name}"
        if name in OF_THE_REQUEST.get(target, ()) or target == "app.web.access" and not name:
            yield f"line {node.lineno}: {module.file} is told who acts, but imports {name or target}"


def _clock(module: Module, *_more) -> Iterable[str]:
    if module.name == "app.clock":
        return
    for node in module.nodes:
        if isinstance(node, ast.Attribute):
            owner = getattr(node.value, "attr", getattr(node.value, "id", ""))
            if (owner, node.attr) in TELLS_TIME:
                yield f"line {node.lineno}: asks the time from {owner}.{node.attr}; app.clock tells it"


def _names(module: Module, *_more) -> Iterable[str]:
    if NAMELESS.match(module.name.rsplit(".", 1)[-1]):
        yield "a name that says nothing about what is in it"
    for node in module.tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        makes_one = any(getattr(target, "id", "") == "bp" for target in targets)
        if makes_one and "routes" not in module.file and module.room != "web":
            yield f"line {node.lineno}: a blueprint is made in routes.py"


def _docstring(module: Module, *_more) -> Iterable[str]:
    words = ast.get_docstring(module.tree)
    if not words:
        yield "does not say in its first line what it is for"
    elif len(words.splitlines()[0]) > 140:
        yield "its first line is longer than 140 characters"


def _html(module: Module, *_more) -> Iterable[str]:
    if module.name.startswith("app.web.errors"):
        return
    for node in module.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and TAG.search(node.value):
            yield f"line {node.lineno}: HTML in Python"


def folders(parent: str) -> list[str]:
    """The names of the folders in a top folder of the project."""
    place = HOUSE / parent
    if not place.exists():
        return []
    return sorted(
        item.name for item in place.iterdir() if item.is_dir() and not item.name.startswith(("_", "."))
    )
