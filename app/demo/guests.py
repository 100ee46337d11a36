"""Whom one can look around as in the demo, and what each of them shows."""

from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from app import ids
from app.web.language import mark


class Guest(NamedTuple):
    """One of the cast: the name in the address, what they are, and what there is to see."""

    name: str
    is_what: str
    sees: str

    @property
    def called(self) -> str:
        """The name on screen."""
        return self.name.capitalize()


GUESTS = (
    Guest("samira", mark("mentee"), mark("Meets her mentor every week and writes about it. Start here.")),
    Guest("joris", mark("mentor"), mark("Samira's mentor. He wrote today; she cannot read it yet.")),
    Guest("noor", mark("youth worker"), mark("Sees what people share with the team, and answers.")),
    Guest("milan", mark("mentor"), mark("Has a match with Aysel, and a group that repairs bikes.")),
    Guest("aysel", mark("mentee"), mark("Looks for work with Milan's help.")),
    Guest("yusuf", mark("mentee"), mark("Is in Milan's group, and goes along with Amina, as equals.")),
    Guest("jamila", mark("mentee"), mark("Was asked about a mentor, and asked something back.")),
    Guest("ravi", mark("mentee"), mark("Said yes to Hanna, and prepares for the first meeting.")),
    Guest("amira", mark("mentee"), mark("Writes the agreement with Daan. She can change it and sign it.")),
    Guest("daan", mark("mentor"), mark("Put his own words in the agreement with Amira.")),
    Guest("demi", mark("mentee"), mark("Her year with Kaoutar ends. She also meets Fenna, as equals.")),
    Guest("kaoutar", mark("mentor"), mark("Looked back on the year with Demi, and thanked her.")),
    Guest("dilan", mark("mentee"), mark("Her year with Wouter is over. She has a keepsake.")),
    Guest("bas", mark("youth worker"), mark("Noor's colleague. The two of them help who lost a phone.")),
    Guest(
        "karim", mark("contact person for concerns"), mark("Is there when somebody worries about a child.")
    ),
    Guest("femke", mark("scheme lead"), mark("Leads the scheme, and invites the team.")),
    Guest("ilse", mark("parent or guardian"), mark("A mother. She reads nothing of what children write.")),
    Guest(
        "vera", mark("youth worker"), mark("Works for another scheme. Nothing of all this exists for her.")
    ),
)

MARK = (1 << 62) - 1  # the last bits of an id of version 7: chance, but for the demo's people


def _mark(name: str) -> int:
    return int.from_bytes(sha256(f"naast demo {name}".encode()).digest()) & MARK


def id_for(name: str) -> UUID:
    """A new id that tells who of the demo's people it is, whatever they call themselves later."""
    return UUID(int=ids.new_id().int & ~MARK | _mark(name))


_MARKS = {_mark(guest.name): guest.name for guest in GUESTS}


def named_by(person_id: UUID) -> str | None:
    """The name in the address of the guest whose id this is."""
    return _MARKS.get(person_id.int & MARK)
