"""The keepsake on paper: a PDF made here, with its letters in it, so that it opens anywhere and for ever."""

from functools import cache
from pathlib import Path
from unicodedata import bidirectional

from fpdf import FPDF

from app.closing.queries import Page
from app.closing.words import PARTS
from app.web.language import _, day

FONTS = Path(__file__).parent / "fonts"
PAPER, INK, MUTED = (250, 247, 242), (27, 36, 48), (86, 97, 112)
TEAL, CORAL, LINE = (11, 110, 105), (226, 85, 58), (230, 224, 214)
MARGIN, WIDE = 22, 210
LEFT_TO_RIGHT = "\u200e"  # an unseen letter of a script from left to right


@cache
def _font(name: str) -> Path:
    return FONTS / f"{name}.ttf"


class _Paper(FPDF):
    """An A4 page on calm paper, with the two bars beside each other on top."""

    def __init__(self) -> None:
        super().__init__(format="A4")
        self.add_font("words", "", _font("DejaVuSans"))
        self.add_font("words", "B", _font("DejaVuSans-Bold"))
        self.set_text_shaping(True)  # letters that join, and lines that begin at the right
        self.set_margins(MARGIN, 30, MARGIN)
        self.set_auto_page_break(True, 24)

    def header(self) -> None:
        self.set_fill_color(*PAPER)
        self.rect(0, 0, WIDE, 297, style="F")
        self.set_fill_color(*TEAL)
        self.rect(MARGIN, 14, 3.6, 10, style="F", round_corners=True, corner_radius=1.8)
        self.set_fill_color(*CORAL)
        self.rect(MARGIN + 5, 17, 3.6, 7, style="F", round_corners=True, corner_radius=1.8)
        self.set_y(30)

    def say(
        self,
        text: str,
        size: float,
        colour: tuple[int, int, int],
        bold: bool = False,
        gap: float = 0,
        side: str = "",
    ) -> None:
        """Paragraphs, each at the side where it begins or at the side given, with some space before them."""
        self.ln(gap)
        self.set_font("words", "B" if bold else "", size)
        self.set_text_color(*colour)
        for line in text.split("\n"):
            self.multi_cell(
                0, size * 0.56, line, align=side or begins_at(line), new_x="LMARGIN", new_y="NEXT"
            )

    def quoted(self, text: str, below: str) -> None:
        """Somebody's own words, with a bar beside them, kept together on a page where they fit."""
        with self.offset_rendering() as tried:
            tried._quote(text, below)
        if tried.page_break_triggered and self.get_y() > 60:
            self.add_page()
        self._quote(text, below)

    def _quote(self, text: str, below: str) -> None:
        top, page = self.get_y() + 3, self.page_no()
        self.set_left_margin(MARGIN + 6)
        self.set_xy(MARGIN + 6, top)
        self.say(text, 11.5, INK)
        if below:
            self.say(below, 9, MUTED, gap=0.5, side=begins_at(text))
        self.set_left_margin(MARGIN)
        self.set_x(MARGIN)
        if self.page_no() == page:
            self.set_fill_color(*CORAL)
            self.rect(MARGIN, top, 1.2, self.get_y() - top, style="F")
        self.ln(3)


def begins_at(text: str) -> str:
    """The side at which a text begins, L or R: that of its first letter that has a direction."""
    kinds = (bidirectional(letter) for letter in text)
    return "L" if next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") == "L" else "R"


def apart(name: str) -> str:
    """A name that turns nothing around it, whatever script it is in."""
    return f"{LEFT_TO_RIGHT}{name}{LEFT_TO_RIGHT}"


def printed(page: Page) -> bytes:
    """The keepsake as a PDF."""
    paper = _Paper()
    paper.set_title(page.title)
    paper.add_page()
    paper.say(page.title, 26, INK, bold=True, gap=6)
    together = _("With %(names)s", names=apart(page.others)) if page.others else ""
    days = " – ".join(day(one) for one in (page.begun, page.ended) if one)
    paper.say(" · ".join(part for part in (together, days) if part), 11, MUTED, gap=1)
    if page.said:
        paper.say(page.said, 13, INK, gap=7)
    for kind, label in PARTS.items():
        if page.picks.get(kind):
            paper.say(_(label), 15, TEAL, bold=True, gap=9)
            for one in page.picks[kind]:
                below = " · ".join(
                    part
                    for part in (apart(one["by"]) if one["by"] else "", day(one["on"]) if one["on"] else "")
                    if part
                )
                paper.quoted(one["said"], below)
    return bytes(paper.output())
