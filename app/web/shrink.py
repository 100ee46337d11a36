"""Our scripts made small: comments and spaces out, and names that no other file uses made short."""

from rjsmin import jsmin

try:
    import minify
except ImportError:  # it has no wheel for some computers, and needs Go there: docs/decisions/0014
    minify = None  # type: ignore[assignment]


def shrink(script: str) -> str:
    """The same script in fewer bytes; without the library that shortens names, in a few more."""
    return minify.string("text/javascript", script) if minify else jsmin(script)
