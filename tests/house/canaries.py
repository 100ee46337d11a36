"""Made-up words that are typed into forms, a different one each time, and every disguise in which one could turn up."""

from __future__ import annotations

import json
import re
from base64 import b64encode, urlsafe_b64encode
from itertools import count
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote, quote_plus

STEM = "snörklplûm"  # no word of any language; its letters differ in every way of writing them as bytes
OPEN = "wéllprünkt"  # as odd, but typed where nothing is sealed: it must be found, or the search is blind
CHUNK = 1 << 24


class Canaries:
    """Words with one stem, and what each was typed into."""

    def __init__(self, stem: str = STEM) -> None:
        self.stem, self.typed = stem, {}
        self._number = count(100)

    def new(self, typed_into: str) -> str:
        """A word that nobody typed before."""
        word = f"{self.stem}{next(self._number)}x"
        self.typed[word] = typed_into
        return word


def disguises(stem: str) -> dict[str, bytes]:
    """The stem as bytes, in every way in which a program may write text down."""
    said = stem.encode()
    found = {
        "as it is": said,
        "letters taken apart": normalize("NFD", stem).encode(),
        "capitals": stem.upper().encode(),
        "latin-1": stem.encode("latin-1"),
        "utf-16": stem.encode("utf-16-le"),
        "twice encoded": said.decode("latin-1").encode(),
        "in an address": quote(stem).encode(),
        "in a form": quote_plus(stem).lower().encode(),
        "in JSON": json.dumps(stem)[1:-1].encode(),
        "in HTML": stem.encode("ascii", "xmlcharrefreplace"),
        "as Python shows bytes": repr(said)[2:-1].encode(),
        "in octal": "".join(chr(byte) if byte < 128 else f"\\{byte:o}" for byte in said).encode(),
        "hexadecimal": said.hex().encode(),
        "HEXADECIMAL": said.hex().upper().encode(),
    }
    for shift in range(3):
        # Which letters base64 gives depends on what stands before; the ends, which depend on neighbours, are left off.
        for name, encode in (("base64", b64encode), ("base64 for addresses", urlsafe_b64encode)):
            whole = encode(b"\0" * shift + said)
            first, last = -(-shift * 8 // 6), (shift + len(said)) * 8 // 6
            found[f"{name}, {shift} later"] = whole[first:last]
    return found


def found_in(content: bytes, stem: str = STEM) -> list[str]:
    """In which disguises the stem stands in these bytes, each with what stands around it."""
    return [
        f"{name}: {content[max(0, there.start() - 60) : there.end() + 60]!r}"
        for name, needle in disguises(stem).items()
        for there in [re.search(re.escape(needle), content)]
        if there
    ]


def found_below(folder: Path, stem: str = STEM) -> dict[str, list[str]]:
    """In which files of a folder the stem stands, also in the names of files; files may come and go meanwhile."""
    found = {}
    for file in sorted(folder.rglob("*")):
        content = str(file.relative_to(folder)).encode() + b"\n"
        if file.is_file():
            try:
                content += file.read_bytes()
            except FileNotFoundError:
                continue
        if places := found_in(content, stem):
            found[str(file.relative_to(folder))] = places
    return found
