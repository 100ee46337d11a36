"""The door for what waited on a phone, the letterbox key, the worker, and the shell that opens without network."""

import json

from flask import Blueprint, Response, abort, current_app, request

from app import clock
from app.db import db
from app.ids import read_id
from app.offline.kept import kept_forms, kept_paths
from app.offline.keys import open_letter, public
from app.offline.models import Phone
from app.offline.sync import BadBatch, Letter, heard_of, read_batch, take_in
from app.sealing.seal import Unreadable
from app.web import cookies
from app.web.access import anyone, me, needs, open_to_all
from app.web.answers import answer_json
from app.web.language import LANGUAGES
from app.web.logs import turned_away
from app.web.pages import page

bp = Blueprint("offline", __name__)
LARGEST = 512 * 1024
PHONE = "naast-phone"  # which phone this is, so that one that lost all it kept can be told so
# What the worker keeps, the same for everybody.
PAGES = ("/shell", "/help")
FILES = (
    "app.css",
    "js/app.js",
    "js/outbox.js",
    "js/offline.js",
    "js/shell.js",
    "js/choices.js",
    "js/accounts/ceremony.js",
    "icons/icon.svg",
)


@bp.post("/sync")
@needs(anyone)
def sync() -> Response:
    """Take in what waited on a phone: one verdict for each operation, marked as coming from us."""
    if request.mimetype != "application/json" or "X-Naast" not in request.headers:
        abort(400)
    if (request.content_length or 0) > LARGEST:
        abort(413)
    try:
        batch = read_batch(request.get_data())
    except BadBatch:
        return answer_json({"error": "not a batch"}, 400)
    actor = me()
    if batch.user != actor.id:
        turned_away("another person")
        return answer_json({"error": "another person", "user": str(actor.id)}, 409)
    results = take_in(actor, batch)
    heard_of(actor, batch)
    answer = answer_json({"v": 1, "user": str(actor.id), "nonce": str(batch.nonce), "results": results})
    return cookies.give(answer, PHONE, str(batch.client), cookies.LONG)


@bp.get("/offline/start")
@needs(anyone)
def start() -> Response:
    """What a phone needs to write without network: who it is for, the letterbox key, what to keep."""
    actor = me()
    key_id, point = public()
    return answer_json(
        {
            "user": str(actor.id),
            "kid": key_id,
            "key": point,
            "version": current_app.extensions["naast_version"],
            "now": clock.now().isoformat(),
            "keep": kept_paths(actor),
            "forms": kept_forms(actor),
            "before": _before(actor),
        }
    )


def _before(actor) -> dict | None:
    """When this very phone was last heard of, for one that does not remember it any more."""
    known = read_id(cookies.read(PHONE))
    phone = db.session.get(Phone, (known, actor.id)) if known else None
    return {"seen": phone.seen_at.isoformat(), "waiting": phone.waiting} if phone else None


@bp.post("/offline/open")
@needs(anyone)
def open_draft() -> Response:
    """Open a draft or a waiting item for its writer, on a phone that cannot open it by itself."""
    try:
        given = request.get_json(silent=True)
        fields = given if isinstance(given, dict) else {}
        letter = Letter.model_validate(fields.get("sealed"))
        text = open_letter(letter.kid, letter.msg, _bound(me().id, fields))
        return answer_json({"fields": json.loads(text)})
    except (Unreadable, ValueError, RecursionError):
        return answer_json({"error": "unreadable"}, 400)


def _bound(user, about: dict) -> str:
    """What the letter must have been bound to: this person, and the draft or the operation it is said to be."""
    draft, op, verb, thing = (str(about.get(name) or "")[:300] for name in ("draft", "op", "verb", "thing"))
    return f"naast/draft/v1|{user}|{draft}" if draft else f"naast/outbox/v1|{user}|{op}|{verb}|{thing}"


@bp.get("/waiting")
@needs(anyone)
def waiting() -> Response:
    """What waits on this phone; the phone itself fills it in."""
    return page("offline/waiting.html")


@bp.get("/shell")
@open_to_all
def shell() -> Response:
    """The page that opens when there is no network: empty, the same for everybody, filled on the phone."""
    return page("offline/shell.html")


@bp.get("/sw.js")
@open_to_all
def worker() -> Response:
    """The service worker, with the version and the files it keeps filled in."""
    version, assets = current_app.extensions["naast_version"], current_app.extensions["naast_assets"]
    here = f"/static/{version}/"
    kept = [
        *(f"{name}?language={lang}" for name in PAGES for lang in LANGUAGES),
        *(here + name for name in FILES),
    ]
    name = "worker" if current_app.extensions["naast_settings"].offline else "retire"
    head = f"const VERSION = {json.dumps(version)}, HERE = {json.dumps(here)}, KEPT = {json.dumps(kept)};\n"
    body = head + assets[f"js/worker/{name}.js"].plain.decode()
    answer = Response(body, content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
