"""Pages of agreements: the document with its clauses, its rhythm, signing, what changed, and one to print."""

from flask import Blueprint, request

from app.accounts.doorway import party
from app.accounts.stepping import confirming
from app.agreements import actions, policy, queries
from app.agreements.forms import SectionForm, SignForm, TermsForm
from app.agreements.models import Agreement, AgreementSection
from app.agreements.signers import signers_of
from app.agreements.words import AS_WHO, STATES, TERMS
from app.db import db
from app.matches.models import Match
from app.matches.policy import guards, standing
from app.matches.queries import called, find_match, people_in
from app.matches.words import SIDES
from app.sessions.queries import ahead, of_match
from app.surfaces import ending_of, laid_out, stayed
from app.together import read
from app.web.access import me, needs
from app.web.answers import wants_fragment
from app.web.forms import Filled, Form, blank
from app.web.fragments import fragment_or, moved
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

bp = Blueprint("agreements", __name__)

CHANGE = verb(
    "agreements.change",
    form=SectionForm,
    find=queries.find_section,
    may=policy.can_change,
    act=actions.change,
    waits=True,
)
SET_TERMS = verb(
    "agreements.set_terms",
    form=TermsForm,
    find=queries.find_agreement,
    may=policy.can_draft,
    act=actions.set_terms,
    waits=True,
)
AMEND = verb("agreements.amend", form=Form, find=find_match, may=policy.can_amend, act=actions.amend)
DROP = verb("agreements.drop", form=Form, find=queries.find_agreement, may=policy.can_draft, act=actions.drop)
SIGN = verb(
    "agreements.sign",
    form=SignForm,
    find=queries.find_agreement,
    may=policy.can_sign,
    act=actions.sign,
)


def words(_say, _to) -> dict:
    """The words of agreements, for every template."""
    return {"agreement_states": STATES, "as_who": AS_WHO, "terms_asked": TERMS}


def _agreement(
    agreement: Agreement, forms: dict | None = None, status: int = 200, wrong: Filled | None = None
):
    is_draft = agreement.state == "draft"
    who = standing(me(), db.session.get_one(Match, agreement.match_id))
    may_draft = is_draft and policy.can_draft(me(), agreement)
    clauses = queries.clauses_of(agreement)
    signers = signers_of([agreement])[agreement.id] if is_draft else []
    return page(
        "agreements/agreement.html",
        status,
        **laid_out(me(), to("agreements.agreement", agreement.id)),
        agreement=agreement,
        ours=_ours(who),
        clauses=clauses,
        forms={**{one.id: _form(one) for one in clauses}, **(forms or {})} if may_draft else {},
        may_draft=may_draft,
        signers=signers,
        mine=_mine(who, signers),
        limits=queries.document_at(agreement, agreement.rev)["limits"],
        editions=queries.editions(agreement.match_id),
        back=to("agreements.family" if who == {"guardian"} else "matches.match", agreement.match_id),
        wrong=wrong or blank(Form),
    )


def _ours(who: set[str]) -> bool:
    """True for who it is between; the team and a parent read about "them"."""
    return bool(who & SIDES.keys()) or not who


def _form(clause: queries.Clause) -> Filled[SectionForm]:
    return blank(SectionForm, said=clause.said, rev=clause.rev)


def _mine(who: set[str], signers: list) -> bool:
    """True when this person's signature is still needed."""
    return any(
        one.signed is None and (me().id in one.people or (one.as_who == "team" and "team" in who))
        for one in signers
    )


@bp.get("/agreements/<uuid:agreement_id>")
@needs(policy.can_read, queries.find_agreement)
def agreement(agreement: Agreement):
    """One edition of the agreement: its clauses, and who signed."""
    return _agreement(agreement)


@bp.post("/agreement-sections/<uuid:section_id>")
@carries(CHANGE)
def change(section: AgreementSection):
    """Change one clause; htmx gets that clause back."""
    agreement = db.session.get_one(Agreement, section.agreement_id)
    done = perform(CHANGE, section)
    if done.refused and not wants_fragment():
        return _agreement(agreement, {section.id: done.form}, 422, done.form)

    def clause():
        now = queries.clause_of(agreement, section)
        form = done.form if done.refused else _form(now)
        status = 422 if done.refused else 200
        both = done.came == "kept-both"
        return page(
            "agreements/_clause.html", status, clause=now, form=form, saved=not done.refused, both=both
        )

    return fragment_or(f"{to('agreements.agreement', agreement.id)}#clause-{section.id}", clause)


def _terms(agreement: Agreement, form: Filled[TermsForm], status: int = 200):
    return page("agreements/rhythm.html", status, agreement=agreement, form=form)


