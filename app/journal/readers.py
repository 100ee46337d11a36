"""What each audience means for an entry, said with the names of the people; the same rule as the policy's."""

from app.matches import readers as matches
from app.matches.models import Match
from app.matches.readers import joined
from app.people.actor import Actor
from app.web.language import _, ngettext


class Readers(matches.Readers):
    """The names behind each audience of one match, and what each means for an entry."""

    def explained(self) -> dict[str, str]:
        """What each choice means, with names; and the exception for safety, said right there."""
        pair, team = joined(self.pair), joined(self.team)
        return {
            "me": _("Nobody else reads this. The team sees that you met, not what you wrote."),
            "pair": ngettext(
                "%(pair)s can read this. %(team)s: they see that you met, not what you wrote.",
                "%(pair)s can read this. %(team)s: they see that you met, not what you wrote.",
                len(self.pair),
                pair=pair,
                team=team,
            ),
            "team": ngettext(
                "%(pair)s can read this, and so can %(team)s.",
                "%(pair)s can read this, and so can %(team)s.",
                len(self.pair),
                pair=pair,
                team=team,
            ),
        }


def readers(actor: Actor, match: Match) -> Readers:
    """Who stands behind each audience when this person writes in this match."""
    found = matches.readers(actor, match)
    return Readers(found.pair, found.team)
