"""What my data shows on other pages: the way to it."""

from typing import Any


def to_my_data(_actor, _about) -> dict[str, Any]:
    """On the page about me: who can see my data."""
    return {}
