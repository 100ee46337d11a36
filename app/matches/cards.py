"""What matches bring elsewhere: their pages are kept on the phone."""

from app.matches.queries import matches_of
from app.web.paths import to


def kept(actor) -> list[str]:
    """The pages of my matches."""
    return [to("matches.match", match.id) for match in matches_of(actor)]
