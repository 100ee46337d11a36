"""A form that may wait on the phone has one road: the outbox where our script is, else the browser's own way."""

import re
from pathlib import Path

from app.web.verbs import verbs

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
FORM = re.compile(r"<form\b(?:\{\{.*?\}\}|\{%.*?%\}|[^>])*>", re.S)


def marked() -> list[tuple[str, str]]:
    """Every form with `data-offline`: its file and its tag."""
    return [
        (file.name, tag)
        for file in TEMPLATES.rglob("*.html")
        for tag in FORM.findall(file.read_text())
        if "data-offline=" in tag
    ]


def test_what_goes_by_the_outbox_never_goes_by_htmx_too(app):
    forms = marked()
    assert len(forms) > 20
    assert [file for file, tag in forms if "hx-" in tag] == []


def test_every_marked_form_names_a_verb_that_may_wait(app):
    for file, tag in marked():
        name = re.search(r'data-offline="([^"]+)"', tag)[1]
        if "{" not in name:
            assert verbs[name].waits, (file, name)
            shape = re.search(r'data-schema="(\d+)"', tag)
            assert int(shape[1] if shape else 1) == verbs[name].schema, (file, name)
