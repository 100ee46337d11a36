"""Commands: what an operator does at the command line; nothing of it is served."""

from flask import Flask


def install(_app: Flask) -> None:
    """Nothing to serve; app/cli.py finds the commands."""
