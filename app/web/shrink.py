"""Our scripts made small: comments and spaces out, and names that no other file uses made short."""

import re

from rjsmin import jsmin

try:
    import minify
except ImportError:  # it has no wheel for some computers, and needs Go there: docs/decisions/0014
    minify = None  # type: ignore[assignment]

IMPORT = re.compile(r"^import [^;(]*;\n", re.M)
EXPORT = re.compile(r"^export ((?:async )?(?:function|const|class) ([\w$]+))", re.M)


def shrink(script: str) -> str:
    """The same script in fewer bytes; without the library that shortens names, in a few more."""
    script = _inside(script)
    return minify.string("text/javascript", script) if minify else jsmin(script)


def _inside(script: str) -> str:
    """The same script as the inside of one function, which gives what the script exports: other names can be short there."""
    brought = "".join(IMPORT.findall(script))
    offered = ", ".join(name for _, name in EXPORT.findall(script))
    body = EXPORT.sub(r"\1", IMPORT.sub("", script))
    given = f"export const {{ {offered} }} = " if offered else ""
    return f"{brought}{given}(() => {{\n{body}\n{f'return {{ {offered} }};' if offered else ''}\n}})();\n"
