"""What people do with their agreement: begin it, change it section by section, sign it, and begin anew later."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app import clock, ids
from app.accounts.ceremonies import use_confirmation
from app.accounts.signins import shown_just_now
from app.agreements.document import (
    hash_of,
    match_key,
    named,
    open_revision,
    open_section,
    seal_revision,
    seal_section,
)
from app.agreements.forms import SectionForm, SignForm, TermsForm
from app.agreements.models import Agreement, AgreementRevision, AgreementSection, Signature
from app.agreements.signers import signers_of
from app.db import db
from app.matches.actions import move, phone_time
from app.matches.guards import Facts
from app.matches.models import Match, Participation
from app.matches.policy import standing
from app.people.actor import Actor
from app.people.models import Person
from app.schemes.models import Scheme
from app.schemes.settings import settings_of
from app.schemes.texts import texts_in
from app.web.language import _, today
from app.web.merging import merged_text
from app.web.verbs import Refused

TERMS = ("rhythm_days", "session_minutes", "weeks", "quiet_from", "quiet_until")


def begin_with_the_match(actor: Actor | None, match: Match, verb: str) -> None:
    """When the first meeting was, there is a first text to change, in the language of the mentee."""
    if verb != "meet" or actor is None or draft_of(match.id) is not None:
        return
    scheme = db.session.get_one(Scheme, match.scheme_id)
    language = _language(match)
    asks, first = (texts_in(scheme, name, language, match.kind) for name in ("agreement", "clause"))
    weeks = settings_of(scheme).duration_weeks
    terms = {
        "rhythm_days": match.rhythm_days,
        "session_minutes": match.session_minutes,
        "weeks": weeks,
        "quiet_from": "21:30",
        "quiet_until": "08:00",
    }
    _begin(actor, match, terms, [(key, asks[key], first.get(key, "")) for key in asks])


def _language(match: Match) -> str:
    found = db.session.scalar(
        select(Person.language)
        .join(Participation, Participation.person_id == Person.id)
        .where(Participation.match_id == match.id, Participation.side != "mentor")
        .order_by(Participation.id)
        .limit(1)
    )
    return found or "nl"


def _begin(
    actor: Actor, match: Match, terms: dict[str, Any], clauses: list[tuple[str, str, str]]
) -> Agreement:
    scheme = db.session.get_one(Scheme, match.scheme_id)
    edition = (
        db.session.scalar(select(func.max(Agreement.edition)).where(Agreement.match_id == match.id)) or 0
    )
    agreement = Agreement(
        id=ids.new_id(),
        match_id=match.id,
        edition=edition + 1,
        state="draft",
        rev=1,
        terms=terms,
        begun_by=actor.id,
        begun_at=clock.now(),
        sign_by=today() + timedelta(days=settings_of(scheme).signing_days),
    )
    db.session.add(agreement)
    db.session.flush()
    seal_with = match_key(match.id)
    for place, (key, asks, said) in enumerate(clauses):
        section = AgreementSection(
            id=ids.new_id(), agreement_id=agreement.id, key=key, place=place, rev=1, sealed=b""
        )
        section.sealed = seal_section(seal_with, section, asks, said)
        db.session.add(section)
    db.session.flush()
    _keep_revision(actor, agreement, None, None)
    return agreement


def draft_of(match_id: UUID) -> Agreement | None:
    """The edition that is being written, when there is one."""
    return db.session.scalars(
        select(Agreement).where(Agreement.match_id == match_id, Agreement.state == "draft")
    ).first()


def in_force(match_id: UUID) -> Agreement | None:
    """The edition that holds, when one was signed."""
    return db.session.scalars(
        select(Agreement).where(Agreement.match_id == match_id, Agreement.state == "in-force")
    ).first()


def sections_of(agreement: Agreement) -> list[AgreementSection]:
    """The clauses of an edition in their order."""
    return list(
        db.session.scalars(
            select(AgreementSection)
            .where(AgreementSection.agreement_id == agreement.id)
            .order_by(AgreementSection.place)
        )
    )


def document_of(agreement: Agreement) -> dict[str, Any]:
    """What an agreement says now: its rhythm, its clauses, and the limits of what can stay between them."""
    match = db.session.get_one(Match, agreement.match_id)
    scheme = db.session.get_one(Scheme, match.scheme_id)
    key = match_key(match.id)
    return {
        "match": str(agreement.match_id),
        "edition": agreement.edition,
        "terms": {name: agreement.terms.get(name) for name in TERMS},
        "sections": [
            {"key": section.key, **open_section(key, section)} for section in sections_of(agreement)
        ],
        "limits": texts_in(scheme, "limits", _language(match))["limits"],
    }


def _keep_revision(actor: Actor, agreement: Agreement, section: str | None, op_id: UUID | None) -> None:
    """Keep the whole document as it stands now, with its hash."""
    document = document_of(agreement)
    revision = AgreementRevision(
        agreement_id=agreement.id,
        rev=agreement.rev,
        section=section,
        by_id=actor.id,
        phone_at=phone_time(op_id) if op_id else None,
        at=clock.now(),
        sha256=hash_of(document),
    )
    revision.sealed = seal_revision(match_key(agreement.match_id), revision, document)
    db.session.add(revision)
    db.session.flush()


def change(actor: Actor, section: AgreementSection, values: SectionForm, op_id: UUID) -> AgreementSection:
    """Change one clause; who changed it meanwhile loses no word. Signatures on the text before count no more."""
    agreement = db.session.get_one(Agreement, section.agreement_id)
    key = match_key(agreement.match_id)
    there = open_section(key, section)
    said = values.said or ""
    if values.rev != section.rev:
        said, both = merged_text(_said_at(agreement, section, values.rev), there["said"], said)
        section.came = "kept-both" if both else "merged"
    if said == there["said"]:
        return section
    section.sealed = seal_section(key, section, there["asks"], said)
    section.rev += 1
    agreement.rev += 1
    db.session.flush()
    _keep_revision(actor, agreement, section.key, op_id)
    return section


def _said_at(agreement: Agreement, section: AgreementSection, rev: int) -> str:
    """What a clause said after its `rev - 1`th change."""
    kept = db.session.scalars(
        select(AgreementRevision)
        .where(
            AgreementRevision.agreement_id == agreement.id,
            (AgreementRevision.section == section.key) | AgreementRevision.section.is_(None),
        )
        .order_by(AgreementRevision.rev)
        .limit(1)
        .offset(rev - 1)
    ).first()
    if kept is None:
        return ""
    document = open_revision(match_key(agreement.match_id), kept)
    return next((one["said"] for one in document["sections"] if one["key"] == section.key), "")


def set_terms(actor: Actor, agreement: Agreement, values: TermsForm, op_id: UUID) -> Agreement:
    """Agree how often and how long; it counts once all have signed."""
    hours = {name: f"{at:%H:%M}" if at else None for name, at in _quiet(values).items()}
    terms = {**{name: getattr(values, name) for name in TERMS[:3]}, **hours}
    if terms != agreement.terms:
        agreement.terms = terms
        agreement.rev += 1
        db.session.flush()
        _keep_revision(actor, agreement, "rhythm", op_id)
    return agreement


def _quiet(values: TermsForm) -> dict[str, Any]:
    return {"quiet_from": values.quiet_from, "quiet_until": values.quiet_until}


def amend(actor: Actor, match: Match, _values: Any, _op_id: UUID) -> Agreement:
    """Begin a new edition with the words of the one in force, which holds until all have signed the new one."""
    draft = draft_of(match.id)
    if draft is not None:
        return draft
    held = in_force(match.id)
    if held is None:
        raise Refused(_("There is no agreement yet that could be changed."))
    key = match_key(match.id)
    said = [(one.key, open_section(key, one)) for one in sections_of(held)]
    clauses = [(name, there["asks"], there["said"]) for name, there in said]
    return _begin(actor, match, dict(held.terms), clauses)


def drop(_actor: Actor, agreement: Agreement, _values: Any, _op_id: UUID) -> Agreement:
    """Leave the agreement as it is: the draft of a new edition is dropped, and stays on record."""
    if agreement.edition == 1:
        raise Refused(_("This is your first agreement. Change it until it fits you both."))
    agreement.state = "dropped"
    db.session.flush()
    return agreement


def sign(actor: Actor, agreement: Agreement, values: SignForm, _op_id: UUID) -> Agreement:
    """Sign what one has read; the page before asked for the passkey, for just this text."""
    if values.rev != agreement.rev:
        raise Refused(_("The text was changed a moment ago. Read it again, then sign."))
    if not values.limits:
        raise Refused(_("Say that you have read what cannot stay between you."), "limits")
    evidence = use_confirmation(actor.id, what_is_signed(agreement))
    passkey_id, at = shown_just_now(actor.id)
    return put_signature(actor, agreement, passkey_id, at, evidence)


def what_is_signed(agreement: Agreement) -> str:
    """What a passkey confirms with a signature: this agreement in this text, by its hash."""
    revision = db.session.get_one(AgreementRevision, (agreement.id, agreement.rev))
    return named(agreement.id, revision.sha256)


def put_signature(
    actor: Actor,
    agreement: Agreement,
    passkey_id: UUID | None,
    confirmed_at: Any,
    evidence: dict[str, Any] | None = None,
) -> Agreement:
    """Keep a signature with the hash of what was signed; when it was the last one, the agreement holds."""
    match = db.session.get_one(Match, agreement.match_id)
    wanted = _slot(actor, agreement, match)
    if wanted is None:
        raise Refused(_("Your signature is not needed, or is there already."))
    revision = db.session.get_one(AgreementRevision, (agreement.id, agreement.rev))
    db.session.add(
        Signature(
            id=ids.new_id(),
            agreement_id=agreement.id,
            rev=agreement.rev,
            person_id=actor.id,
            as_who=wanted,
            sha256=revision.sha256,
            passkey_id=passkey_id,
            confirmed_at=confirmed_at,
            evidence=evidence,
            signed_at=clock.now(),
        )
    )
    db.session.flush()
    if all(one.signed for one in signers_of([agreement])[agreement.id]):
        _hold(actor, agreement, match)
    return agreement


def _slot(actor: Actor, agreement: Agreement, match: Match) -> str | None:
    """As what this person's signature is still needed."""
    who = standing(actor, match)
    for one in signers_of([agreement])[agreement.id]:
        mine = actor.id in one.people if one.as_who != "team" else "team" in who
        if mine and one.signed is None:
            return one.as_who
    return None


def _hold(actor: Actor, agreement: Agreement, match: Match) -> None:
    """From now on it holds: the match meets in its rhythm, and the edition before is history."""
    before = in_force(match.id)
    if before is not None:
        before.state = "replaced"
    agreement.state, agreement.in_force_at = "in-force", clock.now()
    terms = agreement.terms
    match.rhythm_days, match.session_minutes = terms["rhythm_days"], terms["session_minutes"]
    match.quiet_from, match.quiet_until = terms["quiet_from"], terms["quiet_until"]
    match.planned_sessions = max(1, terms["weeks"] * 7 // terms["rhythm_days"])
    move(actor, match, "amend" if before is not None else "sign", Facts(signed=True))
    assert match.started_on
    match.ends_on = match.started_on + timedelta(weeks=terms["weeks"])
    db.session.flush()
