"""What requirements bring to the desk: something of a mentor that expires within six weeks, or has."""

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from app.flags.days import days_after, noon_of
from app.flags.reasons import Reason, Scope, row
from app.requirements.models import Requirement
from app.requirements.queries import SOON
from app.web.language import mark

_later = aliased(Requirement)
_NEWER = exists().where(
    _later.person_id == Requirement.person_id,
    _later.scheme_id == Requirement.scheme_id,
    _later.kind == Requirement.kind,
    _later.taken_back_at.is_(None),
    or_(
        _later.seen_on > Requirement.seen_on,
        and_(_later.seen_on == Requirement.seen_on, _later.id > Requirement.id),
    ),
)


def _expires(scope: Scope) -> Select:
    people = scope.people.c
    return (
        select(
            *row(
                Requirement.id,
                noon_of(days_after(Requirement.expires_on, -SOON.days)),
                scheme=people.scheme_id,
                match=people.match_id,
                person=people.person_id,
            )
        )
        .select_from(scope.people)
        .join(
            Requirement,
            (Requirement.person_id == people.person_id) & (Requirement.scheme_id == people.scheme_id),
        )
        .where(
            people.side == "mentor",
            Requirement.taken_back_at.is_(None),
            Requirement.expires_on <= days_after(scope.today, SOON.days),
            ~_NEWER,
        )
    )


EXPIRES = Reason(
    "requirement",
    mark("Something %(name)s needs as a mentor expires soon, or has."),
    _expires,
    opens="requirements.requirement",
)
