"""Words of closing, marked for translation: contact afterwards, and the parts of a keepsake."""

from app.web.language import mark

CONTACT = {
    "yes": mark("Yes, I would like that"),
    "sometimes": mark("Now and then"),
    "no": mark("Rather not"),
    "unsure": mark("I do not know yet"),
}
PARTS = {
    "goal": mark("What I reached"),
    "win": mark("What went well"),
    "cheer": mark("What others saw"),
    "words": mark("What I wrote"),
    "thanks": mark("Thank you"),
}
