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


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's tests come first, then what is slow: while a browser waits others work, and none has a long one last."""
    items.sort(key=lambda item: [item.get_closest_marker(mark) is None for mark in ("browser", "slow")])
