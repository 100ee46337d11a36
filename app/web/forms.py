"""From what was typed to checked values, or to a problem per field in the reader's language."""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Generic, TypeVar, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError
from werkzeug.datastructures import MultiDict

from app import ids
from app.sealing import codes
from app.web.language import _, decimal, mark

LONGEST = 20_000  # characters in one text
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def clean(value: Any) -> Any:
    """A typed text without control characters, with line ends set right and letters composed (NFC)."""
    if not isinstance(value, str):
        return value
    value = value.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFC", _CONTROL.sub("", value))


def _one_line(value: str) -> str:
    return " ".join(value.split())


Words = Annotated[
    str, BeforeValidator(clean), StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)
]
Line = Annotated[
    str,
    BeforeValidator(clean),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_one_line),
]


def _iso_day(value: Any) -> Any:
    """A day as Dutch people type it (19-11-2026) where the browser has no date field."""
    found = (
        re.fullmatch(r"\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\s*", value)
        if isinstance(value, str)
        else None
    )
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else value


def _iso_time(value: Any) -> Any:
    """A time as people type it: 15.30, 1530, 9:15."""
    found = re.fullmatch(r"\s*(\d{1,2})[:.h]?(\d{2})\s*", value) if isinstance(value, str) else None
    return f"{int(found[1]):02}:{found[2]}" if found else value


def _plain_number(value: Any) -> Any:
    """A number as people type it, in the digits of any script: 3,5; 10.000; 1 250; ٣."""
    if not isinstance(value, str):
        return value
    digits = "".join(str(unicodedata.decimal(sign, sign)) for sign in value)
    text = re.sub(r"[\s'’٬]", "", digits).replace("٫", ",").replace("−", "-")
    if re.fullmatch(r"-?[1-9]\d{0,2}([.,]\d{3})+", text):
        return re.sub("[.,]", "", text)
    return text.replace(",", ".") if re.fullmatch(r"-?\d{1,12}([.,]\d{1,6})?", text) else "no number"


Number = Annotated[Decimal, BeforeValidator(_plain_number), Field(ge=-1_000_000_000, le=1_000_000_000)]
Day = Annotated[date, BeforeValidator(_iso_day)]
Clock = Annotated[time, BeforeValidator(_iso_time)]

SENTENCES: dict[str, str] = {
    "missing": mark("Fill this in."),
    "string_too_short": mark("Fill this in."),
    "string_too_long": mark("This is too long: at most %(max_length)s characters."),
    "string_type": mark("Write this as text."),
    "string_unicode": mark("This has characters that cannot be kept. Type it again."),
    "decimal_parsing": mark("Write a number, like 12 or 2.5."),
    "decimal_type": mark("Write a number, like 12 or 2.5."),
    "int_parsing": mark("Write a whole number, like 12."),
    "int_parsing_size": mark("Write a whole number, like 12."),
    "int_type": mark("Write a whole number, like 12."),
    "int_from_float": mark("Write a whole number, like 12."),
    "greater_than_equal": mark("This must be %(ge)s or more."),
    "less_than_equal": mark("This must be %(le)s or less."),
    "literal_error": mark("Choose one of the answers."),
    "enum": mark("Choose one of the answers."),
    "bool_parsing": mark("Choose one of the answers."),
    "bool_type": mark("Choose one of the answers."),
    "uuid_parsing": mark("Choose one of the answers."),
    "uuid_type": mark("Choose one of the answers."),
    "date_from_datetime_parsing": mark("Write a date, like 19-11-2026."),
    "date_from_datetime_inexact": mark("Write a date, like 19-11-2026."),
    "date_parsing": mark("Write a date, like 19-11-2026."),
    "date_type": mark("Write a date, like 19-11-2026."),
    "time_parsing": mark("Write a time, like 15:30."),
    "time_type": mark("Write a time, like 15:30."),
    "list_type": mark("Choose one of the answers."),
    "too_long": mark("These are too many: at most %(max_length)s."),
}
# Of a field that nobody sees there is nothing to fill in.
UNASKED = mark(
    "Something that this page sends along by itself is missing, or no longer right. Open it anew and try once more."
)
_OTHERWISE = mark("This is not right yet. Check it once more.")


def refuse(sentence: str, **values) -> PydanticCustomError:
    """The error a form's own check raises; `sentence` was marked for translation."""
    return PydanticCustomError("own", "{sentence}", {"sentence": sentence, **values})


def sentence(error: ErrorDetails) -> str:
    """What is wrong, and how to put it right, for one error of pydantic."""
    context = {k: v for k, v in (error.get("ctx") or {}).items() if isinstance(v, (str, int, float))}
    if error["type"] == "own":
        return _(str(context.pop("sentence")), **context)
    kind = "string_too_long" if context.get("field_type") == "Value" else error["type"]
    text = SENTENCES.get(kind, _OTHERWISE)
    limits = {k: decimal(v) if isinstance(v, int) else v for k, v in context.items()}
    return _(text, **limits) if "%(" in text else _(text)


