"""A person with a browser, for tests: opens pages, fills in the forms that stand there, and sends them."""

from __future__ import annotations

from typing import Any

from werkzeug.test import TestResponse

from tests.pages import Element, Page

ORIGIN = "https://localhost"
COOKIE = "__Host-naast"
FROM_OUR_PAGES = {"Sec-Fetch-Site": "same-origin", "Origin": ORIGIN}


class Visitor:
    """Somebody with a browser; `person_id` is None for a stranger."""

    def __init__(
        self, app, name: str, person_id=None, token: str | None = None, cookie: str = COOKIE
    ) -> None:
        self.app, self.name, self.id = app, name, person_id
        self.browser = app.test_client()
        self.language: str | None = None
        self.token = token
        if token:
            self.browser.set_cookie(cookie, token, domain="localhost", path="/", secure=True, httponly=True)

    def __repr__(self) -> str:
        return self.name

    def open(
        self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any
    ) -> TestResponse:
        """Any request, as our own pages would make it; `headers` may say otherwise (None takes one away)."""
        sent = {**FROM_OUR_PAGES, **(headers or {})}
        if method in ("GET", "HEAD", "OPTIONS"):
            sent = {"Sec-Fetch-Site": "same-origin", **(headers or {})}
        sent = {name: value for name, value in sent.items() if value is not None}
        return self.browser.open(path, method=method, headers=sent, base_url=ORIGIN, **more)

    def get(self, path: str, **more: Any) -> TestResponse:
        """Ask for a page."""
        return self.open("GET", path, **more)

    def post(self, path: str, data: Any = None, **more: Any) -> TestResponse:
        """Send a form (or `json=`)."""
        return self.open("POST", path, data=data, **more)

    def delete(self, path: str, **more: Any) -> TestResponse:
        """Take something back."""
        return self.open("DELETE", path, **more)

    def page(self, path: str, status: int = 200) -> Page:
        """Open a page and read it."""
        answer = self.get(path)
        assert answer.status_code == status, f"{self} asked {path}: {answer.status} {answer.location or ''}"
        return Page(answer.text, path)

    def submit(
        self, page: Page, form: Element | str | None = None, press: str | None = None, **fields: Any
    ) -> TestResponse:
        """Fill in a form of a page and send it.

        `form` is the form, its action, or nothing where the page has one. `fields` are what the person
        changes; each must be on the form. `press` is the name=value of the button, if that matters.
        """
        if not isinstance(form, Element):
            form = page.form(form)
        there = form.fields()
        names = {control.get("name") for control in form.controls()}
        for name, value in fields.items():
            assert name in names, f"there is no field {name} on {page.path}: {sorted(names)}"
            if value is None:
                there.pop(name, None)
            else:
                there[name] = [str(item) for item in value] if isinstance(value, list) else [str(value)]
        if press:
            name, _, value = press.partition("=")
            buttons = [(button.get("name"), button.get("value")) for button in form.controls()]
            assert (name, value) in buttons, f"there is no button {press}"
            there[name] = [value]
        method = form.get("method", "get").upper()
        action = form.get("action") or page.path
        if method == "GET":
            return self.get(action, query_string=there)
        return self.open(method, action, data=there)

    def follow(self, answer: TestResponse) -> Page:
        """The page a redirect leads to."""
        assert answer.status_code in (302, 303), f"{answer.status}: {answer.text[:300]}"
        return self.page(answer.location)
