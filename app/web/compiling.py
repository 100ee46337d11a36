"""Compiling templates: what never changes in one language is settled once, when a template is compiled."""

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer

# Macros that draw the same from the same arguments, whoever looks and whenever: a page has two dozen of these calls.
DRAWINGS = {"icon": "ui/icon.html", "logo": "ui/logo.html"}
# Between facts: where a line is full it breaks after the dot, so that no line begins with one.
BETWEEN, HELD = " · ", "\u00a0· "


class _Resolver(NodeTransformer):
    """Replaces calls with constant arguments by what they give: `_("…")`, `to("…")`, `asset("…")`, `icon("…")`.

    And the dot between two facts by one that stays with the first of them.
    """

    def __init__(self, environment: "PageEnvironment") -> None:
        self.environment = environment

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:
        node.data = node.data.replace(BETWEEN, HELD)
        return node

    def visit_Const(self, node: nodes.Const) -> nodes.Node:
        if node.value == BETWEEN:
            node.value = HELD
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        given = [item.value for item in node.args if isinstance(item, nodes.Const)]
        if not given or len(given) < len(node.args) or node.dyn_args or node.dyn_kwargs:
            return node
        name = getattr(node.node, "name", "")
        if name == "_":
            return self._text(node, given[0])
        if node.kwargs:
            return node
        if name in DRAWINGS:
            return nodes.Const(self._drawing(name, given), lineno=node.lineno)
        function = self.environment.settled.get(name)
        return nodes.Const(function(*given), lineno=node.lineno) if function else node

    def _text(self, node: nodes.Call, text: str) -> nodes.Node:
        said = nodes.Const(self.environment.say(text), lineno=node.lineno)
        if not node.kwargs:
            return said
        filled = [
            nodes.Pair(nodes.Const(item.key, lineno=node.lineno), item.value, lineno=node.lineno)
            for item in node.kwargs
        ]
        return nodes.Mod(said, nodes.Dict(filled, lineno=node.lineno), lineno=node.lineno)

    def _drawing(self, name: str, given: list[Any]) -> str:
        return getattr(self.environment.get_template(DRAWINGS[name]).module, name)(*given)


class _Names(Context):
    """The names of one page; what is called there is called as it is.

    Jinja asks each function first whether it wants to be handed these names, thirty times a page. None of ours does.
    """

    def call(self, called, *given, _loop_vars=None, _block_vars=None, **named):
        """What it gives; the names within a loop or block are for functions that want them."""
        return called(*given, **named)


class PageEnvironment(Environment):
    """A Jinja environment that speaks one language: `say` gives its texts, `settled` other names that never change."""

    context_class = _Names

    def __init__(self, say: Callable[..., str], settled: dict[str, Callable[..., str]], **options) -> None:
        super().__init__(**options)
        self.say, self.settled = say, settled
        self._found: dict[str, Any] = {}
        self.globals.update(settled, _=say)

    def make_globals(self, given):
        """The names for every template, as one plain dictionary: every include copies them."""
        return {**self.globals, **given} if given else self.globals

    def get_template(self, name, parent=None, globals=None):
        """The template, found once: to look in Jinja's own cache takes longer than to draw an icon."""
        if self.auto_reload or globals:
            return super().get_template(name, parent, globals)
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name)
        return found

    def _parse(self, source, name, filename):
        return _Resolver(self).visit(super()._parse(source, name, filename))
