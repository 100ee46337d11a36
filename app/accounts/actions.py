"""What happens to accounts: inviting, joining, devices, and getting back in."""

from app.accounts.signins import sign_in

__all__ = ["sign_in"]
