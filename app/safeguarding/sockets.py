"""What higher rooms show beside the record of a concern."""

from app.surfaces import Card
from app.web.sockets import Socket

# `about(actor, concern)`, for who may read the record.
below_record: Socket[Card] = Socket("what stands below the record of a concern")
