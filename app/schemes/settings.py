"""What a scheme can set: clocks and defaults, each with the value it has until the lead changes it."""

from typing import Literal

from pydantic import Field

from app.web.forms import Form


class SchemeSettings(Form):
    """The settings of one scheme; days and hours are whole numbers."""

    rhythm_days: int = Field(7, ge=1, le=92)
    session_minutes: int = Field(75, ge=10, le=480)
    duration_weeks: int = Field(52, ge=1, le=260)
    reminder_hours: int = Field(24, ge=1, le=168)
    reveal_hours: int = Field(48, ge=0, le=336)
    check_in_days: int = Field(30, ge=7, le=92)
    proposal_reminder_days: int = Field(7, ge=1, le=30)
    proposal_withdraw_days: int = Field(14, ge=2, le=60)
    amber_rhythms: int = Field(2, ge=1, le=10)
    red_rhythms: int = Field(4, ge=2, le=20)
    rating_first_days: int = Field(30, ge=7, le=180)
    rating_days: int = Field(45, ge=14, le=365)
    vog_years: int = Field(3, ge=1, le=10)
    training_days: int = Field(365, ge=30, le=1825)
    rematch_days: int = Field(21, ge=0, le=365)
    closing_weeks: int = Field(6, ge=1, le=26)
    access_after_closing_days: int = Field(14, ge=0, le=60)
    session_audience: Literal["me", "pair"] = "pair"
    diary_audience: Literal["me"] = "me"


def settings_of(scheme) -> SchemeSettings:
    """The settings in force: the scheme's own where it has them, else the defaults."""
    return SchemeSettings.model_validate(scheme.settings or {})
