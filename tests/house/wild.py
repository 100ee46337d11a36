"""A wild world: people, roles, matches and entries put together at random, so that rules meet every combination."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from sqlalchemy import select

from app import clock, ids
from app.accounts.models import Invitation, Passkey, Recovery, SignIn
from app.acquaintance.models import AboutMe, Sheet
from app.agreements.models import Agreement, AgreementSection
from app.checkins.models import CheckIn
from app.closing.models import Keepsake, LookBack, Thanks
from app.conversations.models import TalkCard
from app.db import db
from app.feedback.models import Cheer, Feedback
from app.fit.models import Fit
from app.goals.models import BELONGS, Goal, Step
from app.introductions.models import Introduction
from app.journal.models import AUDIENCES, Entry
from app.matches.models import KINDS, STATES, Match, MatchQuestion, Participation
from app.mydata.models import Erasure, ErasureRequest
from app.openings.models import WHY, Opening
from app.people.models import Person
from app.ratings.models import Rating
from app.requirements.models import Requirement
from app.review.models import Answer, Cover, FollowUp, Seen
from app.safeguarding.models import Concern, ConcernReader
from app.schemes.models import ROLES, TEAM, Guardianship, Membership, Scheme, SchemeInvitation
from app.sessions.models import Session
from app.talks.models import TalkRequest


def go_wild(seed: int, matches: int = 24, people: int = 10) -> list[Person]:
    """Add wild rows to the database at hand; gives the people to try them with."""
    dice, wishes = Random(seed), Random(seed + 1)
    now = clock.now()

    def some_day(low: int, high: int):
        return now + timedelta(days=dice.randint(low, high), hours=dice.randint(1, 20))

    def perhaps(value, chance: float = 0.5):
        return value if dice.random() < chance else None

    schemes = list(db.session.scalars(select(Scheme)))
    in_team = select(Membership.person_id).where(Membership.role.in_(TEAM))
    staff = list(db.session.scalars(select(Person).where(Person.id.in_(in_team))))
    crowd = [Person(called=f"Wild {number}", language="en") for number in range(people)]
    db.session.add_all(crowd)
    db.session.flush()
    for person in crowd:
        for _ in range(dice.choice((0, 1, 1, 2, 3))):
            db.session.add(
                Membership(
                    person_id=person.id,
                    scheme_id=dice.choice(schemes).id,
                    role=dice.choice(ROLES),
                    since=some_day(-300, 5),
                    until=perhaps(some_day(-100, 100), 0.4),
                )
            )
    for _ in range(matches):
        state = dice.choice(STATES)
        match = Match(
            scheme_id=dice.choice(schemes).id,
            kind=dice.choice(KINDS),
            state=state,
            coordinator_id=dice.choice(crowd).id,
            suspended_at=perhaps(some_day(-30, -1), 0.2),
            closed_at=some_day(-30, -1) if state == "closed" else None,
            access_until=perhaps(some_day(-20, 13), 0.8) if state == "closed" else None,
        )
        db.session.add(match)
        db.session.flush()
        here = dice.sample(crowd, dice.choice((2, 2, 3, 4)))
        for person in here:
            for _ in range(dice.choice((1, 1, 1, 2))):
                db.session.add(
                    Participation(
                        match_id=match.id,
                        person_id=person.id,
                        side=dice.choice(("mentor", "mentee", "peer")),
                        state=dice.choice(("asked", "in", "in", "in", "declined", "left")),
                        since=some_day(-300, 3),
                        until=perhaps(some_day(-60, 60), 0.3),
                    )
                )
        db.session.add(MatchQuestion(match_id=match.id, asked_by=here[0].id, sealed=b"\x01wild"))
        _wish(wishes, match, crowd)
        _tell(wishes, match, crowd)
        for number in range(dice.choice((0, 1, 2))):
            _meet(dice, match, dice.sample(crowd, 3), now - timedelta(days=number * 7), some_day)
        for edition, state in enumerate(dice.sample(("draft", "in-force", "replaced", "dropped"), 2), 1):
            agreement = Agreement(
                match_id=match.id,
                edition=edition,
                state=state,
                terms={},
                begun_by=here[0].id,
                sign_by=now.date(),
            )
            db.session.add(agreement)
            db.session.flush()
            db.session.add(
                AgreementSection(agreement_id=agreement.id, key="goals", place=0, sealed=b"\x01wild")
            )
        for person, other in zip(here, [*here[1:], here[0]], strict=True):
            ready, opened = perhaps(some_day(-9, -1), 0.8), perhaps(some_day(-9, -1))
            look_back = LookBack(match_id=match.id, person_id=person.id, sealed=b"\x01wild", ready_at=ready)
            note = Thanks(
                match_id=match.id, from_id=person.id, to_id=other.id, sealed=b"\x01wild", opened_at=opened
            )
            keepsake = Keepsake(match_id=match.id, owner_id=person.id, sealed=b"\x01wild")
            fit = Fit(
                match_id=match.id,
                person_id=person.id,
                after=1,
                sealed=b"\x01wild",
                team_reads=dice.random() < 0.5,
            )
            db.session.add_all([look_back, note, keepsake, fit])
        for person in here:
            if dice.random() < 0.6:
                ready = perhaps(some_day(-9, -1), 0.8)
                db.session.add(
                    Sheet(match_id=match.id, person_id=person.id, sealed=b"\x01wild", ready_at=ready)
                )
    for person in crowd:
        for home in schemes:
            db.session.add(AboutMe(person_id=person.id, scheme_id=home.id, shared=[], sealed=b"\x01wild"))
    for mentee in crowd:
        home, guardian = dice.choice(schemes), dice.choice(crowd)
        db.session.add(Membership(person_id=guardian.id, scheme_id=home.id, role="guardian"))
        db.session.add(
            Guardianship(
                scheme_id=home.id,
                guardian_id=guardian.id,
                mentee_id=mentee.id,
                until=perhaps(some_day(-100, 100), 0.3),
            )
        )
    for person in crowd:
        _write(dice, person, None, None, now, some_day)
        _look_after_account(dice, person, [*crowd, *staff, *staff, *staff], schemes, now, some_day)
    _wait_for_team(Random(seed), crowd, [*crowd, *staff], now)
    db.session.flush()
    return crowd


def _wait_for_team(dice: Random, crowd: list[Person], people: list[Person], now) -> None:
    """In every match of the crowd: a concern, somebody who wants to talk, a call, a follow-up, and who stands in."""
    of_crowd = select(Match).where(Match.coordinator_id.in_([person.id for person in crowd]))
    for match in db.session.scalars(of_crowd.order_by(Match.id)).all():
        one, other, third = (person.id for person in dice.sample(people, 3))
        _worry(dice, match, people)
        db.session.add_all(
            [
                FollowUp(match_id=match.id, by_id=one, sealed=b"\x01wild", due_on=now.date()),
                TalkRequest(scheme_id=match.scheme_id, person_id=other, way="call", answer_by=now),
                Requirement(
                    scheme_id=match.scheme_id,
                    person_id=other,
                    kind="vog",
                    seen_on=now.date(),
                    checked_by=third,
                ),
                CheckIn(match_id=match.id, by_id=third, on=now.date(), way="call", sealed=b"\x01wild"),
                Cover(
                    scheme_id=match.scheme_id,
                    for_id=one,
                    by_id=other,
                    asked_by=one,
                    from_on=now.date(),
                    until_on=now.date(),
                ),
            ]
        )


def _worry(dice: Random, match: Match, people: list[Person]) -> None:
    concern = Concern(
        scheme_id=match.scheme_id, raised_by=dice.choice(people).id, past_contact=dice.random() < 0.3
    )
    db.session.add(concern)
    db.session.flush()
    for reader in dice.sample(people, 3):
        db.session.add(ConcernReader(concern_id=concern.id, person_id=reader.id, added_by=reader.id))


def _meet(dice: Random, match: Match, people: list[Person], moment, some_day) -> None:
    session = Session(match_id=match.id, state=dice.choice(("planned", "held", "missed")), on=moment.date())
    db.session.add(session)
    db.session.flush()
    for person in people[: dice.choice((0, 1, 2, 3))]:
        _write(dice, person, match, session, moment, some_day)


def _tell(dice: Random, match: Match, people: list[Person]) -> None:
    """Feedback to somebody or the scheme, asked in or not; a cheer; a rating."""
    for _ in range(2):
        by, to = dice.sample(people, 2)
        asked = clock.now() if dice.random() < 0.5 else None
        about = {"author_id": by.id, "match_id": match.id, "sealed": b"\x01never opened"}
        to_id = to.id if dice.random() < 0.7 else None
        db.session.add(Feedback(**about, to_id=to_id, scheme_id=match.scheme_id, asked_in_at=asked))
        db.session.add(Cheer(**about, to_id=to.id))
        db.session.add(Rating(**about, scheme_id=match.scheme_id))
        db.session.add(Introduction(**about, on=clock.now().date()))
        card = {"scheme_id": match.scheme_id, "by_id": by.id}
        db.session.add(TalkCard(**card, kind="good", begins="Wild"))


def _wish(dice: Random, match: Match, people: list[Person]) -> None:
    """Goals of all audiences in a match, some of all its people, each with a step of somebody."""
    for _ in range(2):
        belongs = dice.choice(BELONGS)
        goal = Goal(
            author_id=dice.choice(people).id,
            scheme_id=match.scheme_id,
            match_id=match.id,
            belongs=belongs,
            audience=dice.choice(AUDIENCES),
            began_on=clock.now().date(),
            sealed=b"\x01never opened",
        )
        db.session.add(goal)
        db.session.flush()
        by = dice.choice(people).id
        db.session.add(Step(goal_id=goal.id, author_id=by, place=1, sealed=b"\x01never opened"))


def _write(dice: Random, author: Person, match, session, moment, some_day) -> None:
    entry = Entry(
        id=ids.new_id(),
        author_id=author.id,
        scheme_id=match.scheme_id if match else None,
        match_id=match.id if match else None,
        session_id=session.id if session else None,
        on=moment.date(),
        audience=dice.choice(AUDIENCES) if match else "me",
        please_read=dice.random() < 0.2 if match else False,
        opens_at=some_day(-3, 2),
        sealed=b"\x01never opened",
    )
    db.session.add(entry)
    db.session.flush()
    if dice.random() < 0.5:
        db.session.add(Seen(entry_id=entry.id, by_id=author.id))
        db.session.add(Answer(entry_id=entry.id, by_id=author.id, sealed=b"\x01wild"))


def _look_after_account(dice: Random, person: Person, others: list[Person], schemes, now, some_day) -> None:
    """Invitations, passkeys, devices and recoveries in every state."""
    invitation = Invitation(code_hash=dice.randbytes(32), purpose="join", made_by=person.id, ends_at=now)
    db.session.add(invitation)
    db.session.flush()
    if dice.random() < 0.8:
        home, role = dice.choice(schemes), dice.choice(ROLES)
        db.session.add(SchemeInvitation(id=invitation.id, scheme_id=home.id, role=role, meant_for="somebody"))
    passkey = Passkey(
        person_id=person.id,
        credential_id=dice.randbytes(16),
        user_handle=dice.randbytes(32),
        public_key=b"",
        sign_count=0,
        backup_eligible=False,
        backed_up=False,
        transports=[],
        aaguid="",
        label="A phone",
        suspended_at=now if dice.random() < 0.3 else None,
    )
    device = SignIn(
        person_id=person.id,
        token_hash=dice.randbytes(32),
        path="passkey",
        device="A phone",
        idle_seconds=600,
        ends_at=some_day(-1, 20),
        ended_at=now if dice.random() < 0.3 else None,
    )
    db.session.add_all([passkey, device])
    going = Erasure(
        person_id=person.id,
        due_at=some_day(-9, 9),
        withdrawn_at=now if dice.random() < 0.3 else None,
        done_at=now if dice.random() < 0.2 else None,
    )
    db.session.add(going)
    db.session.flush()
    for _ in range(6):
        asked = now - timedelta(hours=dice.choice((1, 5, 23, 25, 60)))
        agreed = asked + timedelta(minutes=30) if dice.random() < 0.5 else None
        db.session.add(
            ErasureRequest(
                person_id=person.id,
                why="told",
                sealed=b"",
                erasure_id=going.id if agreed else None,
                asked_by=dice.choice(others).id,
                asked_at=asked,
                agreed_by=dice.choice(others).id if agreed else None,
                agreed_at=agreed,
                stopped_at=asked + timedelta(minutes=40) if dice.random() < 0.2 else None,
            )
        )
    for _ in range(12):
        asked = now - timedelta(hours=dice.choice((1, 1, 5, 5, 23, 25, 40)))
        agreed = asked + timedelta(minutes=30) if dice.random() < 0.6 else None
        db.session.add(
            Opening(
                scheme_id=dice.choice(schemes).id,
                person_id=person.id,
                why=dice.choice(WHY),
                sealed=b"",
                asked_by=dice.choice(others).id,
                asked_at=asked,
                agreed_by=dice.choice(others).id if agreed else None,
                agreed_at=agreed,
                stopped_at=asked + timedelta(minutes=40) if dice.random() < 0.2 else None,
                told_at=agreed if dice.random() < 0.5 else None,
            )
        )
    for _ in range(dice.choice((2, 3, 4, 5))):
        asked = now - timedelta(hours=dice.choice((1, 5, 23, 25, 60)))
        approved = asked + timedelta(minutes=30) if dice.random() < 0.5 else None
        db.session.add(
            Recovery(
                person_id=person.id,
                sealed=b"",
                checked="in-person",
                asked_by=dice.choice(others).id,
                asked_at=asked,
                agreed_by=dice.choice(others).id if approved else None,
                agreed_at=approved,
                stopped_at=asked + timedelta(minutes=40) if dice.random() < 0.2 else None,
                done_at=asked + timedelta(minutes=50) if approved and dice.random() < 0.3 else None,
            )
        )
