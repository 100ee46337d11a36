"""What the program never does: run what was sent, call other machines, start other programs, guess at secrets.

Read from the source, so that it holds for code that no test reaches. Who has a reason adds it here, with the reason.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.floors import HOUSE

REACHES_OUT = {"aiohttp", "ftplib", "http.client", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket", "ssl",
               "telnetlib", "urllib.request", "urllib3", "xmlrpc"}  # fmt: skip
STARTS_PROGRAMS = {"multiprocessing", "pty", "subprocess"}
RUNS_WHAT_IS_READ = {"dill", "importlib", "marshal", "pickle", "runpy", "shelve", "xml", "yaml"}
GUESSED = {"random"}
FORBIDDEN = REACHES_OUT | STARTS_PROGRAMS | RUNS_WHAT_IS_READ | GUESSED
MAY_IMPORT = {
    ("app/commands/*.py", "socket"): "where to listen, and whether a port of this machine is free",
    ("app/demo/*", "random"): "the invented people of the demo are the same each time",
}
NEVER_CALLED = {"eval", "exec", "compile", "__import__", "from_string", "system", "popen", "md5", "sha1"}
NEVER_READ = {"values", "files"}  # of the request: values mixes addresses and forms, files would be uploads
SCRIPT = re.compile(
    r"\beval\(|new Function|document\.write|insertAdjacentHTML|outerHTML|localStorage|sessionStorage|__proto__"
)
# Templates with drawings of our own, which stand in them as they are.
DRAWINGS = ("empty.html", "icon.html")
OWN_STYLE = ("export.html",)  # leaves the house as a file, with app/mydata/export.css in it
WRITES_MARKUP = {
    "offline/70-pocket.js": "takes the inside of a page, to seal it for this phone",
    "offline/75-first.js": "puts in the cards of a page that our server sent",
    "shell.js": "puts back a page of our own that was sealed on the phone",
    "review/look-again.js": "puts in a fragment that our server sent",
}


def modules(tree: ast.AST) -> Iterator[str]:
    """The names of all modules that are imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def imported(tree: ast.AST) -> set[str]:
    """Which forbidden modules are imported, also by a part of them."""
    names = set(modules(tree))
    return {bad for bad in FORBIDDEN for name in names if name == bad or name.startswith(f"{bad}.")}


def called(tree: ast.AST) -> set[str]:
    """Which forbidden functions are called; of `compile` and `exec` only Python's own, not a method of that name."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.add(node.func.id)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            found |= {node.func.attr} - {"compile", "exec", "eval"}
    return found & NEVER_CALLED


def patterns_made(tree: ast.AST) -> set[str]:
    """Regular expressions that are put together while running, and could hold what somebody typed."""
    return {
        f"re.{node.func.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.args
        and not isinstance(node.args[0], ast.Constant)
    }


def read_of_request(tree: ast.AST) -> set[str]:
    """Which forbidden parts of the request are read."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "request"
        and node.attr in NEVER_READ
    }


def allowed(place: str, name: str) -> bool:
    """True where a reason is given above."""
    return any(name == what and Path(place).match(where) for where, what in MAY_IMPORT)


def faults(place: str, source: str) -> list[str]:
    """What a file does that the program never does."""
    tree = ast.parse(source)
    found = {name for name in imported(tree) if not allowed(place, name)} | called(tree) | patterns_made(tree)
    return sorted(found | {f"request.{name}" for name in read_of_request(tree)})


def test_the_program_never_does_it():
    files = sorted((HOUSE / "app").rglob("*.py"))
    assert len(files) > 100
    wrong = {}
    for file in files:
        place = file.relative_to(HOUSE).as_posix()
        if found := faults(place, file.read_text("utf-8")):
            wrong[place] = found
    assert wrong == {}


def test_no_template_leaves_the_escaping_out():
    files = sorted((HOUSE / "templates").rglob("*.html"))
    assert len(files) > 50
    loose = re.compile(r"\|\s*safe\b|autoescape|Markup")
    assert {file.name for file in files if loose.search(file.read_text("utf-8"))} == {*DRAWINGS, *OWN_STYLE}
    markup = [file for file in (HOUSE / "app").rglob("*.py") if "Markup(" in file.read_text("utf-8")]
    assert [file.relative_to(HOUSE).as_posix() for file in markup] == ["app/accounts/cards.py"]  # a QR code


def test_no_script_runs_text_or_keeps_things_in_the_open():
    scripts = {
        file.relative_to(HOUSE / "static/js").as_posix(): file.read_text("utf-8")
        for file in sorted((HOUSE / "static/js").rglob("*.js"))
    }
    assert len(scripts) > 15
    assert {name: SCRIPT.findall(text) for name, text in scripts.items() if SCRIPT.search(text)} == {}
    assert {name for name, text in scripts.items() if "innerHTML" in text} == set(WRITES_MARKUP)


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from urllib.request import urlopen",
        "from urllib import request as asking",
        "import xml.etree.ElementTree",
        "import random",
        "eval('1')",
        "import os\nos.system('ls')",
        "from hashlib import md5\nmd5(b'')",
        "environment.from_string(text)",
        "request.values['x']",
        "request.files['x']",
        "re.fullmatch(typed, text)",
        "re.compile(f'{typed}.*')",
    ],
)
def test_it_is_seen_when_somebody_does(source):
    assert faults("app/journal/actions.py", source) != []


@pytest.mark.parametrize(
    "source",
    [
        "statement.compile()",
        "from urllib.parse import quote",
        "request.form['x']",
        "re.sub('a', typed, text)",
    ],
)
def test_what_only_looks_alike_is_left_alone(source):
    assert faults("app/journal/actions.py", source) == []
