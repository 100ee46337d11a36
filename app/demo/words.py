"""What the demo's people write, per language; read from nl.toml and en.toml beside this file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Two = tuple[str, str]  # in the words of the mentee (or of one), in the words of the mentor (or of another)


@dataclass(frozen=True)
class Words:
    """All texts in one language; `{name}` stands for the other person."""

    did: dict[str, Two]
    stories: dict[str, list[Two]]
    together: dict[str, list[Two]]
    thoughts: dict[str, dict[str, list[str]]]
    next: list[str]
    worries: list[str]
    diary: list[str]
    answers: list[str]
    reasons: list[str]
    places: list[str]
    cheers: list[str]
    wishes: dict[str, list[str]]
    match: dict[str, Any]

    def sentences(self) -> list[str]:
        """Every text that can come to stand in an entry."""
        pairs = [*self.did.values(), *(two for told in self.stories.values() for two in told)]
        pairs += [two for told in self.together.values() for two in told]
        thoughts = [said for moods in self.thoughts.values() for group in moods.values() for said in group]
        return [*(said for two in pairs for said in two), *thoughts, *self.worries, *self.diary]


@cache
def words_in(language: str) -> Words:
    """The texts in one language."""
    return Words(**tomllib.loads(Path(__file__).with_name(f"{language}.toml").read_text("utf-8")))
