"""Flags: why something stands on the desk of the team. Rooms raise them, or say how they are worked out."""

from flask import Flask


def install(_app: Flask) -> None:
    """Nothing to serve: the desk asks, the other rooms bring."""
