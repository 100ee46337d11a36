"""What happens to accounts: inviting, joining, devices, and getting back in."""

from app.accounts.invitations import invite
from app.accounts.signins import sign_in

__all__ = ["invite", "sign_in"]
