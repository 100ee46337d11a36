"""The demo's whole scheme: the cast, and some forty people around them with a year behind them."""

from app.demo.cast import Cast
from app.demo.cast import build as build_cast


def build() -> Cast:
    """Put the cast and everybody around them in the database at hand."""
    return build_cast()
