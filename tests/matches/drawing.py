"""docs/match.md's table and drawing, made from the one table; `python -m tests.matches.drawing` writes them anew."""

from __future__ import annotations

from pathlib import Path

from app.matches.table import PARTS, TABLE, Move
from tests.house.floors import HOUSE

DOCS = HOUSE / "docs" / "match.md"
BEGIN, END = "<!-- made from app/matches/table.py -->", "<!-- until here -->"
REASONS = {"may": "may be given", "must": "must be given", "team": "stays with the team"}


def drawn() -> str:
    """What stands between the two marks."""
    return "\n".join(
        [
            "",
            *_drawing(),
            "",
            *_table(TABLE),
            "",
            "What happens to one person's part:",
            "",
            *_table(PARTS),
            "",
        ]
    )


def _drawing() -> list[str]:
    ways: dict[tuple[str, str], list[str]] = {}
    for move in TABLE:
        if move.state != move.to:
            ways.setdefault((move.state, move.to), []).append(move.verb)
    lines = [f"    {state or '[*]'} --> {to}: {', '.join(verbs)}" for (state, to), verbs in ways.items()]
    return ["```mermaid", "stateDiagram-v2", *lines, "    withdrawn --> [*]", "    closed --> [*]", "```"]


def _table(moves: tuple[Move, ...]) -> list[str]:
    lines = [
        "| from | verb | who | what must hold | to | what follows | reason |",
        "|---|---|---|---|---|---|---|",
    ]
    for move in moves:
        holds = "; ".join((guard.__doc__ or "").strip() for guard in move.guards) or "–"
        follows = (move.follow.__doc__ or "").strip()
        cells = (
            move.state or "–",
            move.verb,
            ", ".join(move.who),
            holds,
            move.to,
            follows,
            REASONS[move.reason],
        )
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def written(file: Path = DOCS) -> str:
    """What the docs have there now."""
    return file.read_text().partition(BEGIN)[2].partition(END)[0]


if __name__ == "__main__":
    before, _, rest = DOCS.read_text().partition(BEGIN)
    DOCS.write_text(f"{before}{BEGIN}{drawn()}{END}{rest.partition(END)[2]}")
