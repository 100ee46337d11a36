"""A phone with Safari's engine: somebody who is signed in writes without network, and it arrives when there is some."""

from __future__ import annotations

import pytest

from bench.world import carried
from tests.browser import webkit
from tests.browser.outboxes import READY, SAVE, WRITE, entries, in_between

WORDS = "Written on a phone by Apple, without network."
STATE = "document.getElementById('saving')?.dataset.state"
A_SECOND = "new Promise((found) => setTimeout(found, 1000))"
KEPT = """new Promise((found) => {
  indexedDB.open("naast").onsuccess = ({ target: { result: base } }) => {
    const asked = base.objectStoreNames.contains("pages") && base.transaction("pages").objectStore("pages").getAllKeys();
    if (!asked) return found("");
    asked.onsuccess = () => (base.close(), found(JSON.stringify(asked.result)));
  };
})"""


@pytest.fixture
def safari(live_server):
    """A window in which Samira is signed in, with the worker at work."""
    program = webkit.window()
    if program is None:
        pytest.skip("needs Debian's webkit2gtk-driver and xvfb")
    with webkit.opened(program) as there:
        there.open(f"{live_server.url}/help")
        there.carry(carried(live_server.url, live_server.world.person("samira").token))
        there.open(f"{live_server.url}/")
        there.until(READY)
        there.until(STATE, "saved".__eq__)
        yield there


@pytest.mark.long
def test_what_is_written_without_network_arrives_when_there_is_some(safari, live_server):
    before = entries(live_server, "samira")
    safari.until(KEPT, lambda found: "/diary/new" in found)
    with in_between(live_server, "502 Bad Gateway", b"nobody there", only="/"):
        safari.open(f"{live_server.url}/diary/new")
        safari.until("Boolean(document.querySelector('form[data-wired]'))")
        safari.type(WRITE, WORDS)
        safari.press(SAVE)
        safari.until(STATE, lambda state: state in ("waiting", "offline"))
        assert WORDS in safari.does("document.body.innerText")
        assert entries(live_server, "samira") == before
    safari.open(f"{live_server.url}/journal")
    safari.until(STATE, lambda _state: entries(live_server, "samira") == before + 1)
    safari.open(f"{live_server.url}/journal")
    safari.until(f"document.body.innerText.includes({WORDS!r})")


@pytest.mark.long
def test_what_was_typed_stands_there_again_after_the_page_was_left(safari, live_server):
    safari.open(f"{live_server.url}/diary/new")
    safari.until("Boolean(document.querySelector('form[data-wired]'))")
    safari.type(WRITE, "Half a sen")
    safari.does(A_SECOND)  # what stood there for so long is promised to come back
    safari.open(f"{live_server.url}/diary/new")
    safari.until("document.querySelector('textarea[name=did]').value", "Half a sen".__eq__)


@pytest.mark.long
@pytest.mark.parametrize(
    "path", ["/", "/journal", "/goals", "/feedback", "/me", "/my-data", "/devices", "/help"]
)
def test_nothing_is_wider_than_the_screen_or_goes_wrong(safari, live_server, path):
    safari.open(f"{live_server.url}{path}")
    safari.until("document.readyState", "complete".__eq__)
    assert safari.does("document.documentElement.scrollWidth <= innerWidth")
    assert safari.does("Boolean(document.querySelector('main h1'))")
