"""Who can read what is written here, in the names of the actual people; the same rule as the policy's."""

from dataclasses import dataclass

from app.journal import queries
from app.matches.models import Match
from app.people.actor import Actor
from app.web.language import _


@dataclass(frozen=True)
class Readers:
    """The names behind each audience of one match, for one writer."""

    pair: list[str]
    team: list[str]

    def labels(self) -> dict[str, str]:
        """The choice 'who can read this', in words."""
        return {
            "me": _("Only me"),
            "pair": _("%(names)s and me", names=joined(self.pair))
            if len(self.pair) < 3
            else _("Everybody here"),
            "team": _("The team too"),
        }

    def explained(self) -> dict[str, str]:
        """What each choice means, with names; and the exception for safety, said right there."""
        pair, team = joined(self.pair), joined(self.team)
        return {
            "me": _("Nobody else reads this. The team sees that you met, not what you wrote."),
            "pair": _(
                "%(pair)s can read this. %(team)s: they see that you met, not what you wrote.",
                pair=pair,
                team=team,
            ),
            "team": _("%(pair)s can read this, and so can %(team)s.", pair=pair, team=team),
        }


def readers(actor: Actor, match: Match) -> Readers:
    """Who stands behind each audience when this person writes in this match."""
    return Readers(queries.pair_of(match.id, actor.id), queries.team_of(match.scheme_id))


def joined(names: list[str]) -> str:
    """'Noor', 'Noor and Bas', 'Noor, Bas and Femke'."""
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s and %(last)s", some=", ".join(names[:-1]), last=names[-1])


def readers_of_entry(actor: Actor, match: Match | None, audience: str, please_read: bool) -> list[str]:
    """The names of everybody besides the author who can read an entry, now or once it is their turn."""
    if match is None:
        return []
    found: list[str] = [] if audience == "me" else queries.pair_of(match.id, actor.id)
    if audience == "team" or please_read:
        found += [name for name in queries.team_of(match.scheme_id) if name not in found]
    return found
