"""Merging: whatever two people add, no added word disappears, and what only one of them changed is as they left it."""

from hypothesis import example, given, settings
from hypothesis import strategies as some

from app.journal.merge import merged
from app.web.merging import merged_text

paragraph = some.text("abc", min_size=1, max_size=2)
texts = some.lists(paragraph, max_size=5).map("\n\n".join)


@settings(max_examples=1000)
@given(base=texts, theirs=texts, mine=texts)
@example(base="a\n\nb", theirs="a\n\nc", mine="a\n\nd")
def test_no_added_paragraph_is_lost(base, theirs, mine):
    result, _ = merged_text(base, theirs, mine)
    added = {*theirs.split("\n\n"), *mine.split("\n\n")} - {*base.split("\n\n"), ""}
    assert added <= {*result.split("\n\n")}


@settings(max_examples=300)
@given(base=texts, changed=texts)
def test_what_one_side_left_alone_is_as_the_other_left_it(base, changed):
    assert merged_text(base, base, changed) == (changed, False)
    assert merged_text(base, changed, base) == (changed, False)
    assert merged_text(base, changed, changed) == (changed, False)


def test_paragraphs_changed_apart_merge_and_say_nothing():
    assert merged_text("een\n\ntwee\n\ndrie", "EEN\n\ntwee\n\ndrie", "een\n\ntwee\n\nDRIE") == (
        "EEN\n\ntwee\n\nDRIE",
        False,
    )


def test_both_added_at_the_end_and_both_stay():
    assert merged_text("een", "een\n\ntwee", "een\n\ndrie") == ("een\n\ntwee\n\ndrie", False)


def test_the_same_paragraph_changed_twice_keeps_both_and_says_so():
    assert merged_text("een\n\ntwee", "een!\n\ntwee", "een?\n\ntwee") == ("een!\n\neen?\n\ntwee", True)


def test_fields_changed_on_different_sides_do_not_meet():
    result, crossed = merged(
        {"feeling": "okay", "did": "a", "talk": 0},
        {"feeling": "good", "did": "a", "talk": 0},
        {"feeling": "okay", "did": "b", "talk": 0},
    )
    assert (result["feeling"], result["did"], crossed) == ("good", "b", False)
