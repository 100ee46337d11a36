"""All: every bench for a short while, one after the other, and what each found beside its goal, in one table.

Each runs in a process of its own, so that none meets what another left in memory. Other work on the machine moves the
times and shares; a figure that matters is measured by its own name, longer, on a machine that does nothing else.
"""

import importlib
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from bench.report import Figure, arguments, tell

NAMES = (
    "pages",
    "django_page",
    "writes",
    "workers",
    "desk",
    "phone",
    "offline",
    "fuzz",
    "kills",
    "reload",
    "faults",
)


def figures_of(name: str) -> list[Figure]:
    """What one bench found."""
    return importlib.import_module(f"bench.{name}").figures()


def apart(name: str) -> list[dict[str, Any]]:
    """The rows of one bench, run in a process of its own; one that says why where it came to no end."""
    began = time.monotonic()
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        try:
            rows = [{"bench": name, **figure.row()} for figure in process.submit(figures_of, name).result()]
        except Exception as why:  # noqa: BLE001  the others are measured all the same
            said = f"{type(why).__name__}: {why}".splitlines()[0][:80]
            rows = [
                {"bench": name, "figure": said, "measured": "", "baseline": "", "goal": "", "reached": "NO"}
            ]
    print(f"{name}, {time.monotonic() - began:.0f} s", file=sys.stderr)
    for row in rows:  # at once: what comes later may take long
        print("  ", *(told for told in list(row.values())[1:] if told), sep="  ", file=sys.stderr)
    return rows


def main() -> None:
    """Run them, tell them, and fail where a goal was not reached."""
    given = arguments(__doc__ or "", only={"nargs": "*", "choices": NAMES, "default": NAMES})
    rows = [row for name in given.only for row in apart(name)]
    goals = [row["reached"] for row in rows if row["reached"]]
    tell("all", rows, f"all: {goals.count('yes')} of {len(goals)} goals reached", given.json)
    sys.exit("NO" in goals)


if __name__ == "__main__":
    main()
