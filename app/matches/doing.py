"""What is to be done in each match, by whom and why: gathered from every room, for Today and for the match's page."""

from uuid import UUID

from app.matches.queries import MatchView
from app.matches.sockets import Known, ToDo, good_to_know, to_do
from app.people.actor import Actor
from app.prepared import Lookup
from app.together import gather
from app.web.language import _, day


def to_do_in(actor: Actor, matches: list[MatchView]) -> Lookup[dict[UUID, list[ToDo]]]:
    """For each match what is to be done: what the reader can do first, then whom we wait for."""
    found: dict[UUID, list[ToDo]] = {match.id: [] for match in matches}
    for brought in (yield from gather(*(plug(actor, matches) for plug in to_do))):
        for match_id, things in brought.items():
            found[match_id] += things
    return {
        match_id: sorted(things, key=lambda thing: (not thing.mine, thing.place))
        for match_id, things in found.items()
    }


def to_know_in(actor: Actor, match_ids: list[UUID]) -> Lookup[dict[UUID, list[Known]]]:
    """For each match what is good to know before the next session."""
    found: dict[UUID, list[Known]] = {match_id: [] for match_id in match_ids}
    for brought in (yield from gather(*(plug(actor, match_ids) for plug in good_to_know))):
        for match_id, things in brought.items():
            found[match_id] += things
    return found


def about_the_match(_actor: Actor, matches: list[MatchView]) -> dict[UUID, list[ToDo]]:
    """What a match itself waits for: somebody's answer, the first meeting, the end of a pause or of a hold."""
    return {match.id: _of(match) for match in matches}


def _of(match: MatchView) -> list[ToDo]:
    if match.suspended_at:
        why = _("Until then you do not plan or write together. Writing for yourself goes on.")
        return [ToDo(_("calls you: this is on hold for now"), why, match.coordinator)]
    if match.state == "proposed":
        names = ", ".join(other.called for other in match.others if other.state == "asked")
        return [ToDo(_("still has to answer"), _("You hear it as soon as it is known."), names)]
    if match.state == "preparing":
        why = _("You meet for the first time, with somebody of the team there.")
        return [ToDo(_("plans the first meeting with you"), why, match.coordinator, place=60)]
    if match.paused:
        assert match.paused_until
        return [ToDo(_("Pause until %(day)s. Nobody is reminded of anything.", day=day(match.paused_until)))]
    return []
