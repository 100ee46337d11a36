"""Naast beside OWASP ASVS: every requirement that applies has one row, what a row names is there, the counts are true."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

HOUSE = Path(__file__).resolve().parents[2]
PAGE = HOUSE / "docs" / "security" / "asvs.md"
CHAPTERS = sorted((HOUSE / "docs" / "security" / "asvs").glob("*.md"))
APPLY = (Path(__file__).parent / "asvs.txt").read_text("utf-8").split()
GRADES = ("met", "partly", "not met")
NUMBER = re.compile(r"\d+\.\d+\.\d+")


class Row(NamedTuple):
    """One requirement, as its chapter's table has it."""

    number: str
    asks: str
    grade: str
    how: str
    shown: str
    chapter: str


def cells(line: str) -> list[str]:
    """The cells of a line of a table."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def rows_of(text: str, chapter: str) -> list[Row]:
    """The rows of a chapter; a line that begins with a number and has not five cells is no row, and raises."""
    lines = [cells(line) for line in text.splitlines() if NUMBER.match(line.strip("| "))]
    return [Row(*line, chapter) for line in lines]


ROWS = [row for path in CHAPTERS for row in rows_of(path.read_text("utf-8"), path.name)]


@cache
def functions(path: Path) -> set[str]:
    """The names of all functions of a Python file, those of classes too."""
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def missing(shown: str) -> list[str]:
    """What a row names and is not there; a row that names nothing misses something too."""
    named = re.findall(r"`([^`]+)`", shown)
    left_over = re.sub(r"`[^`]+`|[,\s]", "", shown)
    found = [] if named and not left_over else [f"not a list of files: {shown!r}"]
    for name in named:
        place, _, test = name.partition("::")
        path = HOUSE / place
        if not path.is_file() or (test and test not in functions(path)):
            found.append(name)
    return found


def test_every_requirement_that_applies_has_one_row_in_its_chapter_and_in_order():
    assert [row.number for row in ROWS] == APPLY
    assert len(set(APPLY)) == len(APPLY)
    assert {row.chapter.partition("-")[0] for row in ROWS} == {
        path.name.partition("-")[0] for path in CHAPTERS
    }
    assert [
        row for row in ROWS if int(row.chapter.partition("-")[0]) != int(row.number.partition(".")[0])
    ] == []


def test_every_row_has_a_grade_and_its_words():
    assert [row.number for row in ROWS if row.grade not in GRADES] == []
    assert [row.number for row in ROWS if not row.asks or not row.how.endswith(".")] == []


def test_every_file_and_test_that_a_row_names_is_there():
    assert {row.number: missing(row.shown) for row in ROWS if missing(row.shown)} == {}


def test_what_is_met_is_shown_by_more_than_a_page():
    """Only where the standard asks for a document, in the first section of a chapter, is a page enough."""
    on_paper = [
        row.number
        for row in ROWS
        if row.grade == "met"
        and all(name.startswith("docs/") for name in re.findall(r"`([^`]+)`", row.shown))
    ]
    assert [number for number in on_paper if number.split(".")[1] != "1"] == []


def test_the_counts_on_top_are_true():
    text = PAGE.read_text("utf-8")
    count = Counter(row.grade for row in ROWS)
    told = ", ".join(f"{count[grade]} {grade}" for grade in GRADES)
    assert f"**{len(ROWS)} requirements apply: {told}.**" in text
    for path in CHAPTERS:
        per = Counter(row.grade for row in ROWS if row.chapter == path.name)
        (line,) = [line for line in text.splitlines() if f"(asvs/{path.name})" in line]
        assert [int(cell) for cell in cells(line)[1:]] == [per[grade] for grade in GRADES], path.name


def test_what_is_missing_stands_on_top_in_a_sentence_each():
    text = PAGE.read_text("utf-8")
    parts = dict(re.findall(r"^## (Not met|Partly met).*\n\n((?:- .*\n)+)", text, re.MULTILINE))
    for title, grade in (("Not met", "not met"), ("Partly met", "partly")):
        told = re.findall(r"^- \*\*([\d.]+)\*\* \S.*\.$", parts.get(title, ""), re.MULTILINE)
        assert told == [row.number for row in ROWS if row.grade == grade], title


def test_what_does_not_apply_is_nothing_that_does():
    text = PAGE.read_text("utf-8").partition("## What does not apply")[2]
    groups = [
        group for line in text.splitlines() if line.startswith("| ") for group in cells(line)[0].split(", ")
    ]
    left_out = [group for group in groups if group[0].isdigit()]
    assert len(left_out) > 20
    assert [number for number in APPLY for group in left_out if f"{number}.".startswith(f"{group}.")] == []


def test_a_row_that_names_what_is_not_there_is_seen():
    assert missing("`tests/house/test_asvs.py::test_a_row_that_names_what_is_not_there_is_seen`") == []
    for shown in (
        "",
        "a file",
        "`app/none.py`",
        "`tests/house/test_asvs.py::test_none`",
        "`app`",
        "`app/db.py` and more",
    ):
        assert missing(shown) != [], shown
