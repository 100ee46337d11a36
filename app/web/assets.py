"""Static files: one style sheet, the version in every path, kept for ever by browsers; and compression."""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import brotli
from flask import Blueprint, Flask, Response, abort, current_app, request

from app.web.access import open_to_all
from app.web.shrink import shrink

FOLDER = Path(__file__).resolve().parents[2] / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".md": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
SMALL = 600
# Folders whose files, in the order of their names, are sent as one: a phone on a bad line asks once.
JOINED = {
    "css/": "app.css",
    "js/app/": "js/app.js",
    "js/offline/": "js/offline.js",
    "js/outbox/": "js/outbox.js",
}

bp = Blueprint("assets", __name__)


@dataclass(frozen=True)
class Asset:
    """One static file in memory, as it is sent: plain, and compressed in the ways browsers take, the best first."""

    kind: str
    plain: bytes
    packed: dict[str, bytes]


def gather(folder: Path = FOLDER) -> dict[str, Asset]:
    """All static files by name; the parts in the folders of JOINED stand together as one file."""
    found = {}
    parts: dict[str, list[bytes]] = {joined: [] for joined in JOINED.values()}
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if not file.is_file() or file.suffix not in TYPES:
            continue
        content = file.read_bytes()
        home = f"{name.rpartition('/')[0]}/"
        if home in JOINED:
            parts[JOINED[home]].append(content)
            continue
        found[name] = _asset(TYPES[file.suffix], content, theirs=name.startswith("vendor/"))
    for joined, contents in parts.items():
        found[joined] = _asset(TYPES[Path(joined).suffix], b"\n".join(contents))
    return found


@cache  # packed as small as can be, which takes its time: once for all apps of a process
def _asset(kind: str, content: bytes, theirs: bool = False) -> Asset:
    if kind.startswith("text/javascript") and not theirs:
        content = shrink(content.decode()).encode()
    if kind == "image/png":
        return Asset(kind, content, {})
    packed = {"br": brotli.compress(content), "gzip": gzip.compress(content, 9, mtime=0)}
    return Asset(kind, content, {way: small for way, small in packed.items() if len(small) < len(content)})


def version_of(assets: dict[str, Asset]) -> str:
    """Twelve hex digits that change when any file does."""
    digest = sha256()
    for name in sorted(assets):
        digest.update(name.encode() + b"\0" + assets[name].plain)
    return digest.hexdigest()[:12]


@bp.get("/static/<version>/<path:name>")
@open_to_all
def static(version: str, name: str) -> Response:
    """A static file: kept for ever under its own version, not kept at all under an older one."""
    asset = current_app.extensions["naast_assets"].get(name)
    if asset is None:
        abort(404)
    current = version == current_app.extensions["naast_version"]
    caching = "public, max-age=31536000, immutable" if current else "no-cache"
    return send(asset, caching)


def takes_gzip() -> bool:
    """True when the browser takes compressed answers; `gzip;q=0` says that it does not."""
    return "gzip" in request.accept_encodings


def send(asset: Asset, caching: str) -> Response:
    """An answer with the asset, compressed where the browser takes that."""
    taken = request.accept_encodings
    way = next((way for way in asset.packed if way in taken), None)
    answer = Response(asset.packed[way] if way else asset.plain, content_type=asset.kind)
    if way:
        answer.headers["Content-Encoding"] = way
    answer.headers["Vary"] = "Accept-Encoding"
    answer.headers["Cache-Control"] = caching
    return answer


def _compress(answer: Response) -> Response:
    if (
        answer.status_code == 204
        or answer.headers.get("Content-Encoding")
        or answer.mimetype not in ("text/html", "application/json", "image/svg+xml")
        or not takes_gzip()
    ):
        return answer
    content = answer.get_data()
    if len(content) > SMALL:
        answer.set_data(gzip.compress(content, 4, mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
        answer.vary.add("Accept-Encoding")
    return answer


def install(app: Flask) -> None:
    """Read the static files once, serve them, and compress pages."""
    assets = gather()
    app.extensions["naast_assets"] = assets
    app.extensions["naast_version"] = version_of(assets)
    app.register_blueprint(bp)
    if app.extensions["naast_settings"].compress:
        app.after_request(_compress)
