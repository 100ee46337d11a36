"""Merging: whatever two people add, no added word disappears."""

from hypothesis import given
from hypothesis import strategies as some

from app.journal.merge import merged
from app.web.merging import both

words = some.text("abcdefg ", min_size=1, max_size=12)
texts = some.lists(words, min_size=1, max_size=4).map("\n\n".join)


@given(base=texts, theirs=texts, mine=texts)
def test_no_added_paragraph_is_lost(base, theirs, mine):
    result = merged({"did": base}, {"did": theirs}, {"did": mine})["did"]
    if theirs == base:
        assert result == mine
    elif mine in (base, theirs):
        assert result == theirs
    else:
        for paragraph in (*theirs.split("\n\n"), *mine.split("\n\n")):
            assert paragraph in result


@given(there=texts, here=texts)
def test_both_starts_with_what_was_there(there, here):
    assert both(there, here).startswith(there)


def test_fields_changed_on_different_sides_do_not_meet():
    result = merged(
        {"feeling": "okay", "did": "a", "talk": 0},
        {"feeling": "good", "did": "a", "talk": 0},
        {"feeling": "okay", "did": "b", "talk": 0},
    )
    assert (result["feeling"], result["did"]) == ("good", "b")
