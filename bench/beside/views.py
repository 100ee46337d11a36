"""Today in Django: signed in, a query for each thing that the page shows, and a template with what they gave."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from bench.beside.models import (
    Agreement,
    Answer,
    Cheer,
    Feedback,
    Match,
    Participation,
    Person,
    Request,
    Session,
)

STEPS = ("Ground", "Plan", "Agree", "Grow", "Close")


def match_card(match: Match, me: Person) -> dict:
    """One match with the other, what is next, and what was held."""
    others = [one.person for one in match.participations.all() if one.person_id != me.pk]
    return {
        "match": match,
        "other": others[0],
        "next": match.sessions.filter(state="planned", starts_at__gte=timezone.now())
        .order_by("starts_at")
        .first(),
        "held": Session.objects.filter(match=match, state="held").count(),
        "signing": Agreement.objects.filter(match=match, state="draft").exists(),
    }


def goal_card(goal, today: date) -> dict:
    """One goal with how far it is."""
    last = max(goal.progress.all(), key=lambda one: one.on, default=None)
    value = last.value if last else 0
    return {
        "goal": goal,
        "value": value,
        "share": round(100 * value / goal.most),
        "left": (goal.until - today).days,
        "next": next((step for step in goal.steps.all() if not step.done), None),
    }


@login_required
def today(request: HttpRequest) -> HttpResponse:
    """The page."""
    me = Person.objects.get(user=request.user)
    mine = Participation.objects.filter(person=me).select_related("match")
    matches = [one.match for one in mine.prefetch_related("match__participations__person")]
    told = {"to": me, "seen": False}
    goals = me.goals.prefetch_related("progress", "steps").order_by("until")
    day = timezone.localdate()
    return render(
        request,
        "today.html",
        {
            "me": me,
            "cards": [match_card(match, me) for match in matches],
            "steps": STEPS,
            "answers": Answer.objects.filter(**told).select_related("by")[:3],
            "feedback": Feedback.objects.filter(**told).select_related("by")[:3],
            "goals": [goal_card(goal, day) for goal in goals],
            "cheer": Cheer.objects.filter(to=me).select_related("by").order_by("-at").first(),
            "asked": Request.objects.filter(person=me, ended=False).first(),
        },
    )


def elsewhere(_request: HttpRequest, **_names) -> HttpResponse:
    """What a link of the page leads to; nobody follows it here."""
    return HttpResponse(status=404)


urlpatterns = [
    path("", today, name="today"),
    *(
        path(f"{name}/", elsewhere, name=name)
        for name in ("waiting", "help", "journal", "goals", "me", "talk", "wins", "write_any")
    ),
    path("sessions/<uuid:pk>/plan", elsewhere, name="move"),
    path("matches/<uuid:pk>", elsewhere, name="match"),
    path("matches/<uuid:pk>/write", elsewhere, name="write"),
    path("entries/<uuid:pk>", elsewhere, name="entry"),
    path("feedback/<uuid:pk>", elsewhere, name="feedback"),
    path("goals/<uuid:pk>", elsewhere, name="goal"),
    path("goals/<uuid:pk>/progress/new", elsewhere, name="progress"),
]
