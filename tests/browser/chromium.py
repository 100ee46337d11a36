"""Finds a Chromium, or installs one. Run by itself (`python -m tests.browser.chromium`) it says where, and sees to both.

Must be done before Playwright starts: its own Node needs libatomic1, which a bare Debian does not have.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import playwright

# A window of a computer's Chromium keeps two pages ready for its address bar: two thirds of what a test costs that only
# opens one. The rest is what Playwright turns off: of two such lists Chromium hears the last alone.
WITHOUT = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "SpareRendererForSitePerProcess",
    "ThirdPartyStoragePartitioning",
)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(WITHOUT)}",
]
# Chromium without windows, tabs and menus: nobody looks at those of a test, and they cost a third of it or more.
SHELL = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ITS_OWN = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as play: print(play.chromium.executable_path)"
)


@cache
def find() -> str:
    """The path of a Chromium that works; installs what is missing."""
    if not _node_works():
        _install("libatomic1")
    if not _found() and _may_install():
        _install("chromium", "libatomic1")
    found = _found()
    if found:
        return found
    say("Fetching Playwright's own Chromium.")
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True, stdout=sys.stderr)
    return subprocess.check_output([sys.executable, "-c", ITS_OWN], text=True).strip()


def lighten() -> None:
    """Install the Chromium without windows beside the whole one, where both are packages of this system."""
    if shutil.which(SHELL) or not _may_install() or not _is_a_package("chromium"):
        return
    # Not every system has it by itself; the whole one does it, too.
    with suppress(subprocess.CalledProcessError):
        _install(SHELL)


@cache
def light() -> str:
    """The path of a Chromium without its windows where that is installed; else of the one that `find` finds."""
    return os.environ.get("CHROMIUM_SHELL") or shutil.which(SHELL) or find()


def _found() -> str | None:
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _node_works() -> bool:
    node = Path(playwright.__file__).parent / "driver" / "node"
    if not node.exists():
        return True
    return subprocess.run([node, "--version"], capture_output=True, check=False).returncode == 0


def _is_a_package(name: str) -> bool:
    asked = ["dpkg-query", "--show", name]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(*packages: str) -> None:
    if not _may_install():
        say(f"Please install {' '.join(packages)} with your system's packages.")
        return
    say(f"Installing {' '.join(packages)} with apt-get.")
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "-qq", "update"], check=False, **quiet)
    subprocess.run(["apt-get", "-qq", "-y", "install", *packages], check=True, **quiet)


def say(text: str) -> None:
    """To whoever runs the tests; standard output is for the path alone."""
    print(text, file=sys.stderr)


if __name__ == "__main__":
    path = find()
    lighten()
    print(path)
