"""What is measured is told honestly: a goal is reached or not, a bench that falls over is seen, and none is left out."""

import ast
import json
import tomllib
from pathlib import Path

import pytest

from bench.all import NAMES, apart
from bench.report import Figure, tell

HOUSE = Path(__file__).parents[2]
# `power` mounts a file system, `failover` needs packages and a system user; `storage` counts bytes and has no goal.
BY_ITSELF = {"all", "power", "failover", "storage"}


def functions(file: Path) -> set[str]:
    """The names of what a file defines."""
    return {node.name for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (Figure("a", 60, least=60), "yes"),
        (Figure("a", 59.9, least=60), "NO"),
        (Figure("a", 45_001, most=45_000), "NO"),
        (Figure("a", 0, most=0), "yes"),
        (Figure("a", 5, least=1, most=4), "NO"),
        (Figure("a", 5), ""),
    ],
)
def test_a_goal_is_reached_or_not(figure, said):
    assert figure.row()["reached"] == said


def test_the_table_and_json_tell_the_same(capsys):
    rows = [Figure("LCP, repeat view", 661, "ms", "1482 ms for a bare page", most=200).row()]
    tell("all", rows, "all: 0 of 1 goals reached", as_json=False)
    table = capsys.readouterr().out
    tell("all", rows, "all: 0 of 1 goals reached", as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert told["rows"] == rows
    assert all(str(value) in table for value in rows[0].values())
    assert table.endswith(told["figure"] + "\n")


def test_every_bench_is_in_the_one_table():
    runnable = {file.stem for file in (HOUSE / "bench").glob("*.py") if "__main__" in file.read_text()}
    assert runnable - BY_ITSELF == set(NAMES)
    assert [name for name in NAMES if "figures" not in functions(HOUSE / "bench" / f"{name}.py")] == []


@pytest.mark.slow
def test_a_bench_that_falls_over_is_a_row_that_says_so():
    (row,) = apart("no_such_bench")
    assert row["reached"] == "NO"
    assert "no_such_bench" in row["figure"]


def test_what_we_measure_beside_is_no_part_of_the_app():
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    ours = [
        *project["project"]["dependencies"],
        *(item for name in ("dev", "test", "lint") for item in groups[name]),
    ]
    assert [
        item for item in ours if "django" in str(item).lower() or item == {"include-group": "bench"}
    ] == []
    assert any(item.startswith("django") for item in groups["bench"])
