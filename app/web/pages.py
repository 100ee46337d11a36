"""Pages: one Jinja environment per language, its constant texts and paths resolved when a template is compiled."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request
from jinja2 import FileSystemLoader, StrictUndefined

from app import clock
from app.web import language
from app.web.access import me
from app.web.compiling import PageEnvironment
from app.web.paths import builder
from app.web.sockets import Socket

SENT_BACK = (409, 422)  # what was sent could not be taken; the page says why, and its title that it does
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

# Each plug gives names for the templates of one language, from `say` and `to`; it is called once, at the start.
context: Socket[Callable[[Callable, Callable], dict[str, Any]]] = Socket("names for every template")


def _environment(app: Flask, lang: str, to) -> PageEnvironment:
    version = app.extensions["naast_version"]

    def asset(name: str) -> str:
        if name not in app.extensions["naast_assets"]:
            raise KeyError(f"there is no static file {name}")
        return f"/static/{version}/{name}"

    texts = language.translations(lang)

    def say(text: str, **values) -> str:
        said = texts.gettext(text)
        return said % values if values else said

    def say_many(one: str, many: str, number: int, **values) -> str:
        return texts.ngettext(one, many, number) % {"n": number, **values}

    environment = PageEnvironment(
        say,
        {"to": to, "asset": asset},
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=app.debug,
    )
    environment.globals.update(ngettext=say_many, lang=lang, dir="ltr")
    environment.filters.update(language.FILTERS)
    for plug in context:
        environment.globals.update(plug(say, to))
    return environment


def render(template: str, **names) -> str:
    """The text of a template in the language of this request."""
    actor = me()  # first: knowing the person settles the language
    environment = current_app.extensions["naast_pages"][language.current()]
    return environment.get_template(template).render(me=actor, now=clock.now(), here=request.path, **names)


def page(template: str, status: int = 200, **names) -> Response:
    """A whole page, or a fragment that stands on its own."""
    text = render(template, sent_back=status in SENT_BACK, **names)
    return Response(text, status, content_type="text/html; charset=utf-8")


def install(app: Flask) -> None:
    """Make the environments; last of all, when every route is known."""
    to = builder(app)
    app.extensions["naast_to"] = to
    app.extensions["naast_pages"] = {lang: _environment(app, lang, to) for lang in language.LANGUAGES}
