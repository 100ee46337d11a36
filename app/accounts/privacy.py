"""What accounts say about privacy: keys, phones, and what happened to the account."""

from app.accounts.models import AccountEvent, JournalLock, Passkey, Recovery, SignIn
from app.privacy.held import Held
from app.web.language import mark

HELD = (
    Held(Passkey, mark("Passkeys"), ("person_id",)),
    Held(SignIn, mark("Where you are signed in"), ("person_id",)),
    Held(AccountEvent, mark("What happened to your account"), ("person_id",)),
    Held(Recovery, mark("When you were let in again"), ("person_id",)),
    Held(JournalLock, mark("Your lock"), ("person_id",)),
)
