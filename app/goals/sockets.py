"""What higher rooms show beside a goal."""

from app.surfaces import Card
from app.web.sockets import Socket

# `about(actor, goal)`, where `goal` is a GoalView; the card stands in the bar at the foot of the page.
beside_goal: Socket[Card] = Socket("what can be done beside a goal")