class Form(BaseModel):
    """Base of every form: unknown fields are passed over, empty ones count as not filled in."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)
    secret: ClassVar[frozenset[str]] = frozenset()
    """Fields that are never shown again nor hashed with the rest: a PIN is guessed from its hash."""
    says: ClassVar[dict[str, str]] = {}
    """Own sentences for a field's problem, whatever it is."""


F = TypeVar("F", bound=Form)


class Filled(Generic[F]):
    """A form as a page shows it: what was typed, the problems, and the id that makes sending it twice harmless."""

    def __init__(
        self,
        kind: type[F],
        typed: Mapping[str, list[str]] | None = None,
        op: str | None = None,
    ) -> None:
        self.kind = kind
        self.typed = dict(typed or {})
        self.op = op or str(ids.new_id())
        self.values: F | None = None
        self.problems: dict[str, str] = {}
        self.asked: dict[str, tuple[str, str]] = {}
        self.bare: set[str] = set()
        """The fields whose problem says only something beside their question."""

    def value(self, name: str) -> str:
        """What was typed in a field; '' for nothing."""
        given = None if name in self.kind.secret else self.typed.get(name)
        return given[-1] if given else ""

    def chosen(self, name: str) -> list[str]:
        """All that was chosen in a field with several answers."""
        return self.typed.get(name, [])

    def problem(self, name: str) -> str:
        """The sentence about a field, or ''."""
        return self.problems.get(name, "")

    def asks(self, name: str, question: str, id: str) -> str:
        """The question, for whoever draws a field: where something is wrong with it, the list on top says it too.

        `id` is where the list leads to; '' where there is nothing to lead to.
        """
        if name in self.problems:
            self.asked.setdefault(name, (question, id))
        return question

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """All problems, each with its question and the id of its field.

        First what is about no field of the page, each once, then the fields in the order in which they were drawn.
        """
        unasked = [name for name in self.problems if name not in self.asked]
        whys = dict.fromkeys(_(UNASKED) if name in self.bare else self.problems[name] for name in unasked)
        elsewhere = [("", "", why) for why in whys]
        return [*elsewhere, *((*asked, self.problems[name]) for name, asked in self.asked.items())]

    @property
    def ok(self) -> bool:
        """True when the values are there to be used."""
        return self.values is not None and not self.problems

    def refuse(self, name: str, why: str) -> None:
        """Say of a field (or of '' for the whole) why it cannot be taken; `why` is translated already."""
        self.problems[name] = why
        self.bare.discard(name)

    def payload_hash(self) -> bytes:
        """A keyed hash of what was typed, to tell a second try from another text under the same id.

        Keyed, because a plain one tells whoever has the database which of a few answers it was: they try them all.
        """
        told = {name: given for name, given in self.typed.items() if name not in self.kind.secret}
        return codes.keyed_hash("receipt", json.dumps(sorted(told.items()), ensure_ascii=True))


def blank(kind: type[F], **initial: Any) -> Filled[F]:
    """A form to fill in, with `initial` answers in it."""
    typed = {
        name: [str(item) for item in value] if isinstance(value, (list, tuple)) else [str(value)]
        for name, value in initial.items()
        if value is not None
    }
    return Filled(kind, typed)


def read(kind: type[F], typed: MultiDict | Mapping[str, Any]) -> Filled[F]:
    """Check what was typed in a form (or sent by a phone as JSON)."""
    given = _gathered(kind, typed)
    op = given.pop("op", [""])[-1]
    identifier = ids.read_id(op)
    filled = Filled(kind, given, str(identifier) if identifier else None)
    raw: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        answers = [item for item in given.get(name, []) if item.strip()]
        if answers:
            raw[name] = answers if get_origin(field.annotation) in (list, set) else answers[-1]
    try:
        filled.values = kind.model_validate(raw)
    except ValidationError as wrong:
        for error in wrong.errors(include_url=False, include_input=False):
            name = str(error["loc"][0]) if error["loc"] else ""
            own = kind.says.get(name)
            if name not in filled.problems:
                filled.refuse(name, _(own) if own else sentence(error))
                if name and not own and error["type"] != "own":
                    filled.bare.add(name)
    return filled


def _gathered(kind: type[Form], typed: MultiDict | Mapping[str, Any]) -> dict[str, list[str]]:
    """Only the fields the form has, each as a list of clean texts; anything else that came along is dropped."""
    wanted = {*kind.model_fields, "op"}
    gathered = {}
    for name in wanted:
        if isinstance(typed, MultiDict):
            items = typed.getlist(name)
        else:
            value = typed.get(name)
            items = value if isinstance(value, list) else [] if value is None else [value]
        texts = [clean(str(item)) for item in items if isinstance(item, (str, int, float))]
        if texts:
            gathered[name] = texts
    return gathered
