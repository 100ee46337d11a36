"""What stands on somebody's desk about a match, read from the page as it comes."""

from app.flags.kinds import KIND
from app.web.language import translations


def signs(visitor, about: str = "Samira & Joris") -> set[str]:
    """The kinds of reasons about a match on somebody's desk."""
    page = visitor.page("/desk")
    lines = [line.text for line in page.all("a") if "line" in line.classes and about in line.text]
    dutch = translations("nl")
    return {name for name, kind in KIND.items() for line in lines if dutch.gettext(kind.label) in line}
