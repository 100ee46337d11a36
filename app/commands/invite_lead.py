"""`naast invite-lead`: makes a scheme, and the invitation with which its lead comes in."""

from argparse import ArgumentParser, Namespace

from app.commands.console import Console
from app.commands.run import check_migrated
from app.db import db
from app.schemes.actions import found_scheme, invite_first_lead
from app.sealing.codes import shown

HELP = "make a scheme and invite its lead"
TEMPLATES = ("youth", "workplace", "business")


def arguments(parser: ArgumentParser) -> None:
    """The names, and what kind of scheme it is."""
    parser.add_argument("organisation", metavar="ORG", help="the organisation's name, as people see it")
    parser.add_argument("scheme", metavar="SCHEME", help="the scheme's name")
    parser.add_argument(
        "--template", choices=TEMPLATES, default="youth", help="what kind (default: %(default)s)"
    )


def run(console: Console, asked: Namespace) -> None:
    """Make both, and say the code; it is shown this once."""
    settings = console.settings()
    app = console.make_app(settings)
    check_migrated(settings)
    with app.app_context():
        scheme = found_scheme(asked.organisation.strip(), asked.scheme.strip(), asked.template)
        invited = invite_first_lead(scheme, asked.scheme.strip())
        db.session.commit()
        console.say(
            f"{scheme.name} is there. Its lead opens {settings.origin}/invitation and types this code:"
        )
        console.say(f"\n    {shown(invited.code)}\n")
        console.say(
            f"It works once, until {invited.invitation.ends_at:%d-%m-%Y %H:%M} UTC, and is shown only now."
        )
