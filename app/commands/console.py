"""What every command is given: the environment, how to make the app, and where to say something."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Flask

from app.config import Settings


class Stop(Exception):
    """A command cannot go on; its text is one sentence for the operator."""


@dataclass(frozen=True)
class Console:
    """The operator's side of a command; `make_app` is `create_app`."""

    given: Mapping[str, str]
    make_app: Callable[[Settings], Flask]
    say: Callable[[str], None]

    def settings(self) -> Settings:
        """The settings, checked; WrongSetting when one is wrong."""
        return Settings.from_environment(self.given)


Command = Callable[[Console, Namespace], None]
