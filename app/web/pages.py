"""Pages: one Jinja environment per language, its constant texts and paths resolved when a template is compiled."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.visitor import NodeTransformer

from app import clock
from app.web import language
from app.web.access import me
from app.web.paths import builder
from app.web.sockets import Socket

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

# Each plug gives names for the templates of one language, from `say` and `to`; it is called once, at the start.
context: Socket[Callable[[Callable, Callable], dict[str, Any]]] = Socket("names for every template")


class _Resolver(NodeTransformer):
    """Replaces `_("…")` and `to("…")` with constant arguments by their value in one language."""

    def __init__(self, gettext, to) -> None:
        self.gettext, self.to = gettext, to

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        name = getattr(node.node, "name", None)
        given = [item.value for item in node.args if isinstance(item, nodes.Const)]
        if not given or len(given) < len(node.args) or node.dyn_args or node.dyn_kwargs:
            return node
        if name == "_":
            said = nodes.Const(self.gettext(given[0]), lineno=node.lineno)
            if not node.kwargs:
                return said
            filled = [
                nodes.Pair(nodes.Const(item.key, lineno=node.lineno), item.value, lineno=node.lineno)
                for item in node.kwargs
            ]
            return nodes.Mod(said, nodes.Dict(filled, lineno=node.lineno), lineno=node.lineno)
        if name in ("to", "asset") and not node.kwargs:
            function = self.to[name]
            return nodes.Const(function(*given), lineno=node.lineno)
        return node


class PageEnvironment(Environment):
    """A Jinja environment that speaks one language."""

    resolver: _Resolver

    def make_globals(self, given):
        """The names for every template, as one plain dictionary: every include copies them."""
        return {**self.globals, **given} if given else self.globals

    def _parse(self, source, name, filename):
        return self.resolver.visit(super()._parse(source, name, filename))


def _environment(app: Flask, lang: str, to) -> PageEnvironment:
    version = app.extensions["naast_version"]

    def asset(name: str) -> str:
        if name not in app.extensions["naast_assets"]:
            raise KeyError(f"there is no static file {name}")
        return f"/static/{version}/{name}"

    environment = PageEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=app.debug,
    )
    texts = language.translations(lang)
    environment.resolver = _Resolver(texts.gettext, {"to": to, "asset": asset})

    def say(text: str, **values) -> str:
        said = texts.gettext(text)
        return said % values if values else said

    def say_many(one: str, many: str, number: int, **values) -> str:
        return texts.ngettext(one, many, number) % {"n": number, **values}

    environment.globals.update(_=say, ngettext=say_many, to=to, asset=asset, lang=lang, dir="ltr")
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
    return Response(render(template, **names), status, content_type="text/html; charset=utf-8")


def install(app: Flask) -> None:
    """Make the environments; last of all, when every route is known."""
    to = builder(app)
    app.extensions["naast_to"] = to
    app.extensions["naast_pages"] = {lang: _environment(app, lang, to) for lang in language.LANGUAGES}
