"""The agreement: written by both, signed by all on the same text with their passkey, changed later, read by guardians."""

from datetime import timedelta
from hashlib import sha256
from threading import Thread

import pytest
from sqlalchemy import delete, select, update

from app import clock, ids
from app.accounts import ceremonies
from app.accounts.models import Ceremony, Passkey, SignIn
from app.accounts.passkeys import SIGNED
from app.agreements.document import difference, hash_of, match_key, named, open_revision
from app.agreements.models import Agreement, AgreementRevision, AgreementSection, Signature
from app.db import db
from app.matches.models import Match
from app.schemes.actions import care_for
from app.schemes.models import Scheme
from app.sealing import codes
from tests.accounts.authenticator import SoftPhone, b64, unb64


@pytest.fixture
def draft(as_person, cast, inside):
    """Hanna and Ravi have met; the address of their first agreement."""
    noor, match = as_person("noor"), cast.matches["preparing"]
    page = noor.page(f"/matches/{match}/meeting")
    noor.submit(page, "/meeting", present=[cast["hanna"], cast["ravi"]])
    with inside():
        return f"/agreements/{db.session.scalar(select(Agreement.id).where(Agreement.match_id == match))}"


@pytest.fixture
def showed(inside):
    """`showed(noor, draft)`: they used their passkey a moment ago, for the text of this draft as it is now."""

    def show(who, draft: str) -> None:
        about = who.page(f"{draft}/signature").form("/signature").get("data-about")
        who.post("/step-up/options", json={"about": about})
        visitor = codes.token_hash(who.browser.get_cookie("__Host-naast-visit", domain="localhost").value)
        with inside():
            ceremonies.confirm(visitor, who.id, about)
            db.session.execute(update(SignIn).where(SignIn.person_id == who.id).values(strong_at=clock.now()))

    return show


@pytest.fixture
def signs(as_person, showed):
    """`signs("ravi", draft)`: they show who they are and sign; gives the answer."""

    def sign(name: str, draft: str, **fields):
        who = as_person(name)
        showed(who, draft)
        page = who.page(f"{draft}/signature")
        return who.submit(page, "/signature", **{"limits": "true", **fields})

    return sign


def _section(page, key: str):
    """The form of a clause, by what stands in its text."""
    return next(
        form
        for form in page.forms()
        if "agreement-sections" in form.get("action") and key in form.fields()["said"][0]
    )


def _state(inside, draft: str) -> tuple[str, str]:
    with inside():
        agreement = db.session.get_one(Agreement, Agreement.id.type.python_type(draft.rsplit("/", 1)[-1]))
        return agreement.state, db.session.get_one(Match, agreement.match_id).state


def test_after_the_first_meeting_there_is_a_text_that_both_can_change(as_person, draft):
    for name in ("hanna", "ravi"):
        page = as_person(name).page(draft)
        assert "We zeggen het de dag ervoor" in page.text
        assert len([form for form in page.forms() if "agreement-sections" in form.get("action")]) == 8
    assert not [form for form in as_person("noor").page(draft).forms() if "sections" in form.get("action")]


def test_what_one_changes_the_other_reads_and_sees_word_by_word(as_person, draft):
    ravi, hanna = as_person("ravi"), as_person("hanna")
    page = ravi.page(draft)
    ravi.submit(page, _section(page, "de dag ervoor"), said="We zeggen het een uur ervoor.")
    assert "een uur ervoor" in hanna.page(draft).text
    changes = hanna.page(f"{draft}/changes")
    assert "uur" in " ".join(piece.text for piece in changes.all("ins"))
    assert "dag" in " ".join(piece.text for piece in changes.all("del"))
    assert "Ravi veranderde:" in changes.text


def test_two_who_change_the_same_clause_at_once_lose_no_word(as_person, draft):
    ravi, hanna = as_person("ravi"), as_person("hanna")
    hers, his = hanna.page(draft), ravi.page(draft)
    hanna.submit(hers, _section(hers, "een bericht"), said="Appen mag altijd.")
    ravi.submit(his, _section(his, "een bericht"), said="Bellen alleen na school.")
    text = hanna.page(draft).text
    assert "Appen mag altijd." in text
    assert "Bellen alleen na school." in text


