"""Known holes in what uv.lock names: one question to the package index for each version, its answer a sentence each."""

import json
import os
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

LOCK = Path(__file__).resolve().parents[1] / "uv.lock"


def locked(lock: Path) -> Iterator[tuple[str, str, str]]:
    """Index, name and version of each package that came from an index; what is known of it stands beside its list."""
    for package in tomllib.loads(lock.read_text())["package"]:
        if index := package["source"].get("registry"):
            beside = index.rstrip("/").removesuffix("/simple") + "/pypi"
            yield os.environ.get("PACKAGE_INDEX", beside), package["name"], package["version"]


def holes(index: str, name: str, version: str) -> list[dict[str, Any]]:
    """What is known of one version, and was not taken back."""
    with urlopen(f"{index}/{name}/{version}/json", timeout=30) as answer:  # noqa: S310 - the index, by https
        known = json.load(answer)["vulnerabilities"]
    return [hole for hole in known if not hole.get("withdrawn")]


def say(line: str) -> None:
    """To whoever runs it."""
    sys.stdout.write(f"{line}\n")


def main(lock: Path) -> int:
    """0: none is known; 1: some are; 2: it could not be asked of all, which is no good news."""
    found = unasked = asked = 0
    for index, name, version in locked(lock):
        try:
            known = holes(index, name, version)
        except (URLError, TimeoutError, KeyError, ValueError) as why:
            say(f"{name} {version}: could not be asked ({why})")
            unasked += 1
            continue
        asked += 1
        for hole in known:
            better = ", ".join(hole.get("fixed_in") or []) or "no version yet"
            say(f"{name} {version}: {hole['id']}, mended in {better}")
            found += 1
    say(f"{asked} packages asked about, {found} known holes, {unasked} without an answer.")
    return 1 if found else 2 if unasked or not asked else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else LOCK))
