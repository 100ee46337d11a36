"""Django: Today a second beside the same page in Django, with as many bytes and rows, a session, a sign-in and its ORM.

Django has it easier: nothing is sealed, there is no wall between schemes, no lock, no words from phones. Each is set up as its own documents say for use: cached templates, no debugging, a connection that stays, SQLite
in WAL. Both answer in one process, in turns. `bin/bench` puts Django in place; no part of the app needs it.
"""

import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.utils import timezone

from bench.pages import answer, environ, rate
from bench.report import Figure, arguments, tell
from bench.world import world

HERE = Path(__file__).parent / "beside"
ORIGIN = "http://localhost:8000"
GOAL, ALIKE = 5.0, 0.1  # times as many answers; how much the pages may differ in size
STACK = (
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)
SHOWN = ("debug", "request", "i18n")
SAID = "Wat goed dat je dit opschrijft. Ik bel je morgen na school, en daarna kijken we samen wat we doen. Je bent niet alleen."


def configure(folder: Path) -> None:
    """Django as its own start makes a project, for use and not for development."""
    settings.configure(
        SECRET_KEY="of this measurement",
        ALLOWED_HOSTS=["localhost"],
        ROOT_URLCONF="bench.beside.views",
        INSTALLED_APPS=[
            *(
                f"django.contrib.{name}"
                for name in ("auth", "contenttypes", "sessions", "messages", "staticfiles")
            ),
            "bench.beside",
        ],
        MIDDLEWARE=STACK,
        STATIC_URL="/static/1082fed47ea8/",
        USE_TZ=True,
        TIME_ZONE="Europe/Amsterdam",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "django.db",
                "CONN_MAX_AGE": None,
                "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"},
            }
        },
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [HERE],
                "OPTIONS": {
                    "context_processors": [
                        *(f"django.template.context_processors.{name}" for name in SHOWN),
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
    )
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)


def fill() -> str:
    """Samira and what Today shows her, row for row; gives the cookie of her session."""
    from django.contrib.auth.models import User  # noqa: PLC0415 - there once Django is set up

    from bench.beside import models  # noqa: PLC0415

    user = User.objects.create_user("samira")
    samira = models.Person.objects.create(user=user, called="Samira")
    joris = models.Person.objects.create(called="Joris", tone=3, avoids="Hoe het ging op mijn vorige school.")
    noor = models.Person.objects.create(called="Noor", tone=2)
    match = models.Match.objects.create(state="active", step=4, planned_sessions=52)
    for person, side in ((samira, "mentee"), (joris, "mentor")):
        models.Participation.objects.create(match=match, person=person, side=side)
    now = timezone.now()
    for week in range(-9, 2):
        at, state = now + timedelta(days=7 * week + 2), "held" if week < 0 else "planned"
        models.Session.objects.create(match=match, state=state, starts_at=at, place="De bibliotheek")
    for title, value, most in (
        ("Een praatje van 5 minuten houden in de klas", 3, 5),
        ("Voor elf uur mijn telefoon weg", 7, 20),
    ):
        until = timezone.localdate() + timedelta(days=20)
        goal = models.Goal.objects.create(person=samira, title=title, until=until, most=most)
        goal.steps.create(said="De klas vragen of het mag", done=True)
        goal.steps.create(said="Het thuis een keer doen", done=True)
        goal.progress.create(value=1, on=timezone.localdate() - timedelta(days=9))
        goal.progress.create(value=value, on=timezone.localdate() - timedelta(days=2))
    models.Answer.objects.create(to=samira, by=noor, words=SAID)
    models.Feedback.objects.create(to=samira, by=joris, words=SAID)
    models.Cheer.objects.create(to=samira, by=joris, words="Jij stelde de eerste vraag in de klas.")
    browser = Client()
    browser.force_login(user)
    return browser.cookies["sessionid"].value


@contextmanager
def page() -> Iterator[tuple[Callable, dict]]:
    """Django's application and a request of Samira's for Today; once in a process."""
    with tempfile.TemporaryDirectory() as folder:
        configure(Path(folder))
        given = environ("/", {"Cookie": f"sessionid={fill()}", "Accept-Language": "en"}, ORIGIN)
        yield get_wsgi_application(), given


def measure(seconds: float, rounds: int) -> dict:
    """Ours and Django's in turns."""
    with world() as here, page() as (beside, given):
        asked = environ("/", here.headers(), ORIGIN)
        sizes = []
        for application, request in ((here.app.wsgi_app, asked), (beside, given)):
            status, body = answer(application, request)
            assert status == "200 OK", status
            sizes.append(len(body))
        assert abs(sizes[0] - sizes[1]) < ALIKE * sizes[0], f"the pages are no longer alike: {sizes} bytes"
        pairs = [
            (rate(here.app.wsgi_app, asked, seconds), rate(beside, given, seconds)) for _ in range(rounds)
        ]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    return {
        "page": "Today",
        "bytes": sizes[0],
        "bytes of Django": sizes[1],
        "a second": round(ours),
        "Django a second": round(theirs),
        "times": round(statistics.median(mine / other for mine, other in pairs), 2),
    }


def figures(seconds: float = 0.5, rounds: int = 5) -> list[Figure]:
    """How many times as often as Django."""
    row = measure(seconds, rounds)
    beside = (
        f"Django {django.get_version()}: {row['Django a second']} a second of {row['bytes of Django']} bytes"
    )
    return [
        Figure(
            f"Today ({row['a second']} a second), beside Django", row["times"], "times", beside, least=GOAL
        )
    ]


def main() -> None:
    """Measure, and tell."""
    given = arguments(
        __doc__ or "", seconds={"type": float, "default": 1.0}, rounds={"type": int, "default": 7}
    )
    row = measure(given.seconds, given.rounds)
    tell(
        "django_page", [row], f"django: Today {row['times']} times as often a second as in Django", given.json
    )


if __name__ == "__main__":
    main()
