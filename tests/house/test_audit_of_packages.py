"""bin/audit: what the package index knows of the locked versions is said, and silence is not taken for good news."""

import json
import os
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
LOCK = """
[[package]]
name = "naast"
version = "0.1.0"
source = { editable = "." }
[[package]]
name = "sound"
version = "1.0"
source = { registry = "https://index.example" }
[[package]]
name = "holed"
version = "2.0"
source = { registry = "https://index.example" }
"""
HOLE = {"id": "PYSEC-1", "fixed_in": ["2.1"], "withdrawn": None}


@pytest.fixture
def audited(tmp_path):
    """`audited({"/holed/2.0/json": [HOLE]})`: (status, what was said) before an index that knows this; others are sound."""
    servers = []

    def audit(known: dict, without: tuple[str, ...] = ()) -> tuple[int, str]:
        class Index(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(404 if self.path in without else 200)
                self.end_headers()
                self.wfile.write(json.dumps({"vulnerabilities": known.get(self.path, [])}).encode())

            def log_message(self, *_said):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Index)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        (tmp_path / "uv.lock").write_text(LOCK)
        given = {**os.environ, "PACKAGE_INDEX": f"http://127.0.0.1:{server.server_port}"}
        done = subprocess.run(
            [HOUSE / "bin" / "audit", tmp_path / "uv.lock"],
            env=given,
            capture_output=True,
            text=True,
            timeout=60,
        )
        return done.returncode, done.stdout + done.stderr

    yield audit
    for server in servers:
        server.shutdown()
        server.server_close()


def test_where_nothing_is_known_all_is_well(audited):
    assert audited({}) == (0, "2 packages asked about, 0 known holes, 0 without an answer.\n")


def test_a_known_hole_is_named_with_the_version_that_mends_it(audited):
    status, said = audited({"/holed/2.0/json": [HOLE]})
    assert status == 1
    assert "holed 2.0: PYSEC-1, mended in 2.1" in said


def test_one_that_was_taken_back_is_none(audited):
    assert audited({"/holed/2.0/json": [{**HOLE, "withdrawn": "2026-01-01"}]})[0] == 0


def test_what_cannot_be_asked_is_no_good_news(audited):
    status, said = audited({}, without=("/sound/1.0/json",))
    assert status == 2
    assert "sound 1.0: could not be asked" in said