def test_with_htmx_only_the_clause_comes_back(as_person, draft):
    ravi = as_person("ravi")
    page = ravi.page(draft)
    form = _section(page, "een bericht")
    answer = ravi.post(
        form.get("action"), {**form.fields(), "said": "Kort en vriendelijk."}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "Kort en vriendelijk." in answer.text
    refused = ravi.post(form.get("action"), {"rev": "1", "said": "x" * 4001}, headers={"HX-Request": "true"})
    assert refused.status_code == 422
    assert "x" * 4001 in refused.text


def test_it_holds_when_all_have_signed_the_same_text(as_person, draft, signs, inside, cast):
    assert signs("ravi", draft).status_code == 303
    assert "moet nog tekenen" in as_person("ravi").page("/").text
    signs("hanna", draft)
    assert _state(inside, draft) == ("draft", "agreeing")
    signs("noor", draft)
    assert _state(inside, draft) == ("in-force", "active")
    with inside():
        match = db.session.get_one(Match, cast.matches["preparing"])
        assert (match.quiet_from, match.rhythm_days, match.ends_on - match.started_on) == (
            "21:30",
            7,
            timedelta(weeks=52),
        )


def test_a_change_after_a_signature_asks_for_it_again(as_person, draft, signs, inside):
    signs("ravi", draft)
    hanna = as_person("hanna")
    page = hanna.page(draft)
    hanna.submit(page, _section(page, "een bericht"), said="Iets anders.")
    signs("hanna", draft)
    signs("noor", draft)
    assert _state(inside, draft) == ("draft", "agreeing")
    signs("ravi", draft)
    assert _state(inside, draft) == ("in-force", "active")


def test_nobody_signs_a_text_that_changed_under_their_eyes(as_person, draft, showed, inside):
    ravi, hanna = as_person("ravi"), as_person("hanna")
    showed(ravi, draft)
    read = ravi.page(f"{draft}/signature")
    page = hanna.page(draft)
    hanna.submit(page, _section(page, "een bericht"), said="Snel nog iets erbij.")
    answer = ravi.submit(read, "/signature", limits="true")
    assert answer.status_code == 422
    assert "net veranderd" in answer.text
    assert "Snel nog iets erbij." in answer.text


def test_a_signature_asks_for_the_passkey_and_for_the_limits(as_person, draft, signs, inside):
    ravi = as_person("ravi")
    refused = ravi.submit(ravi.page(f"{draft}/signature"), "/signature", limits="true")
    assert refused.status_code == 403
    assert "Ben jij het" in refused.text
    assert signs("ravi", draft, limits=None).status_code == 422
    with inside():
        assert db.session.scalars(select(Signature).where(Signature.person_id == ravi.id)).all() == []


def test_being_sure_of_somebody_is_no_signature(as_person, draft, inside):
    ravi = as_person("ravi")
    with inside():
        db.session.execute(update(SignIn).where(SignIn.person_id == ravi.id).values(strong_at=clock.now()))
    assert ravi.submit(ravi.page(f"{draft}/signature"), "/signature", limits="true").status_code == 403


def test_the_passkey_signs_the_text_it_was_shown_for_and_no_other(as_person, draft, showed, inside):
    ravi, hanna = as_person("ravi"), as_person("hanna")
    showed(ravi, draft)
    page = hanna.page(draft)
    hanna.submit(page, _section(page, "een bericht"), said="Snel nog iets erbij.")
    assert ravi.submit(ravi.page(f"{draft}/signature"), "/signature", limits="true").status_code == 403
    showed(ravi, draft)
    assert ravi.submit(ravi.page(f"{draft}/signature"), "/signature", limits="true").status_code == 303


def test_the_passkey_signs_in_the_browser_it_was_shown_in_and_for_five_minutes(as_person, draft, showed):
    phone, borrowed = as_person("ravi"), as_person("ravi")
    showed(phone, draft)
    borrowed.post("/step-up/options", json={})
    assert (
        borrowed.submit(borrowed.page(f"{draft}/signature"), "/signature", limits="true").status_code == 403
    )
    with clock.standing_at(clock.now() + timedelta(minutes=6)):
        assert phone.submit(phone.page(f"{draft}/signature"), "/signature", limits="true").status_code == 403


def test_a_signature_uses_the_passkey_up(as_person, draft, signs, inside):
    signs("ravi", draft)
    with inside():
        left = select(Ceremony).where(Ceremony.purpose.startswith("confirmed"))
        assert db.session.scalars(left).all() == []


def test_the_signature_keeps_the_hash_of_the_text_and_who_confirmed_it(
    as_person, draft, inside, showed, cast
):
    ravi = as_person("ravi")
    showed(ravi, draft)
    with inside():
        key = Passkey(
            person_id=ravi.id, credential_id=b"k" * 16, user_handle=b"h" * 32, public_key=b"", sign_count=0,
            backup_eligible=False, backed_up=False, transports=[], aaguid="", label="Een telefoon",
        )  # fmt: skip
        db.session.add(key)
        db.session.flush()
        db.session.execute(update(SignIn).where(SignIn.person_id == ravi.id).values(passkey_id=key.id))
        key_id = key.id
    ravi.submit(ravi.page(f"{draft}/signature"), "/signature", limits="true")
    with inside():
        signed = db.session.scalars(select(Signature).where(Signature.person_id == ravi.id)).one()
        kept = db.session.get_one(AgreementRevision, (signed.agreement_id, signed.rev))
        document = open_revision(match_key(cast.matches["preparing"]), kept)
        assert signed.sha256 == kept.sha256 == hash_of(document)
        assert signed.passkey_id == key_id
        assert signed.confirmed_at is not None
        assert "gevaar" in document["limits"]
        assert b"bericht" not in kept.sealed
        document["sections"][0]["said"] += " "
        assert hash_of(document) != signed.sha256
    assert signed.sha256.hex() in ravi.page(f"{draft}/print").text


def test_two_signatures_of_one_person_at_once_count_once(world, draft, inside, showed):
    people = [world.person("ravi") for _ in range(3)]
    for who in people:
        showed(who, draft)
    sent = {"op": str(ids.new_id()), "rev": "1", "limits": "true"}
    threads = [Thread(target=who.post, args=(f"{draft}/signature", sent)) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with inside():
        assert (
            len(db.session.scalars(select(Signature).where(Signature.person_id == people[0].id)).all()) == 1
        )


def test_an_amendment_leaves_the_one_in_force_until_all_have_signed(as_person, cast, inside, signs):
    """Aysel began to change the agreement; every week holds until the new one is signed."""
    match_id = cast.matches["milan_aysel"]
    with inside():
        editions = db.session.scalars(
            select(Agreement).where(Agreement.match_id == match_id).order_by(Agreement.edition)
        ).all()
        assert [(one.edition, one.state) for one in editions] == [(1, "in-force"), (2, "draft")]
        path = f"/agreements/{editions[1].id}"
        assert db.session.get_one(Match, match_id).rhythm_days == 7
    milan = as_person("milan")
    changes = milan.page(f"{path}/changes")
    assert "14" in [piece.text for piece in changes.all("ins")]
    assert "laten horen" in changes.text
    for name in ("milan", "aysel", "bas"):
        signs(name, path)
    with inside():
        states = db.session.scalars(
            select(Agreement.state).where(Agreement.match_id == match_id).order_by(Agreement.edition)
        ).all()
        assert states == ["replaced", "in-force"]
        match = db.session.get_one(Match, match_id)
        assert (match.rhythm_days, match.state) == (14, "active")


def test_a_draft_of_a_change_can_be_dropped_and_stays_on_record(as_person, cast, inside):
    milan = as_person("milan")
    with inside():
        draft = db.session.scalar(
            select(Agreement.id).where(
                Agreement.match_id == cast.matches["milan_aysel"], Agreement.state == "draft"
            )
        )
    milan.submit(milan.page(f"/agreements/{draft}"), "/dropping")
    with inside():
        assert db.session.get_one(Agreement, draft).state == "dropped"
    page = milan.page(f"/matches/{cast.matches['milan_aysel']}")
    assert milan.submit(page, "/agreements").status_code == 303


def test_the_first_agreement_cannot_be_dropped(as_person, draft):
    answer = as_person("ravi").post(f"{draft}/dropping", {})
    assert answer.status_code == 422


def test_only_who_has_to_do_with_it_finds_an_agreement(as_person, draft, cast, inside):
    for name in ("samira", "milan", "vera", "ilse", "femke", "karim"):
        who = as_person(name)
        for end in ("", "/changes", "/print", "/signature", "/rhythm"):
            assert who.get(draft + end).status_code == 404, f"{name} {end}"
    with inside():
        section = db.session.scalar(select(AgreementSection.id))
    assert (
        as_person("noor").post(f"/agreement-sections/{section}", {"said": "x", "rev": "1"}).status_code == 404
    )


def test_a_guardian_comes_in_by_her_own_invitation_reads_and_signs_and_sees_nothing_else(
    as_person, cast, inside, signs, stranger
):
    """Ilse is Samira's mother: she signed the agreement, sees who and when, and no word of the journal."""
    ilse, match = as_person("ilse"), cast.matches["samira_joris"]
    page = ilse.page("/")
    assert f"/matches/{match}/family" in page.links()
    family = ilse.page(f"/matches/{match}/family")
    for said in ("Joris", "Noor", "Geldt nu"):
        assert said in family.text
    agreement = next(link for link in family.links() if "/agreements/" in link)
    assert "We zeggen het de dag ervoor" in ilse.page(agreement).text
    for end in ("", "/sessions", "/history", "/write", "/preparation"):
        assert ilse.get(f"/matches/{match}{end}").status_code == 404
    for name in ("held_1", "next"):
        assert ilse.get(f"/sessions/{cast.sessions[name]}").status_code == 404
    with inside():
        signed = db.session.scalars(select(Signature).where(Signature.person_id == cast["ilse"])).all()
        assert [one.as_who for one in signed] == ["guardian"]
    for name in ("noor", "samira", "vera"):
        assert as_person(name).get(f"/matches/{match}/family").status_code == 404


def test_a_known_guardian_must_sign_too(as_person, cast, inside, signs, draft):
    noor = as_person("noor")
    page = noor.page(f"/schemes/{cast.schemes['ours']}/people/{cast['ravi']}")
    invitations = next(link for link in page.links() if "mentee=" in link)
    form = noor.page(invitations)
    assert "Een ouder of verzorger van Ravi" in form.text
    noor.submit(form, "/invitations", meant_for="De vader van Ravi")
    with inside():
        care_for(db.session.get_one(Scheme, cast.schemes["ours"]), cast["ilse"], cast["ravi"])
    for name in ("ravi", "hanna", "noor"):
        signs(name, draft)
    assert _state(inside, draft) == ("draft", "agreeing")
    assert (
        "te lezen en te tekenen" in as_person("ilse").page("/").text
        or "kunt lezen en tekenen" in as_person("ilse").page("/").text
    )
    signs("ilse", draft)
    assert _state(inside, draft) == ("in-force", "active")


def test_an_agreement_is_ours_to_who_made_it_and_theirs_to_others(as_person, draft, cast):
    """The team and a parent sign it too, and are not the "us" of it."""
    family = as_person("ilse").page(f"/matches/{cast.matches['samira_joris']}/family")
    known = next(link for link in family.links() if "/agreements/" in link)
    for path, ours, theirs in ((draft, ("hanna", "ravi"), ("noor",)), (known, ("samira",), ("noor", "ilse"))):
        for name in (*ours, *theirs):
            for end in ("", "/print"):
                said = as_person(name).page(path + end).text
                mine = name in ours
                assert ("Onze afspraken" in said, "Hun afspraken" in said) == (mine, not mine), (name, end)
                assert ("niet tussen ons kan" in said, "niet tussen hen kan" in said) == (mine, not mine)


def test_two_equals_read_of_no_mentor(as_person, cast, inside):
    with inside():
        peers = db.session.scalar(select(Agreement.id).where(Agreement.match_id == cast.matches["peer"]))
    yusuf = as_person("yusuf")
    for path in (f"/agreements/{peers}", f"/agreements/{peers}/print", f"/matches/{cast.matches['peer']}"):
        main = yusuf.page(path).one("main").text.lower()
        assert "mentor" not in main
        assert "mentee" not in main


def test_the_rhythm_has_sensible_numbers_and_whole_quiet_hours(as_person, draft):
    ravi = as_person("ravi")
    page = ravi.page(f"{draft}/rhythm")
    assert ravi.submit(page, "/rhythm", rhythm_days="0").status_code == 422
    assert ravi.submit(page, "/rhythm", quiet_until="").status_code == 422
    assert ravi.submit(page, "/rhythm", rhythm_days="14", quiet_from="2200").status_code == 303
    assert "elke 14 dagen" in ravi.page(draft).text
    assert "22:00" in ravi.page(draft).text


def test_what_is_on_hold_is_not_signed(as_person, draft, cast, showed):
    noor, ravi = as_person("noor"), as_person("ravi")
    showed(ravi, draft)
    noor.submit(noor.page(f"/matches/{cast.matches['preparing']}/suspension"), reason="Even wachten.")
    assert ravi.get(f"{draft}/signature").status_code == 404
    assert ravi.post(f"{draft}/signature", {"rev": "1", "limits": "true"}).status_code == 404


@pytest.mark.parametrize(
    ("before", "after", "seen"),
    [
        ("", "Hoi", [("new", "Hoi")]),
        ("Hoi daar", "Hoi hier", [("same", "Hoi"), ("gone", "daar"), ("new", "hier")]),
        ("Een twee", "Een", [("same", "Een"), ("gone", "twee")]),
        ("x", "x", [("same", "x")]),
        ("We zien het op maandag", "We doen het op dinsdag", [("same", "We"), ("gone", "zien het op maandag"), ("new", "doen het op dinsdag")]),
    ],
)  # fmt: skip
def test_a_difference_says_what_went_and_what_came(before, after, seen):
    assert difference(before, after) == seen


@pytest.fixture
def phone() -> SoftPhone:
    """Ravi's."""
    return SoftPhone(handle=b"h" * 32)


@pytest.fixture
def signed_by_phone(as_person, draft, inside, phone):
    """Ravi signed the draft with his passkey."""
    ravi = as_person("ravi")
    with inside():
        db.session.add(
            Passkey(
                person_id=ravi.id,
                credential_id=phone.credential_id,
                user_handle=phone.handle,
                aaguid="",
                public_key=phone._cose({}),
                sign_count=0,
                backup_eligible=False,
                backed_up=False,
                transports=[],
                label="Een telefoon",
            )  # fmt: skip
        )
    page = ravi.page(f"{draft}/signature")
    about = page.form("/signature").get("data-about")
    question = ravi.post("/step-up/options", json={"about": about}).json
    answer = {"about": about, "credential": phone.use(question)}
    assert ravi.post("/step-up/passkey", json=answer).status_code == 200
    assert ravi.submit(page, "/signature", limits="true").status_code == 303
    return ravi


def test_what_the_passkey_signed_is_kept_and_holds_also_when_the_passkey_is_gone(
    signed_by_phone, draft, inside
):
    assert "hun sleutel ondertekende deze tekst" in signed_by_phone.page(f"{draft}/print").text
    with inside():
        evidence = db.session.scalars(select(Signature.evidence).order_by(Signature.id)).all()[-1]
        assert set(evidence) == {"id", "public_key", *SIGNED}
        mine = SignIn.person_id == signed_by_phone.id
        db.session.execute(update(SignIn).where(mine).values(passkey_id=None))
        db.session.execute(delete(Passkey).where(Passkey.person_id == signed_by_phone.id))
    assert "hun sleutel ondertekende deze tekst" in signed_by_phone.page(f"{draft}/print").text


def another_text(signature: Signature, _phone: SoftPhone) -> None:
    """The hash of another text in place of the one that was signed."""
    signature.sha256 = bytes(32)


def another_agreement(signature: Signature, phone: SoftPhone) -> None:
    """What the same passkey signed about something else."""
    signed_instead(signature, phone, bytes(32) + sha256(b"agreement of others").digest())


def another_signature(signature: Signature, _phone: SoftPhone) -> None:
    """One bit of the signature the other way."""
    content = bytearray(unb64(signature.evidence["signature"]))
    content[-1] ^= 1
    signature.evidence = {**signature.evidence, "signature": b64(bytes(content))}


def nobody_verified(signature: Signature, phone: SoftPhone) -> None:
    """The phone signed and did not look who held it."""
    about = sha256(named(signature.agreement_id, signature.sha256).encode()).digest()
    signed_instead(signature, phone, bytes(32) + about, flags=1)


def signed_instead(signature: Signature, phone: SoftPhone, challenge: bytes, **wrong) -> None:
    """Put what the phone signs now in place of what it signed."""
    response = phone.use({"challenge": b64(challenge)}, **wrong)["response"]
    signature.evidence = {**signature.evidence, **{name: response[name] for name in SIGNED}}


@pytest.mark.parametrize("forge", [another_text, another_agreement, another_signature, nobody_verified])
def test_who_changes_a_signature_in_the_database_is_found_out(signed_by_phone, phone, draft, inside, forge):
    with inside():
        signature = db.session.scalars(select(Signature).where(Signature.person_id == signed_by_phone.id))
        forge(signature.one(), phone)
    text = signed_by_phone.page(f"{draft}/print").text
    assert "Wat de sleutel ondertekende is niet deze tekst." in text
    assert "hun sleutel ondertekende" not in text
