"""The floors of the house: arrows point down, neighbours do not meet, and every file says what it is for."""

import re
import shutil
import subprocess

import pytest

from app.features import FLOORS, ROOMS
from tests.house.floors import HOUSE, NAMELESS, Module, faults, folders, modules

ON_THE_FLOORS = {room for floor in FLOORS for room in floor}
NO_ROOM = {
    "templates": {"layouts", "ui"},
    "static": {"css", "js", "icons", "vendor", "pictures"},
    "tests": {"house", "browser"},
}


def test_every_import_points_down():
    assert faults(modules(), FLOORS) == []


def test_every_room_stands_on_one_floor_and_has_a_folder():
    names = [room for floor in FLOORS for room in floor]
    assert len(names) == len(set(names))
    assert sorted(names) == sorted({module.room for module in modules()} - {"", "features", "cli"})


def test_every_room_is_installed_in_the_order_of_the_floors():
    upper = [room for floor in FLOORS[2:] for room in floor]
    assert [room.__name__.removeprefix("app.") for room in ROOMS] == upper


@pytest.mark.parametrize("parent", NO_ROOM)
def test_folders_mirror_the_rooms(parent):
    assert set(folders(parent)) <= ON_THE_FLOORS | NO_ROOM[parent]


def test_at_the_top_stands_what_the_house_is_made_of():
    """A file that a tool left there would go along with every clone."""
    asked = [shutil.which("git") or "false", "ls-files"]
    listed = subprocess.run(asked, cwd=HOUSE, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this copy of the house is no clone")
    top = {path for path in listed.stdout.splitlines() if "/" not in path}
    assert {path for path in top if not path.endswith(".md")} == {
        ".gitignore",
        "pyproject.toml",
        "uv.lock",
        "wsgi.py",
    }


def test_every_room_with_pages_has_templates_and_tests():
    with_pages = {
        module.room for module in modules() if ".route(" in module.source or "@bp." in module.source
    }
    with_pages -= {"web"}
    assert with_pages - set(folders("tests")) == set()
    rendering = {module.room for module in modules() if re.search(r"\bpage\(", module.source)} - {"web"}
    assert rendering - set(folders("templates")) == set()


def test_no_file_has_a_name_that_says_nothing():
    files = [file for top in ("static", "tests", "bin", "bench") for file in (HOUSE / top).rglob("*")]
    assert [str(file) for file in files if NAMELESS.match(file.stem)] == []


def test_files_stay_short_enough_to_read():
    long = {module.name: module.source.count("\n") for module in modules() if module.source.count("\n") > 200}
    for name, lines in sorted(long.items()):
        print(f"{name} has {lines} lines: could it be two?")
    assert [name for name, lines in long.items() if lines > 330] == []


def test_roles_are_asked_in_policies_only():
    routes = {m.name: m.source for m in modules() if m.file == "routes"}
    pages = {str(f.relative_to(HOUSE)): f.read_text() for f in (HOUSE / "templates").rglob("*.html")}
    asks = re.compile(r"\.role\s*(==|!=|in\b)|\.holds\(|\.schemes_as\(")
    assert [name for name, text in {**routes, **pages}.items() if asks.search(text)] == []


# The checker itself: each rule broken once on purpose.
SMALL = (("clock",), ("web",), ("people",), ("goals", "matches"), ("home",))
GOOD = '"""Something."""\n\n'
BROKEN = {
    "up": ("app.people.queries", GOOD + "from app.home.queries import day_of\n", "2 floor(s) up"),
    "up, by package": ("app.people.queries", GOOD + "from app import home\n", "floor(s) up"),
    "up, to the whole": ("app.people.queries", GOOD + "from app.features import FLOORS\n", "above all"),
    "sideways": ("app.goals.queries", GOOD + "import app.matches.models\n", "neighbour"),
    "relative": ("app.goals.queries", GOOD + "from . import models\n", "relative"),
    "inside a function": ("app.goals.queries", GOOD + "def f():\n    import json\n", "inside a function"),
    "inside, of another room": (
        "app.goals.queries",
        GOOD + "def f():\n    from app.people.models import Person\n",
        "inside a function",
    ),
    "at the bottom": ("app.goals.queries", GOOD + "x = 1\nfrom app.people import models\n", "below"),
    "by name": ("app.goals.queries", GOOD + "x = __import__('app.home')\n", "by name"),
    "from the package": ("app.goals.routes", GOOD + "from app import create_app\n", "only its rooms"),
    "a request": ("app.goals.actions", GOOD + "from flask import request\n", "knows no request"),
    "me": ("app.goals.policy", GOOD + "from app.web.access import me\n", "told who acts"),
    "the time": (
        "app.goals.actions",
        GOOD + "from datetime import datetime\nx = datetime.now()\n",
        "app.clock",
    ),
    "today": ("app.goals.actions", GOOD + "import datetime\nx = datetime.date.today()\n", "app.clock"),
    "utils": ("app.goals.utils", GOOD, "says nothing"),
    "no docstring": ("app.goals.models", "x = 1\n", "first line"),
    "HTML": ("app.goals.queries", GOOD + "x = '<div class=\"card\">'\n", "HTML in Python"),
    "no floor": ("app.cellar.models", GOOD, "no floor"),
    "a blueprint": ("app.goals.queries", GOOD + "bp = Blueprint('goals', __name__)\n", "routes.py"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_rule_is_seen(broken):
    name, source, seen = BROKEN[broken]
    others = [Module(f"app.{room}", GOOD, True) for floor in SMALL for room in floor]
    others += [
        Module("app.home.queries", GOOD),
        Module("app.matches.models", GOOD),
        Module("app.features", GOOD),
    ]
    assert faults(others, SMALL) == []
    found = faults([*others, Module(name, source)], SMALL)
    assert found
    assert seen in " ".join(found)


def test_a_room_may_read_a_file_of_its_own_late():
    late = GOOD + "def f():\n    from app.goals.paper import printed\n"
    own = [Module("app.goals.paper", GOOD), Module("app.goals.routes", late)]
    assert faults([Module("app.goals", GOOD, True), *own], SMALL) == []
