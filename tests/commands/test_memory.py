"""The threads of a server take memory from one place: what one gave back serves the next, and nothing grows by threads."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.processes import ask, served

HEAP = (
    64 * 1024 * 1024
)  # a thread's own place begins at a multiple of this, and the rest of it is not to be touched
GO = 0xC000000000  # where a library of ours that is written in Go keeps what it has, in any process
MAPPED = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ 0 *$", re.MULTILINE)


def places(process: int) -> int:
    """How many places threads have for themselves in a process."""
    maps = [
        (int(start, 16), int(end, 16), may)
        for start, end, may in MAPPED.findall(Path(f"/proc/{process}/maps").read_text())
    ]
    return sum(
        start % HEAP == 0 and start != GO and may.startswith("rw") and (end, start + HEAP, "---p") in maps
        for start, end, may in maps
    )


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="no other system has such places")
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_thread_has_memory_of_its_own(world):
    with served(world) as server, ThreadPoolExecutor(8) as many:
        said = {"did": "x" * 500_000}
        answers = list(many.map(lambda _: ask(server.port, "POST", "/diary", said).status, range(40)))
        assert set(answers) == {303}, "asked to sign in"
        assert places(server.process.pid) == 0
