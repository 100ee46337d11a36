"""Sockets: a low room declares what can be plugged in, higher rooms bring the plugs when they are installed."""

from collections.abc import Iterator
from typing import Generic, TypeVar

Plug = TypeVar("Plug")


class Socket(Generic[Plug]):
    """An ordered set of named plugs; the same name plugged in twice is a mistake in the house."""

    def __init__(self, says: str) -> None:
        self.says = says
        self._plugs: dict[str, tuple[int, Plug]] = {}

    def plug(self, name: str, plug: Plug, place: int = 50) -> None:
        """Add a plug; a lower `place` comes first. Installing the same plug again changes nothing."""
        known = self._plugs.get(name)
        if known and known[1] is not plug:
            raise ValueError(f"{name!r} is plugged in twice: {self.says}")
        self._plugs[name] = (place, plug)
        self._plugs = dict(sorted(self._plugs.items(), key=lambda item: item[1][0]))

    def __iter__(self) -> Iterator[Plug]:
        return (plug for _, plug in self._plugs.values())

    def names(self) -> list[str]:
        """The plugs' names in their order."""
        return list(self._plugs)
