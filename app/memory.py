"""Memory: all threads take from one place from the moment this is imported, and litter is looked for where it can be.

Left to itself the C library of most Linux systems gives each thread a place of its own, and keeps in each of them what
its largest request took: a server then grows as requests of all sizes come by all its threads. It must be said before
the first thread, and some libraries make theirs when they are imported; so `app` imports this first.
"""

import ctypes
import gc
from contextlib import suppress

ARENA_MAX = -8  # the number by which glibc's malloc.h knows it


def share() -> None:
    """From now on; a system without such places has nothing to share."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(ARENA_MAX, 1)


def begin() -> None:
    """While the program is read its classes come and stay: the collector would go through them time and again.

    That was a sixth of the two seconds that each command takes to begin.
    """
    gc.set_threshold(100_000, 50, 100)


def settle() -> None:
    """When a server is ready to serve: what is there by now stays, and is not gone through again and again.

    A page makes some thousands of objects and lets go of nearly all when it is done, without the collector, which
    comes by for the few in circles. Python's own measure, 700 objects, has it come by several times a page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


share()
begin()
