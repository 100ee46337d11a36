"""Merging two changes of one scheme's settings that crossed: setting by setting, and what both changed is asked."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Merge:
    """The values both started from, those that stand there now, and those somebody wants."""

    base: dict[str, Any]
    theirs: dict[str, Any]
    mine: dict[str, Any]

    @property
    def crossed(self) -> dict[str, tuple[Any, Any]]:
        """Settings that both changed, each to something else: theirs and mine."""
        return {
            name: (self.theirs[name], wanted)
            for name, wanted in self.mine.items()
            if wanted not in (self.base[name], self.theirs[name]) and self.theirs[name] != self.base[name]
        }

    @property
    def result(self) -> dict[str, Any]:
        """What comes out; of what both changed: mine."""
        return {
            name: self.theirs[name] if wanted == self.base[name] else wanted
            for name, wanted in self.mine.items()
        }
