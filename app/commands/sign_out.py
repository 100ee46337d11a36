"""`naast sign-out`: ends the sign-ins of one person or of everybody, when a phone or the server may be in wrong hands."""

from argparse import ArgumentParser, Namespace
from uuid import UUID

from app.accounts.signins import end_by_operator
from app.commands.console import Console, Stop
from app.commands.run import check_migrated
from app.db import db
from app.ids import read_id

HELP = "sign somebody out everywhere, or everybody"


def arguments(parser: ArgumentParser) -> None:
    """Whom: an id, or everybody; one of the two."""
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("person", nargs="?", metavar="PERSON", help="the id at the end of their page's address")
    whom.add_argument("--everybody", action="store_true", help="everybody, the one who types this included")


def run(console: Console, asked: Namespace) -> None:
    """End them, and say how many; what waits on a phone stays there until its owner signs in again."""
    settings = console.settings()
    app = console.make_app(settings)
    check_migrated(settings)
    person_id: UUID | None = None if asked.everybody else read_id(asked.person)
    if person_id is None and not asked.everybody:
        raise Stop(f"{asked.person} is not the id of a person.")
    with app.app_context():
        ended = end_by_operator(person_id)
        db.session.commit()
    console.say(f"Ended: {ended}. Who was signed in there has to use their passkey again.")
