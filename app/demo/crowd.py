"""Who else there is in the demo's scheme: some forty people, and what brings them together."""

from typing import NamedTuple

STAFF = (("Marjan", "nl", "coordinator"), ("Winston", "en", "youth_worker"))
WAITING = (
    ("Zoë", "nl", "mentee"),
    ("Omar", "nl", "mentee"),
    ("Grace", "en", "mentor"),
    ("Fatma", "nl", "guardian"),
    ("Ineke", "nl", "guardian"),
)


class Pair(NamedTuple):
    """One match of two: who, in which language each writes, what their year is about, and how it stands.

    `weeks` is how long ago it came into its state or, for one that is running or over, since it began;
    `silent` how many weeks nothing was heard of them.
    """

    mentee: str
    mentor: str
    languages: str
    about: str
    state: str
    weeks: int
    at: str = "15:30"
    silent: int = 0


PAIRS = (
    Pair("Imane", "Thijs", "nl nl", "school", "active", 50, "16:00"),
    Pair("Chidi", "Saskia", "en en", "dutch", "active", 46, "15:00"),
    Pair("Jesse", "Hicham", "nl nl", "anger", "active", 44),
    Pair("Elif", "Marieke", "nl nl", "choice", "active", 40, "14:30"),
    Pair("Oksana", "Ruud", "en nl", "move", "active", 36, "16:15"),
    Pair("Kyra", "Priya", "en en", "shy", "active", 33),
    Pair("Hamza", "Pieter", "nl nl", "work", "active", 28, "19:00"),
    Pair("Fenna", "Nuria", "nl nl", "sport", "active", 24),
    Pair("Luca", "Özlem", "nl nl", "school", "active", 20, "16:30", 3),
    Pair("Naomi", "Eline", "nl nl", "shy", "active", 15),
    Pair("Jayden", "Farid", "nl nl", "sport", "active", 11, "17:00", 5),
    Pair("Tamar", "Maud", "en en", "choice", "active", 7),
    Pair("Achraf", "Sjoerd", "nl nl", "work", "closing", 48, "18:00"),
    Pair("Demi", "Kaoutar", "nl nl", "move", "closing", 44),
    Pair("Bilal", "Charlotte", "nl nl", "dutch", "closed", 52),
    Pair("Yara", "Quinten", "en en", "school", "closed", 50),
    Pair("Sem", "Rosa", "nl nl", "anger", "agreeing", 2),
    Pair("Amira", "Daan", "nl nl", "choice", "agreeing", 1),
    Pair("Giovanni", "Britt", "nl nl", "work", "preparing", 1),
    Pair("Zeynep", "Wassim", "nl nl", "sport", "proposed", 1),
    Pair("Isa", "Hanneke", "nl nl", "school", "proposed", 0),
    Pair("Rania", "Grace", "nl en", "shy", "withdrawn", 6),
)


class Circle(NamedTuple):
    """A group or two peers: those on each side (of peers: all), and since how many weeks they meet."""

    kind: str
    name: str | None
    mentors: tuple[str, ...]
    others: tuple[str, ...]
    language: str
    weeks: int
    every: int


CIRCLES = (
    Circle("group", "De kookploeg", ("Saskia", "Thijs"), ("Imane", "Elif", "Naomi", "Luca"), "nl", 30, 14),
    Circle("group", "Homework club", ("Priya",), ("Chidi", "Kyra", "Tamar"), "en", 22, 14),
    Circle("peer", None, (), ("Fenna", "Demi"), "nl", 18, 14),
    Circle("peer", None, (), ("Kyra", "Tamar"), "en", 12, 14),
)
