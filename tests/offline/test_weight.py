"""What a phone has to load of our own JavaScript stays small."""

from bench.offline import weight

MOST = 13_600  # bytes, compressed: what a page of somebody who is signed in runs, and its worker


def test_our_javascript_stays_small():
    sizes = weight()
    assert sum(sizes.values()) <= MOST, sizes
