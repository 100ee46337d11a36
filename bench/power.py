"""Power: the phone's battery comes out right after "saved", again and again; how much of what was saved is on the disk?

A file system of its own in a file (root and a loop device are needed). What reached that file is what a phone would still
have: it is copied at a moment, with the browser stopped, and opened again as after a power cut.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright
from waitress import create_server

from bench.report import arguments, tell
from bench.world import world
from tests.browser.chromium import FLAGS, find

# Writes one after the other in the way of our outbox, and says of each that it is saved.
SAVE = """async (durability) => {
  document.title = "0";
  const base = await new Promise((done) => {
    const asked = indexedDB.open("power", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("rows", { keyPath: "id" });
    asked.onsuccess = () => done(asked.result);
  });
  window.saved = 0;
  for (let id = 1; !window.enough; id++) {
    const transaction = base.transaction("rows", "readwrite", { durability });
    transaction.objectStore("rows").put({ id, words: "x".repeat(700) });
    await new Promise((done) => { transaction.oncomplete = done; });
    window.saved = id;
  }
}"""
COUNT = """() => new Promise((done) => {
  const asked = indexedDB.open("power", 1);
  asked.onsuccess = () => {
    if (!asked.result.objectStoreNames.contains("rows")) return done(0);
    asked.result.transaction("rows").objectStore("rows").count().onsuccess = ({ target }) => done(target.result);
  };
  asked.onerror = () => done(0);
})"""


@contextlib.contextmanager
def mounted(image: Path, at: Path) -> Iterator[Path]:
    """The file system in this file, in its place."""
    at.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", "loop", str(image), str(at)], check=True)
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)


def browser_of(disk: Path) -> list[int]:
    """The processes of the browser on this disk."""
    sign = f"--user-data-dir={disk}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if sign in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
    return found


def opened(play: Playwright, disk: Path, origin: str):
    """A browser on this disk, with a page of ours."""
    context = play.chromium.launch_persistent_context(str(disk), executable_path=find(), args=FLAGS)
    page = context.new_page()
    page.goto(f"{origin}/help")
    return context, page


def cut(play: Playwright, folder: Path, origin: str, durability: str, cuts: int) -> tuple[int, int]:
    """How many were saved when the power was cut, over all cuts, and how many of them were gone."""
    image, saved, gone = folder / f"{durability}.img", 0, 0
    subprocess.run(["truncate", "-s", "300M", str(image)], check=True)
    subprocess.run(["mkfs.ext4", "-q", str(image)], check=True)
    copies: list[tuple[Path, int]] = []
    with mounted(image, folder / "phone") as place:
        context, page = opened(play, place / "disk", origin)
        page.evaluate(f"(durability) => void ({SAVE})(durability)", durability)
        for number in range(cuts):
            page.wait_for_timeout(700)
            copies.append(
                (folder / f"{durability}-{number}.img", _stopped(page, place / "disk", image, number))
            )
        page.evaluate("void (window.enough = true)")
        context.close()
    for copy, said in copies:
        with mounted(copy, folder / "again") as place:
            context, page = opened(play, place / "disk", origin)
            there = page.evaluate(COUNT)
            context.close()
        saved, gone = saved + said, gone + max(0, said - there)
        copy.unlink()
    return saved, gone


def _stopped(page: Page, disk: Path, image: Path, number: int) -> int:
    """Copy the disk as it is now; gives how many were said to be saved before that."""
    said = page.evaluate("window.saved")
    processes = browser_of(disk)
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    shutil.copyfile(image, image.with_name(f"{image.stem}-{number}.img"))
    for process in processes:
        os.kill(process, signal.SIGCONT)
    time.sleep(0.1)
    return said


def main() -> None:
    """Cut the power in both ways of writing, and tell."""
    given = arguments(__doc__ or "", port={"type": int, "default": 8979}, cuts={"type": int, "default": 3})
    if os.geteuid() != 0 or not shutil.which("mkfs.ext4"):
        sys.exit("This needs root and mkfs.ext4: it mounts a file system of its own.")
    find()
    origin = f"http://localhost:{given.port}"
    with world(origin=origin) as here, tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        server = create_server(here.app, host="127.0.0.1", port=given.port, threads=2)
        threading.Thread(target=server.run, daemon=True).start()
        found = {way: cut(play, Path(folder), origin, way, given.cuts) for way in ("strict", "relaxed")}
        server.close()
    rows = [{"writing": way, "saved": saved, "gone": gone} for way, (saved, gone) in found.items()]
    saved, gone = found["strict"]
    tell("power", rows, f"power: {gone} of {saved} saved ones gone after {given.cuts} power cuts", given.json)


if __name__ == "__main__":
    main()
