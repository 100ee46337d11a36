"""How a measurement is told: a table for people, JSON for machines, the figure on the last line."""

import argparse
import json
from dataclasses import dataclass
from typing import Any


def percent(share: str) -> float:
    """The number of "57%"."""
    return float(share.removesuffix("%"))


@dataclass(frozen=True)
class Figure:
    """One thing that was measured, what was measured beside it in the same run, and what it should be."""

    name: str
    measured: float
    unit: str = ""
    baseline: str = ""
    most: float | None = None
    least: float | None = None

    @property
    def reached(self) -> bool | None:
        """Whether it is as it should be; None where nothing was set."""
        if self.most is None and self.least is None:
            return None
        return (self.most is None or self.measured <= self.most) and (
            self.least is None or self.measured >= self.least
        )

    def row(self) -> dict[str, Any]:
        """A line of the table."""
        goals = [
            f"{sign} {limit:g}"
            for sign, limit in (("<=", self.most), (">=", self.least))
            if limit is not None
        ]
        said = {None: "", True: "yes", False: "NO"}[self.reached]
        return {
            "figure": self.name,
            "measured": f"{_shown(self.measured)} {self.unit}".strip(),
            "baseline": self.baseline,
            "goal": ", ".join(goals),
            "reached": said,
        }


def arguments(says: str, **options: dict[str, Any]) -> argparse.Namespace:
    """The command line of one measurement; each has `--json`."""
    parser = argparse.ArgumentParser(description=says)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    for name, option in options.items():
        parser.add_argument(f"--{name.replace('_', '-')}", **option)
    return parser.parse_args()


def _shown(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) or abs(number) >= 1000 else f"{number:.3g}"


def tell(name: str, rows: list[dict[str, Any]], figure: str, as_json: bool) -> None:
    """Print the rows and then the figure; or all of it as one JSON object."""
    if as_json:
        print(json.dumps({"bench": name, "rows": rows, "figure": figure}, indent=1))
        return
    columns = list(rows[0])
    widths = [
        max(len(str(row.get(column, ""))) for row in [dict(zip(columns, columns, strict=True)), *rows])
        for column in columns
    ]
    print("  ".join(column.ljust(width) for column, width in zip(columns, widths, strict=True)))
    for row in rows:
        print(
            "  ".join(
                str(row.get(column, "")).ljust(width) for column, width in zip(columns, widths, strict=True)
            )
        )
    print(figure)
