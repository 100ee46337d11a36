"""What a scheme can set: clocks and defaults, each with the value it has until the lead changes it."""

from typing import Any, Literal

from pydantic import Field, ValidationInfo, field_validator
from sqlalchemy import ColumnElement, case, func

from app.web.forms import Form, refuse
from app.web.language import mark


class SchemeSettings(Form):
    """The settings of one scheme; days and hours are whole numbers."""

    rhythm_days: int = Field(7, ge=1, le=92)
    session_minutes: int = Field(75, ge=10, le=480)
    duration_weeks: int = Field(52, ge=1, le=260)
    reminder_hours: int = Field(24, ge=1, le=168)
    reveal_hours: int = Field(48, ge=0, le=336)
    silent_days: int = Field(28, ge=7, le=180)
    check_in_days: int = Field(30, ge=7, le=92)
    phone_days: int = Field(14, ge=3, le=180)
    family_days: int = Field(91, ge=14, le=365)
    talk_hours: int = Field(24, ge=1, le=96)
    proposal_reminder_days: int = Field(7, ge=1, le=30)
    proposal_withdraw_days: int = Field(14, ge=2, le=60, validate_default=True)
    amber_rhythms: int = Field(2, ge=1, le=10)
    red_rhythms: int = Field(4, ge=2, le=20, validate_default=True)
    rating_first_days: int = Field(30, ge=7, le=180)
    rating_days: int = Field(45, ge=14, le=365)
    goal_review_days: int = Field(42, ge=7, le=365)
    vog_years: int = Field(3, ge=1, le=10)
    training_days: int = Field(365, ge=30, le=1825)
    mentor_needs: Literal["all", "recorded"] = "all"
    rematch_days: int = Field(21, ge=0, le=365)
    closing_weeks: int = Field(6, ge=1, le=26)
    access_after_closing_days: int = Field(14, ge=0, le=60)
    keep_after_closing_days: int = Field(183, ge=60, le=1825)
    signing_days: int = Field(14, ge=3, le=90)
    guardian_signs: Literal["known", "never", "always"] = "known"
    session_audience: Literal["me", "pair"] = "pair"
    team_sees_balance: bool = False
    diary_audience: Literal["me"] = "me"

    @field_validator("red_rhythms")
    @classmethod
    def _red_after_amber(cls, value: int, others: ValidationInfo) -> int:
        if value <= others.data.get("amber_rhythms", 0):
            raise refuse(mark("The urgent sign comes after the first sign."))
        return value

    @field_validator("proposal_withdraw_days")
    @classmethod
    def _withdraw_after_asking(cls, value: int, others: ValidationInfo) -> int:
        if value <= others.data.get("proposal_reminder_days", 0):
            raise refuse(mark("A proposal is withdrawn after we asked again, not before."))
        return value

    def differences(self, template: str = "youth") -> dict[str, Any]:
        """The settings that are not as this kind of scheme has them by default; only these are kept."""
        usual = defaults_of(template)
        return {name: value for name, value in self.all().items() if value != usual[name]}

    def all(self) -> dict[str, Any]:
        """Every setting with its value."""
        return {name: getattr(self, name) for name in SchemeSettings.model_fields}


DEFAULTS: dict[str, Any] = SchemeSettings().all()
# What is usual in another kind of scheme than one for young people.
TEMPLATES: dict[str, dict[str, Any]] = {
    "youth": {},
    "workplace": {
        "rhythm_days": 14,
        "session_minutes": 60,
        "duration_weeks": 26,
        "guardian_signs": "never",
        "mentor_needs": "recorded",
    },
    "business": {
        "rhythm_days": 30,
        "session_minutes": 60,
        "duration_weeks": 26,
        "closing_weeks": 4,
        "guardian_signs": "never",
        "mentor_needs": "recorded",
    },
}


def setting(settings: Any, name: str, template: Any = None) -> ColumnElement[int]:
    """A number of a scheme's settings in SQL, from its column, or the usual one (of its kind, given that column too)."""
    usual: Any = DEFAULTS[name]
    of_kinds = [(kind, differs[name]) for kind, differs in TEMPLATES.items() if name in differs]
    if template is not None and of_kinds:
        usual = case(*((template == kind, number) for kind, number in of_kinds), else_=usual)
    return func.coalesce(settings[name].as_integer(), usual)


def defaults_of(template: str) -> dict[str, Any]:
    """Every setting as this kind of scheme has it until the lead changes it."""
    return {**DEFAULTS, **TEMPLATES.get(template, {})}


def in_force(scheme, name: str) -> Any:
    """One setting in force, for who reads many rows: of a scheme, or a row with its `template` and `settings`.

    A row outside any scheme has neither, and gets what is usual.
    """
    usual = TEMPLATES.get(scheme.template or "", {}).get(name, DEFAULTS[name])
    return (scheme.settings or {}).get(name, usual)


def settings_of(scheme) -> SchemeSettings:
    """The settings in force: the scheme's own where it has them, else those of its kind."""
    return SchemeSettings.model_validate({**defaults_of(scheme.template), **(scheme.settings or {})})