@bp.get("/agreements/<uuid:agreement_id>/rhythm")
@needs(policy.can_draft, queries.find_agreement)
def rhythm(agreement: Agreement):
    """The form for how often, how long, and when it is quiet."""
    return _terms(agreement, blank(TermsForm, **agreement.terms))


@bp.post("/agreements/<uuid:agreement_id>/rhythm")
@carries(SET_TERMS)
def set_terms(agreement: Agreement):
    """Agree on the rhythm."""
    done = perform(SET_TERMS, agreement)
    return (
        _terms(agreement, done.form, 422) if done.refused else moved(to("agreements.agreement", agreement.id))
    )


@bp.post("/matches/<uuid:match_id>/agreements")
@carries(AMEND)
def amend(match: Match):
    """Begin a new edition."""
    done = perform(AMEND, match)
    return moved(
        to("agreements.agreement", done.thing_id) if done.thing_id else to("matches.match", match.id)
    )


@bp.post("/agreements/<uuid:agreement_id>/dropping")
@carries(DROP)
def drop(agreement: Agreement):
    """Drop the draft of a new edition."""
    done = perform(DROP, agreement)
    return (
        _agreement(agreement, None, 422, done.form)
        if done.refused
        else moved(to("matches.match", agreement.match_id))
    )


def _signature(agreement: Agreement, form: Filled[SignForm], status: int = 200):
    who = standing(me(), db.session.get_one(Match, agreement.match_id))
    return page(
        "agreements/sign.html",
        status,
        ending=ending_of(me()),
        agreement=agreement,
        ours=_ours(who),
        about=actions.what_is_signed(agreement),
        document=queries.document_at(agreement, agreement.rev),
        mine=_mine(who, signers_of([agreement])[agreement.id]),
        form=form,
    )


@bp.get("/agreements/<uuid:agreement_id>/signature")
@needs(policy.can_sign, queries.find_agreement)
def signature(agreement: Agreement):
    """The whole text once more, and the form to sign it."""
    return _signature(agreement, blank(SignForm, rev=agreement.rev))


def _signs(agreement: Agreement) -> str | None:
    """What the passkey is asked for; nothing where another text was read than the one there is now."""
    read = request.form.get("rev") == str(agreement.rev)
    return actions.what_is_signed(agreement) if read else None


@bp.post("/agreements/<uuid:agreement_id>/signature")
@carries(SIGN)
@confirming(_signs)
def sign(agreement: Agreement):
    """Sign it; the passkey was asked for just this text."""
    done = perform(SIGN, agreement)
    if done.refused:
        done.form.typed["rev"] = [str(agreement.rev)]
        return _signature(agreement, done.form, 422)
    return moved(stayed(to("agreements.agreement", agreement.id), me()))


@bp.get("/agreements/<uuid:agreement_id>/changes")
@needs(policy.can_read, queries.find_agreement)
def changes(agreement: Agreement):
    """What changed: since a revision, else since the edition in force, else since the first text."""
    asked = request.args.get("since", "")
    held = actions.in_force(agreement.match_id)
    now = queries.document_at(agreement, agreement.rev)
    if asked.isdecimal() and len(asked) < 7 and 1 <= int(asked) <= agreement.rev:
        before = queries.document_at(agreement, int(asked))
    elif held is not None and held.id != agreement.id:
        before = queries.document_at(held, held.rev)
    else:
        before = queries.document_at(agreement, 1)
    return page(
        "agreements/changes.html",
        agreement=agreement,
        compared=queries.compared(before, now),
        terms=queries.terms_changed(before, now),
        asks={section["key"]: section["asks"] for section in now["sections"]},
        lines=queries.changes(agreement),
    )


@bp.get("/agreements/<uuid:agreement_id>/print")
@needs(policy.can_read, queries.find_agreement)
def printed(agreement: Agreement):
    """The agreement on paper: the text, the signatures, and the hash of what was signed."""
    document = queries.document_at(agreement, agreement.rev)
    signatures = queries.signatures_of(agreement, document, party())
    who = standing(me(), db.session.get_one(Match, agreement.match_id))
    return page(
        "agreements/print.html",
        agreement=agreement,
        ours=_ours(who),
        document=document,
        signatures=signatures,
    )


@bp.get("/matches/<uuid:match_id>/family")
@needs(guards, find_match)
def family(match: Match):
    """What a guardian sees: who the mentor is, the agreement, when they meet, and whom to call. Nothing more."""
    return page(
        "agreements/family.html",
        match=match,
        people=people_in(match.id),
        coordinator=called(match.coordinator_id),
        editions=[one for one in queries.editions(match.id) if one.state in ("draft", "in-force")],
        ahead=read(ahead([match.id]))[match.id],
        meetings=read(of_match(match.id))[:10],
    )
