"""What a template settles when it is compiled is what it would have said when asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

ICON = '{% from "ui/icon.html" import icon %}'
PAIRS = [
    (ICON + '{{ icon("back", 20) }}', ICON + "{{ icon(one, two) }}", {"one": "back", "two": 20}),
    ('{{ _("Goals") }}', "{{ _(one) }}", {"one": "Goals"}),
    ('{{ to("goals.goals") }}', "{{ to(one) }}", {"one": "goals.goals"}),
    ('{{ asset("app.css") }}', "{{ asset(one) }}", {"one": "app.css"}),
]


@pytest.fixture(params=["nl", "en"])
def environment(shared, request):
    return shared.app.extensions["naast_pages"][request.param]


@pytest.mark.parametrize(("settled", "asked", "names"), PAIRS)
def test_settled_and_asked_say_the_same(environment, settled, asked, names):
    said = environment.from_string(settled).render()
    assert said == environment.from_string(asked).render(names) != ""


@pytest.mark.parametrize(("settled", "asked"), [pair[:2] for pair in PAIRS])
def test_what_is_settled_stands_in_the_page_as_text(environment, settled, asked):
    said = environment.from_string(settled).render()
    assert repr(said) in environment.compile(settled, raw=True)
    assert repr(said) not in environment.compile(asked, raw=True)


def test_a_drawing_that_does_not_exist_is_noticed_before_anybody_looks(environment):
    with pytest.raises(UndefinedError):
        environment.compile(ICON + '{{ icon("no-such-drawing") }}')


def test_no_template_takes_a_piece_with_its_whole_context():
    """The piece would be made anew for each page, and hold on to all its values until the collector comes by."""
    templates = Path(__file__).parents[2] / "templates"
    assert not [str(file) for file in templates.rglob("*.html") if "with context" in file.read_text()]


def test_a_dot_between_two_facts_stays_at_the_end_of_its_line(environment):
    said = environment.from_string("a{% if yes %} · b{% endif %}{{ ' · ' ~ 'c' }}{{ kept }}").render(
        yes=True, kept=" · d"
    )
    assert said == "a\u00a0· b\u00a0· c · d"


def test_no_function_of_a_page_wants_to_be_handed_its_names(environment):
    """They would not be: a page calls what it calls as it is."""
    assert [name for name, one in environment.globals.items() if hasattr(one, "jinja_pass_arg")] == []


def test_a_macro_gives_markup_and_what_is_put_into_it_does_not(environment):
    source = """{%- macro bold(said) %}<b>{{ said }}</b>{% endmacro -%}
        {%- macro around(said) %}<p>{{ said }}{{ caller() }}</p>{% endmacro -%}
        {%- for one in ["<"] %}{{ bold(one) }}{% call around(bold("a")) %}{{ one }}<i>{% endcall %}{% endfor -%}"""
    assert environment.from_string(source).render() == "<b>&lt;</b><p><b>a</b>&lt;<i></p>"
