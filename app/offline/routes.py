"""The door for what waited on a phone, the letterbox key, the worker, and the shell that opens without network."""

import json

from flask import Blueprint, Response, abort, current_app, request

from app.offline.kept import kept_paths
from app.offline.keys import open_letter, public
from app.offline.sync import BadBatch, Letter, heard_of, read_batch, take_in
from app.sealing.seal import Unreadable
from app.web.access import anyone, me, needs, open_to_all
from app.web.answers import answer_json
from app.web.pages import page
from app.web.verbs import verbs

bp = Blueprint("offline", __name__)
LARGEST = 512 * 1024
# What the worker keeps (the same for everybody), and the parts it is made of.
KEPT = ("app.css", "js/app.js", "js/trusted.js", "js/offline.js", "icons/icon.svg")
WORKER = ("js/offline/10-store.js", "js/offline/30-drain.js", "js/worker/90-worker.js")


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
        return answer_json({"error": "another person", "user": str(actor.id)}, 409)
    results = take_in(actor, batch)
    heard_of(actor, batch)
    return answer_json({"v": 1, "user": str(actor.id), "nonce": str(batch.nonce), "results": results})


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
            "keep": kept_paths(actor),
            "waits": sorted(name for name, verb in verbs.items() if verb.waits),
        }
    )


@bp.post("/offline/open")
@needs(anyone)
def open_draft() -> Response:
    """Open a draft for its writer, on a phone that cannot open it by itself."""
    try:
        given = request.get_json(silent=True)
        fields = given if isinstance(given, dict) else {}
        letter = Letter.model_validate(fields.get("sealed"))
        name = str(fields.get("name", ""))[:200]
        text = open_letter(letter.kid, letter.msg, f"naast/draft/v1|{me().id}|{name}")
        return answer_json({"fields": json.loads(text)})
    except (Unreadable, ValueError, RecursionError):
        return answer_json({"error": "unreadable"}, 400)


@bp.get("/waiting")
@needs(anyone)
def waiting() -> Response:
    """What waits on this phone; the phone itself fills it in."""
    return page("offline/waiting.html")


@bp.get("/shell")
@open_to_all
def shell() -> Response:
    """The page that opens when there is no network: empty, the same for everybody, filled on the phone."""
    answer = page("offline/shell.html")
    answer.headers["X-Naast-Shell"] = current_app.extensions["naast_version"]
    return answer


@bp.get("/sw.js")
@open_to_all
def worker() -> Response:
    """The service worker, with the version and the files it keeps filled in."""
    version, assets = current_app.extensions["naast_version"], current_app.extensions["naast_assets"]
    kept = ["/shell", "/help", *(f"/static/{version}/{name}" for name in KEPT)]
    head = f"const VERSION = {json.dumps(version)};\nconst KEPT = {json.dumps(kept)};\n"
    parts = [assets[name].plain.decode() for name in WORKER]
    answer = Response("\n".join((head, *parts)), content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
