"""Privacy: places where rooms declare who sees what of somebody."""

from flask import Flask


def install(_app: Flask) -> None:
    """Nothing to serve: the pages about one's data are in app/mydata."""
