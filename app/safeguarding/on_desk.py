"""What concerns bring to the desk: the open ones, for who may read them and for nobody else."""

from sqlalchemy import Select, and_, exists, or_, select

from app.flags.reasons import Reason, Scope, row
from app.safeguarding.models import Concern, ConcernReader
from app.schemes.models import STAFF, Membership
from app.web.language import mark


def _mine(scope: Scope, *roles: str) -> Select:
    """The schemes in which the reader of the desk holds one of these roles now."""
    return select(Membership.scheme_id).where(
        Membership.person_id == scope.me,
        Membership.role.in_(roles),
        Membership.since <= scope.now,
        or_(Membership.until.is_(None), Membership.until > scope.now),
    )


def _open(scope: Scope) -> Select:
    let_in = exists().where(ConcernReader.concern_id == Concern.id, ConcernReader.person_id == scope.me)
    return select(
        *row(Concern.id, Concern.raised_at, scheme=Concern.scheme_id, person=Concern.raised_by)
    ).where(
        Concern.closed_at.is_(None),
        or_(Concern.look_again_on.is_(None), Concern.look_again_on <= scope.today),
        or_(
            and_(Concern.past_contact.is_(False), Concern.scheme_id.in_(_mine(scope, "contact_person"))),
            and_(Concern.past_contact.is_(True), Concern.scheme_id.in_(_mine(scope, "lead"))),
            and_(let_in, Concern.scheme_id.in_(_mine(scope, *STAFF))),
        ),
    )


CONCERN = Reason(
    "concern", mark("%(name)s worries about somebody."), _open, opens="safeguarding.concern", own_wall=True
)
