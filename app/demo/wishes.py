"""The goals of the cast: Samira's talk, Joris's listening, what they do together, and those of the others."""

from collections.abc import Mapping
from uuid import UUID

from app.db import db
from app.demo.growing import Told, arrive_at, let_go, plan_steps, take_steps, tell_of, want
from app.matches.models import Match
from app.people.actor import Actor


def wish(actors: Mapping[str, Actor], matches: Mapping[str, UUID]) -> dict[str, UUID]:
    """Let the cast set their goals; gives the goals by name."""
    there = {name: db.session.get_one(Match, match) for name, match in matches.items()}
    found = _samira_and_joris(actors, there["samira_joris"])
    found |= _others(actors, there)
    return found


def _samira_and_joris(actors: Mapping[str, Actor], pair: Match) -> dict[str, UUID]:
    samira, joris = actors["samira"], actors["joris"]
    talk = want(
        samira,
        pair,
        54,
        (
            "Een onderwerp kiezen dat ik leuk vind",
            "Hardop vertellen aan Joris",
            "Aan twee vriendinnen vertellen",
            "Met plaatjes erbij proberen",
        ),
        ahead=19,
        what="Een praatje van 5 minuten houden in de klas",
        see="Ik oefen vijf keer en kijk steeds minder op mijn blaadje.",
        helps="Oefenen met Joris. Het gaat over tekenen, daar weet ik veel van.",
        why="Ik wil niet meer dat mijn hart zo bonst als ik iets moet zeggen.",
        unit="oefenpraatjes",
        start="0",
        target="5",
        baseline=2,
        theme="learning",
    )
    tell_of(
        samira,
        talk,
        Told(47, 1, 3, "Eerste keer, aan de keukentafel. Ik las alles voor."),
        Told(33, 2, 5, "Aan Joris verteld. Hij vroeg door, dat hielp."),
        Told(12, 3, 6, "Drie keer gekeken op mijn blaadje, meer niet!"),
    )
    take_steps(samira, talk, 50, 33, 12)
    reached = want(
        samira,
        pair,
        66,
        what="Mijn tekeningen aan iemand laten zien",
        why="Ze liggen al een jaar onder mijn bed.",
        baseline=1,
        theme="own",
    )
    tell_of(samira, reached, Told(61, None, 10, "Joris heeft ze gezien."))
    arrive_at(samira, reached, 61, "Dat hij vroeg hoe ik het doe. Niet alleen: mooi.")
    guitar = want(samira, pair, 45, what="Gitaar leren spelen", audience="me", theme="culture", ahead=90)
    let_go(samira, guitar, 20, "Ik wil liever tekenen. Nu weet ik dat zeker.")
    sleep = want(
        samira,
        None,
        24,
        what="Voor elf uur mijn telefoon weg",
        why="Dan slaap ik beter.",
        unit="avonden",
        target="20",
        theme="wellbeing",
        ahead=20,
    )
    tell_of(samira, sleep, Told(17, 4), Told(9, 7, said="In het weekend lukt het niet."))
    listen = want(
        joris,
        pair,
        40,
        ("Eén vraag stellen en dan stil zijn", "Samira het plan laten maken"),
        what="Eerst vragen, dan pas meedenken",
        see="Samira praat meer dan ik.",
        why="Ik kom te snel met oplossingen.",
        baseline=3,
        theme="own",
    )
    tell_of(joris, listen, Told(33, None, 4), Told(12, None, 6, "Stil zijn went. Ze vult het zelf."))
    take_steps(joris, listen, 12)
    days = want(
        joris,
        pair,
        26,
        what="Samen naar drie open dagen",
        belongs="pair",
        audience="team",
        see="We zijn op drie scholen geweest en Samira weet wat ze wil.",
        helps="Noor weet wanneer ze zijn. Samira's moeder gaat één keer mee.",
        why="Kiezen is makkelijker als je er geweest bent.",
        unit="open dagen",
        target="3",
        theme="learning",
        ahead=45,
    )
    plan_steps(
        joris,
        days,
        ("Opzoeken welke scholen iets met tekenen hebben", samira),
        ("Treinkaartjes regelen", joris),
        ("Samen drie vragen bedenken", None),
        days=25,
    )
    tell_of(joris, days, Told(5, 1, None, "De eerste was leuk. Samira vroeg zelf van alles."))
    take_steps(samira, days, 20)
    return {
        "talk": talk.id,
        "drawings": reached.id,
        "guitar": guitar.id,
        "sleep": sleep.id,
        "listen": listen.id,
        "open_days": days.id,
    }


def _others(actors: Mapping[str, Actor], matches: Mapping[str, Match]) -> dict[str, UUID]:
    aysel, yusuf, amina = actors["aysel"], actors["yusuf"], actors["amina"]
    job = want(
        aysel,
        matches["milan_aysel"],
        28,
        ("Cv afmaken", "Bellen met de bakker"),
        audience="team",
        what="Een bijbaan voor de zomer",
        why="Ik wil zelf geld verdienen.",
        baseline=1,
        theme="work",
        ahead=150,
    )
    tell_of(aysel, job, Told(16, None, 4), Told(3, None, 7, "Ik mag op gesprek komen!"))
    take_steps(aysel, job, 16, 5)
    letter = want(
        aysel,
        matches["milan_aysel"],
        38,
        audience="team",
        what="Een brief schrijven waar ik trots op ben",
        baseline=3,
        theme="work",
    )
    tell_of(aysel, letter, Told(16, None, 9))
    arrive_at(aysel, letter, 4, "Milan schreef niets voor. Hij vroeg steeds: wat bedoel je?")
    brakes = want(
        yusuf, matches["group"], 40, what="Een fiets helemaal zelf maken", baseline=4, theme="learning"
    )
    tell_of(yusuf, brakes, Told(10, None, 7, "De remmen kan ik nu."))
    shy = want(
        amina, matches["group"], 30, what="Iets vragen als ik het niet snap", audience="me", theme="own"
    )
    over = want(
        actors["dilan"], matches["closed"], 200, what="Alleen met de bus naar school", theme="own", baseline=2
    )
    arrive_at(actors["dilan"], over, 120, "Wouter fietste de eerste keer achter de bus aan.")
    chess = want(
        actors["tijn"],
        matches["elsewhere"],
        20,
        what="Schaken leren",
        audience="team",
        theme="culture",
    )
    return {
        "job": job.id,
        "letter": letter.id,
        "bike": brakes.id,
        "shy": shy.id,
        "bus": over.id,
        "chess": chess.id,
    }
