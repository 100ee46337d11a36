"""What the demo's mentors showed to the team before their first match."""

from app import clock, ids
from app.demo.scene import days_ago
from app.people.actor import Actor
from app.requirements.actions import record
from app.requirements.forms import SeenForm
from app.schemes.models import Scheme
from app.schemes.queries import Place

ON_ARRIVAL = ("intake", "vog", "code")


def show_papers(by: Actor, scheme: Scheme, mentor: Actor, days: int, trained: int | None = None) -> None:
    """A mentor who came so many days ago shows what they need; `trained`: how many days ago their training was."""
    place = Place(scheme.id, mentor.id, mentor.called)
    of_days = {**dict.fromkeys(ON_ARRIVAL, days), "training": min(days, 200) if trained is None else trained}
    for kind, ago in of_days.items():
        moment = days_ago(ago)
        with clock.standing_at(moment):
            record(by, place, SeenForm.model_validate({"what": kind, "seen_on": moment.date()}), ids.new_id())
