"""The deck of conversation cards that comes with Naast, marked for translation; schemes add their own."""

from typing import NamedTuple

from app.web.language import mark

KINDS = {
    "good": mark("Good talks"),
    "listening": mark("Listening"),
    "hard": mark("Hard talks"),
    "disagree": mark("Disagreeing with respect"),
    "feedback": mark("Telling what you saw"),
}


class Talk(NamedTuple):
    """One card: its kind, a question or a sentence to begin with, and a few lines that help."""

    kind: str
    begins: str
    helps: tuple[str, ...]


DECK = (
    Talk("good", mark("What made you laugh this week?"), (mark("Tell one yourself too."),)),
    Talk(
        "good",
        mark("If you had a whole free day and some money, what would you do?"),
        (mark("Ask on: with whom, and what first?"),),
    ),
    Talk(
        "good",
        mark("Who is somebody you look up to?"),
        (mark("What does that person do that you like?"), mark("What of it do you have already?")),
    ),
    Talk(
        "good",
        mark("What are you better at than a year ago?"),
        (mark("Small counts. How did you learn it?"),),
    ),
    Talk(
        "listening",
        mark("Tell me more."),
        (mark("Say this, and then nothing."), mark("Count to five. Often the best part comes then.")),
    ),
    Talk(
        "listening",
        mark("So you felt … because …. Is that right?"),
        (mark("Say back what you heard, in your own words."), mark("Let the other correct you.")),
    ),
    Talk(
        "listening",
        mark("Do you want an ear or an idea?"),
        (mark("Ask first. An idea that nobody asked for is not heard."),),
    ),
    Talk(
        "hard",
        mark("Something has been on my mind. Is now a good moment?"),
        (mark("Choose a place where nobody listens in."), mark("No is an answer too. Then ask when.")),
    ),
    Talk(
        "hard",
        mark("You do not have to tell me. I am here."),
        (
            mark("Do not promise to keep it secret: safety goes first."),
            mark("Ask what the other needs now, and who else may know."),
        ),
    ),
    Talk(
        "hard",
        mark("I said something last time that I regret."),
        (mark("Say what you did, without “but”."), mark("Ask what it did with the other.")),
    ),
    Talk(
        "hard",
        mark("We skipped the last few times. How is that for you?"),
        (mark("Begin with your own share."), mark("Choose together what fits now.")),
    ),
    Talk(
        "disagree",
        mark("I see it differently. Shall I tell you how?"),
        (mark("First say what you do understand."), mark("You may leave it open: we do not have to agree.")),
    ),
    Talk(
        "disagree",
        mark("What makes this important to you?"),
        (mark("Ask to understand, not to win."),),
    ),
    Talk(
        "disagree",
        mark("What do we both want?"),
        (mark("Look for one thing you share. Go on from there."),),
    ),
    Talk(
        "feedback",
        mark("I saw that … and it made me …. I would like …"),
        (mark("One thing at a time, soon after it happened."), mark("No “always”, no “never”.")),
    ),
    Talk(
        "feedback",
        mark("I am proud of you, because I saw …"),
        (mark("Name what the other did, not what they are."),),
    ),
    Talk(
        "feedback",
        mark("What could I do differently next time?"),
        (mark("Ask, listen, say thank you. Explaining can wait."),),
    ),
)
