"""Memory: from the moment this is imported all threads take from one place, so that what one gives back serves the next.

Left to itself the C library of most Linux systems gives each thread a place of its own, and keeps in each of them what
its largest request took: a server then grows as requests of all sizes come by all its threads. It must be said before
the first thread, and some libraries make theirs when they are imported; so `app` imports this first.
"""

import ctypes
from contextlib import suppress

ARENA_MAX = -8  # the number by which glibc's malloc.h knows it


def share() -> None:
    """From now on; a system without such places has nothing to share."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(ARENA_MAX, 1)


share()
