"""Tables for what Today shows, plainly: words are not sealed here, and what the schemes' wall asks is not asked."""

from uuid import uuid4

from django.conf import settings
from django.db import models

NAMES = {"on_delete": models.CASCADE}


class Row(models.Model):
    """Ids that tell nothing, as ours."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True


class Person(Row):
    """Who signs in."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, null=True, **NAMES)
    called = models.CharField(max_length=80)
    tone = models.IntegerField(default=1)
    avoids = models.TextField(blank=True)


class Match(Row):
    """Two people beside each other."""

    state = models.CharField(max_length=20)
    step = models.IntegerField()
    planned_sessions = models.IntegerField()


class Participation(Row):
    """Who is in a match."""

    match = models.ForeignKey(Match, related_name="participations", **NAMES)
    person = models.ForeignKey(Person, **NAMES)
    side = models.CharField(max_length=20)


class Session(Row):
    """A time they meet."""

    match = models.ForeignKey(Match, related_name="sessions", **NAMES)
    state = models.CharField(max_length=20, db_index=True)
    starts_at = models.DateTimeField(db_index=True)
    place = models.CharField(max_length=80)


class Goal(Row):
    """What somebody wants to reach."""

    person = models.ForeignKey(Person, related_name="goals", **NAMES)
    title = models.TextField()
    until = models.DateField()
    most = models.IntegerField()


class Progress(Row):
    """How far a goal was, on a day."""

    goal = models.ForeignKey(Goal, related_name="progress", **NAMES)
    value = models.IntegerField()
    on = models.DateField()


class Step(Row):
    """A step towards a goal."""

    goal = models.ForeignKey(Goal, related_name="steps", **NAMES)
    said = models.TextField()
    done = models.BooleanField(default=False)


class Told(Row):
    """What somebody said to somebody."""

    to = models.ForeignKey(Person, related_name="+", **NAMES)
    by = models.ForeignKey(Person, related_name="+", **NAMES)
    words = models.TextField()
    seen = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Answer(Told):
    """What the team answered."""


class Feedback(Told):
    """What the other wants to tell."""


class Cheer(Told):
    """What went well, said by the other."""


class Agreement(Row):
    """What they agreed, while it waits for a signature."""

    match = models.ForeignKey(Match, **NAMES)
    state = models.CharField(max_length=20)


class Request(Row):
    """That somebody wants to talk."""

    person = models.ForeignKey(Person, **NAMES)
    ended = models.BooleanField(default=False)
