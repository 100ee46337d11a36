"""Every kind of reason to be on the desk, the most urgent first: the order a scheme starts with."""

from typing import NamedTuple

from app.web.language import mark


class Kind(NamedTuple):
    """One kind: its name, how it is called on screen, its colour, and whether it waits for the whole team.

    `everyone`: it stands on every desk of the scheme until somebody takes it, whoever looks after the match.
    `only_it_goes`: nobody says "done" at the desk; it goes when what it says is no longer so.
    """

    name: str
    label: str
    colour: str = ""
    everyone: bool = False
    only_it_goes: bool = False


KINDS = (
    Kind("concern", mark("Concern"), "coral", everyone=True, only_it_goes=True),
    Kind("please_read", mark("Please read now"), "coral", everyone=True, only_it_goes=True),
    Kind("talk", mark("Wants to talk"), "coral", everyone=True, only_it_goes=True),
    Kind("stop", mark("Wants to stop"), "coral", everyone=True, only_it_goes=True),
    Kind("mentor_flagged", mark("About the mentor"), "coral"),
    Kind("rating", mark("How it is between them"), "plum"),
    Kind("question", mark("Asks about a proposal"), "amber", only_it_goes=True),
    Kind("asked_in", mark("Asked you in"), "plum"),
    Kind("rhythm_red", mark("Losing contact"), "coral", only_it_goes=True),
    Kind("handed_over", mark("Handed to you"), "plum"),
    Kind("follow_up", mark("Follow-up"), "teal", only_it_goes=True),
    Kind("rhythm_amber", mark("Quiet"), "amber", only_it_goes=True),
    Kind("agreement", mark("Agreement not signed"), "amber", only_it_goes=True),
    Kind("fit", mark("Does not fit"), "plum"),
    Kind("proposal", mark("Proposal waits"), "amber", only_it_goes=True),
    Kind("silent", mark("Shares nothing"), "amber", only_it_goes=True),
    Kind("not_written", mark("Nobody wrote"), "amber", only_it_goes=True),
    Kind("phone", mark("Phone not heard of"), "amber", only_it_goes=True),
    Kind("requirement", mark("Expires"), "amber", only_it_goes=True),
    Kind("check_in", mark("Time to call"), "", only_it_goes=True),
    Kind("family", mark("Time to call home"), "", only_it_goes=True),
    Kind("closing", mark("The end comes near"), "", only_it_goes=True),
    Kind("shared", mark("Not seen yet"), "teal", only_it_goes=True),
    Kind("celebrate", mark("To celebrate"), "teal"),
)
KIND = {kind.name: kind for kind in KINDS}
