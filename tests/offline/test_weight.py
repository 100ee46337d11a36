"""What a phone has to load of our own JavaScript stays small."""

import re

import pytest

from app.web import shrink
from app.web.assets import FOLDER
from bench.offline import weight

MOST = 12_288  # bytes, compressed: what a page of somebody who is signed in runs, and its worker
OFFERED = re.compile(r"^export (?:async )?(?:function|const|class) ([\w$]+)|^self\.(\w+) =", re.M)
BROUGHT = re.compile(r"^import .*;$", re.M)


def test_our_javascript_stays_small():
    pytest.importorskip("minify", reason="there is no wheel of it for this computer")
    sizes = weight()
    assert sum(sizes.values()) <= MOST, sizes


@pytest.mark.parametrize("library", ["with the library", "without"])
def test_made_small_a_script_keeps_the_names_that_other_files_use(library, monkeypatch):
    if library == "without":
        monkeypatch.setattr(shrink, "minify", None)
    for file in FOLDER.glob("js/**/*.js"):
        source = file.read_text()
        small = shrink.shrink(source)
        assert len(small) < len(source)
        for name in {name for found in OFFERED.findall(source) for name in found if name}:
            assert re.search(rf"(?<![\w$]){re.escape(name)}(?![\w$])", small), (file.name, name)
        for brought in BROUGHT.findall(source):
            assert small.index(re.sub(r"\W", "", brought)[:6]) == 0, (file.name, brought)
