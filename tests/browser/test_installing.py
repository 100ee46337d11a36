"""On the home screen: the browser itself finds nothing that keeps Naast from being installed."""

from __future__ import annotations

import json


def test_the_browser_finds_nothing_against_installing(page_of):
    page = page_of("samira")
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    devtools = page.context.new_cdp_session(page)
    manifest = devtools.send("Page.getAppManifest")
    assert manifest["errors"] == []
    found = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A context of a test is a private window, which cannot install anything; that is the only thing in the way.
    assert [error["errorId"] for error in found if error["errorId"] != "in-incognito"] == []


def test_the_manifest_names_icons_that_are_there_in_the_size_they_say(page_of, live_server):
    page = page_of("samira")
    page.goto("/")
    manifest = json.loads(page.request.get("/manifest.webmanifest").text())
    assert manifest["id"] and manifest["start_url"] == "/" and manifest["display"] == "standalone"
    purposes = {icon["purpose"] for icon in manifest["icons"]}
    assert {"any", "maskable", "monochrome"} <= purposes
    shortcut_icons = [icon for shortcut in manifest["shortcuts"] for icon in shortcut["icons"]]
    for icon in manifest["icons"] + shortcut_icons:
        measured = page.evaluate(
            """async (source) => { const image = new Image(); image.src = source; await image.decode();
            return image.naturalWidth + "x" + image.naturalHeight }""",
            icon["src"],
        )
        if icon["sizes"] != "any":
            assert measured == icon["sizes"], icon
    for shortcut in manifest["shortcuts"]:
        assert page.goto(shortcut["url"]).status == 200


def test_the_manifest_speaks_the_language_of_the_phone(page, open_browser):
    def manifest_of(page) -> dict:
        page.goto("/sign-in")
        return page.evaluate("fetch('/manifest.webmanifest').then((answer) => answer.json())")

    dutch, english = manifest_of(page), manifest_of(open_browser(locale="en-GB").new_page())
    assert dutch["lang"] == "nl" and english["lang"] == "en"
    assert dutch["shortcuts"][0]["name"] != english["shortcuts"][0]["name"]
