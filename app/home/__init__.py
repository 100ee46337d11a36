"""Home: the Today page."""

from flask import Flask

from app.home import routes
from app.offline.kept import keep
from app.surfaces import Tab, tabs
from app.web.language import mark

TODAY = Tab("today", mark("Today"), "home.home", "home")


def kept(_actor) -> list[str]:
    """Today is always worth keeping."""
    return ["/"]


def install(app: Flask) -> None:
    """Serve Today and take the first place in the bottom bar."""
    app.register_blueprint(routes.bp)
    tabs.plug("today", TODAY, 10)
    keep.plug("home", kept, 10)
