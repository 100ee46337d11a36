"""What holds for the form of every verb."""

from app.features import ROOMS
from app.web.verbs import verbs

# A field of one of these names stands in a browser in place of what a script asks of the form itself; scripts ask
# nothing about a form's name, title or target.
THE_FORMS_OWN = {
    *("action", "method", "elements", "id", "hidden", "dataset", "children"),
    *("submit", "requestSubmit", "reset", "matches", "closest", "querySelector", "querySelectorAll"),
    *("addEventListener", "setAttribute", "getAttribute", "remove", "append", "replaceWith"),
}


def test_no_field_takes_the_place_of_what_a_script_asks_of_its_form():
    assert ROOMS, "importing the rooms makes every verb known"
    taken = {
        (name, field) for name, verb in verbs.items() for field in set(verb.form.model_fields) & THE_FORMS_OWN
    }
    assert taken == set()
