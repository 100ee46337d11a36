"""The order of the tests, and where fixtures are: the process that only hands tests out to others needs none of them."""

from __future__ import annotations

import gc

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Bring the fixtures, but for who only hands out: it would read the whole program while the others wait for it."""
    if config.getoption("dist", "no") == "no" or hasattr(config, "workerinput"):
        config.pluginmanager.import_plugin("tests.fixtures")


def pytest_collection_finish() -> None:
    """The packages and the tests stay until the end: the collector of garbage need not look through them each time.

    What tests leave behind is little: it looks for it less often than a server would.
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_itemcollected(item: pytest.Item) -> None:
    """What is many things at once is asked of SQLite while somebody works, and of PostgreSQL before it is taken."""
    database = getattr(item, "callspec", None) and item.callspec.params.get("database")  # type: ignore[attr-defined]
    if database == "postgresql" and item.get_closest_marker("slow"):
        item.add_marker("thorough")


# Fixtures of a module that take long to make; a process that takes over some of its tests would make them once more.
DEAR = {"opened", "aftermath", "seen", "told", "doors", "demo"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is dear to make comes first (who has nothing left takes from the end), then the browser, then what is slow.

    While a browser waits others work, and nobody has a long test last.
    """

    def late(item: pytest.Item) -> list[bool]:
        quick = item.get_closest_marker("slow") is None
        cheap = quick or not DEAR & set(getattr(item, "fixturenames", ()))
        return [cheap, item.get_closest_marker("browser") is None, quick]

    items.sort(key=late)
    items[:] = _around([item for item in items if not all(late(item))], [i for i in items if all(late(i))])


def _around(first: list[pytest.Item], quick: list[pytest.Item]) -> list[pytest.Item]:
    """Of the quick tests, those that ask no database stand before and behind the rest.

    Of two processes one so begins with all that is on SQLite, and takes over what needs no PostgreSQL either: only
    one of them starts a server and makes its tables.
    """
    alone = [item for item in quick if "database" not in getattr(item, "fixturenames", ())]
    asking = [item for item in quick if "database" in getattr(item, "fixturenames", ())]
    on_sqlite = sum(item.callspec.params.get("database") == "sqlite" for item in asking)  # type: ignore[attr-defined]
    before = max(0, (len(first) + len(quick)) // 2 - len(first) - on_sqlite)
    return [*first, *alone[:before], *asking, *alone[before:]]
