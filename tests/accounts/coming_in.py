"""Coming in over HTTP, with a phone made of arithmetic: joining by code and signing in, rightly or wrongly."""

from __future__ import annotations

from tests.accounts.authenticator import SoftPhone
from tests.visitors import Visitor


def ask_to_join(visitor: Visitor, code: str) -> dict:
    """Show the code and ask what the phone is to do."""
    assert visitor.post("/invitation", {"code": code}).status_code == 303
    answer = visitor.post("/join/options", json={"called": "Lina", "language": "nl"})
    assert answer.status_code == 200, answer.text
    return answer.json


def join(visitor: Visitor, phone: SoftPhone, code: str, **wrong):
    """Join with a code; `wrong` is what the phone says otherwise than an honest one."""
    credential = phone.make(ask_to_join(visitor, code), **wrong)
    return visitor.post("/join/passkey", json={"credential": credential})


def sign_in(visitor: Visitor, phone: SoftPhone, **wrong):
    """Sign in; `wrong` as in `join`."""
    options = visitor.post("/sign-in/options", json={}).json
    return visitor.post("/sign-in/passkey", json={"credential": phone.use(options, **wrong)})


def is_in(visitor: Visitor) -> bool:
    """True for who sees their own page."""
    return visitor.get("/me").status_code == 200
