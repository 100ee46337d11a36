"""Sealing on the phone: right by the vectors of RFC 9180, opened by the server, bound to its context, never plain on disk."""

from __future__ import annotations

import base64
import json
import os
import signal
from pathlib import Path

import pytest

from app.offline.keys import open_letter, public
from app.sealing.seal import Unreadable
from tests.browser import chromium
from tests.browser.conftest import PHONE
from tests.browser.outboxes import SAVE, WRITE, join_with_passkey, kept, on_phone, settled
from tests.browser.passkeys import Authenticator

VECTOR = json.loads((Path(__file__).parent / "data" / "hpke-p256-sha256-aes256gcm.json").read_text())
STATIC = Path(__file__).resolve().parents[2] / "static" / "js" / "offline"

# Runs our file as it is, and hands out the steps that the vectors name.
STEPS = """
const hex = (text) => Uint8Array.from(text.match(/../g), (two) => parseInt(two, 16));
const told = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const b64 = (bytes) => toBase64(bytes).replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=+$/, "");
const pairOf = async (secret, point) => {
  const [d, x, y] = [hex(secret), hex(point).slice(1, 33), hex(point).slice(33)].map(b64);
  const jwk = { kty: "EC", crv: "P-256", x, y };
  return {
    privateKey: await crypto.subtle.importKey("jwk", { ...jwk, d }, P256, true, ["deriveBits"]),
    publicKey: await crypto.subtle.importKey("jwk", jwk, P256, true, []),
  };
};
"""


@pytest.fixture
def sealing(page, live_server):
    """Run a piece of script beside our sealing."""
    page.goto("/help")
    source = (STATIC / "20-seal.js").read_text() + STEPS

    def run(script: str, given=None):
        return page.evaluate(f"async (given) => {{ {source}\n{script} }}", given)

    return run


def test_a_sealed_message_is_that_of_the_rfcs_vector(sealing):
    sealed = sealing(
        """
        const pair = await pairOf(given.skEm, given.pkEm);
        const info = new TextDecoder().decode(hex(given.info));
        const { key, iv } = await schedule(await agree(pair.privateKey, await publicKeyOf(hex(given.pkRm))), join(hex(given.enc), hex(given.pkRm)), info);
        const [first] = given.encryptions;
        return [told(iv), told(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: hex(first.aad) }, key, hex(first.pt)))];
        """,
        VECTOR,
    )
    assert sealed == [VECTOR["base_nonce"], VECTOR["encryptions"][0]["ct"]]


def test_what_the_phone_seals_the_phone_opens_for_the_same_info_alone(sealing):
    opened = sealing(
        """
        const pair = await pairOf(given.skRm, given.pkRm);
        const message = await sealFor(hex(given.pkRm), text.encode("Lieve dag."), "naast/page/v1|a|/");
        const open = async (info) => new TextDecoder().decode(await unsealWith(pair.privateKey, hex(given.pkRm), message, info));
        return [await open("naast/page/v1|a|/"), await open("naast/page/v1|b|/").catch((error) => error.name)];
        """,
        VECTOR,
    )
    assert opened == ["Lieve dag.", "OperationError"]


def test_the_server_opens_a_letter_for_its_person_operation_verb_and_thing_alone(sealing, live_server):
    with live_server.world.inside():
        kid, point = public()
        info = "naast/outbox/v1|ann|op|journal.write|match"
        letter = sealing(
            "return toBase64(await sealFor(fromBase64(given.point), text.encode('Hallo.'), given.info))",
            {"point": point, "info": info},
        )
        assert open_letter(kid, letter, info) == b"Hallo."
        for other in (
            "ben|op|journal.write|match",
            "ann|po|journal.write|match",
            "ann|op|journal.change|match",
            "ann|op|journal.write|",
        ):
            with pytest.raises(Unreadable):
                open_letter(kid, letter, f"naast/outbox/v1|{other}")


def test_what_the_passkey_derives_never_leaves_the_phone(phone, live_server):
    page = phone.new_page()
    Authenticator(page)
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    join_with_passkey(page, live_server, "samira")
    settled(page)
    assert kept(page)["people"][0]["own"]["wrapped"]
    assert any("clientExtensionResults" in body for body in sent)
    assert not any('"results"' in body and '"first"' in body for body in sent)


MARKS = ("vlinderzomer", "kersenpitten", "dakgootregen")


def test_after_the_browser_is_killed_no_word_is_readable_on_the_disk(play, live_server, tmp_path):
    """Drafts, what waits, kept pages, and the browser's own session files: no plain text in any of them."""
    begun, waits, written = MARKS
    context = play.chromium.launch_persistent_context(
        str(tmp_path),
        executable_path=chromium.find(),
        args=chromium.FLAGS,
        base_url=live_server.url,
        **PHONE,
    )
    page = context.new_page()
    Authenticator(page)
    join_with_passkey(page, live_server, "samira")
    settled(page, "/diary/new")
    page.fill(WRITE, f"Een {written} om te lezen.")
    page.click(SAVE)
    page.wait_for_url("**/entries/*")
    settled(page, "/journal")
    on_phone(page, "/journal", "/diary/new")
    context.set_offline(True)
    page.goto("/journal")
    page.locator("main", has_text=written).wait_for()
    page.goto("/diary/new")
    page.fill(WRITE, f"Een {waits} die wacht.")
    page.click(SAVE)
    page.locator(".card.waiting", has_text=waits).wait_for()
    page.goto("/diary/new")
    page.locator(WRITE).press_sequentially(f"Een {begun} in het begin.", delay=10)
    page.wait_for_timeout(1500)
    stores = kept(page)
    assert stores["drafts"]
    assert len(stores["outbox"]) == 1
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if f"--user-data-dir={tmp_path}".encode() in command:
            os.kill(int(entry.name), signal.SIGKILL)
    found = [
        (file.relative_to(tmp_path).as_posix(), mark)
        for file in tmp_path.rglob("*")
        if file.is_file() and not file.is_symlink()
        for mark in MARKS
        for shape in (mark.encode(), mark.encode("utf-16-le"), base64.b64encode(mark.encode())[:-2])
        if shape in file.read_bytes()
    ]
    assert found == []
