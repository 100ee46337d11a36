"""What accounts say about privacy: keys, phones, and what happened to the account."""

from datetime import timedelta

from app.accounts.events import said
from app.accounts.models import AccountEvent, Ceremony, Invitation, JournalLock, Passkey, Recovery, SignIn
from app.accounts.reasons import PURPOSE, open_reason
from app.privacy.erasing import Retained, Trace
from app.privacy.held import Held
from app.sealing.vault import key_of
from app.web.language import mark

HELD = (
    Held(
        Passkey,
        mark("Passkeys"),
        ("label", "made_at", "last_used_at", "backed_up", "suspended_at"),
        ("person_id",),
    ),
    Held(
        SignIn,
        mark("Where you are signed in"),
        ("device", "made_at", "seen_at", "ended_at"),
        ("person_id",),
    ),
    Held(
        AccountEvent,
        mark("What happened to your account"),
        ("at",),
        ("person_id",),
        told=lambda row: {"what": said(row)},
    ),
    # What the team wrote is about them alone, and no secret keeps them safe: they read it, as the team is told.
    Held(
        Recovery,
        mark("When you were let in again"),
        ("asked_at", "asked_by", "agreed_at", "agreed_by", "stopped_at", "done_at"),
        ("person_id",),
        told=lambda row: {"reason": open_reason(key_of(row.person_id, PURPOSE), row)},
    ),
    Held(JournalLock, mark("Your lock"), ("forgot_at", "opens_at"), ("person_id",)),
)

TRACES = (Trace(Invitation, ("person_id", "used_by")), Trace(Ceremony, ("person_id",)))
A_YEAR = mark("For a year.")
RETAINED = (
    Retained(
        AccountEvent,
        mark("What happened to your account"),
        A_YEAR,
        lambda now: AccountEvent.at < now - timedelta(days=365),
    ),
    Retained(
        Recovery,
        mark("When you were let in again"),
        A_YEAR,
        lambda now: Recovery.asked_at < now - timedelta(days=365),
    ),
    Retained(
        Invitation,
        mark("Invitations"),
        mark("For a month after they ended."),
        lambda now: Invitation.ends_at < now - timedelta(days=30),
    ),
)
