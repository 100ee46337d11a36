"""Words for schemes, marked for translation: roles, how long an invitation lasts, and what each setting means."""

from typing import NamedTuple

from app.web.language import mark

ROLES = {
    "mentee": mark("mentee"),
    "mentor": mark("mentor"),
    "guardian": mark("parent or guardian"),
    "youth_worker": mark("youth worker"),
    "coordinator": mark("coordinator"),
    "contact_person": mark("contact person for concerns"),
    "lead": mark("scheme lead"),
}
LASTS = {"now": mark("Now, beside each other"), "home": mark("To take home")}
LASTING = {
    "now": mark("The code works for ten minutes."),
    "home": mark("The code works for three days. Send it to nobody but the person themself."),
}
WHO = {
    "everybody": mark("Everybody"),
    "mentees": mark("Mentees"),
    "mentors": mark("Mentors"),
    "guardians": mark("Parents"),
    "staff": mark("Staff"),
    "left": mark("Left"),
}


class Setting(NamedTuple):
    """One setting as a lead reads it: its question, and the unit of its number."""

    name: str
    asks: str
    unit: str = mark("days")


GROUPS: dict[str, tuple[Setting, ...]] = {
    mark("Meeting"): (
        Setting("rhythm_days", mark("How often does a new match meet? Every …")),
        Setting("session_minutes", mark("How long is a session?"), mark("minutes")),
        Setting("duration_weeks", mark("How long does a match run?"), mark("weeks")),
        Setting("closing_weeks", mark("How long before the end do we ask to look back?"), mark("weeks")),
        Setting("access_after_closing_days", mark("How long may a mentor still look back after closing?")),
        Setting(
            "keep_after_closing_days",
            mark("How long after closing do we keep what a match has together?"),
        ),
    ),
    mark("Writing"): (
        Setting(
            "reminder_hours",
            mark("When do we ask, once, to write about a planned session? After …"),
            mark("hours"),
        ),
        Setting(
            "reveal_hours",
            mark("When is a view shown while the other did not write yet? After …"),
            mark("hours"),
        ),
    ),
    mark("Keeping an eye on each match"): (
        Setting("check_in_days", mark("How often does the team call? Every …")),
        Setting("family_days", mark("How often does the team call a parent or guardian? Every …")),
        Setting("phone_days", mark("A phone sends nothing: a sign to the team after …")),
        Setting("silent_days", mark("A young person shares nothing, though they meet: a sign after …")),
        Setting("talk_hours", mark("A young person wants to talk. The team answers within …"), mark("hours")),
        Setting("amber_rhythms", mark("No contact: a sign to the team after …"), mark("rhythms")),
        Setting("red_rhythms", mark("No contact: an urgent sign to the team after …"), mark("rhythms")),
        Setting("rating_first_days", mark("When do we first ask how it is between them? After …")),
        Setting("rating_days", mark("And then again every …")),
        Setting("goal_review_days", mark("When do we ask to look at a goal again? After …")),
    ),
    mark("Making matches"): (
        Setting("proposal_reminder_days", mark("When do we ask again about a proposal? After …")),
        Setting("proposal_withdraw_days", mark("When is a proposal withdrawn? After …")),
        Setting("signing_days", mark("When does the team hear that an agreement is not signed yet? After …")),
        Setting("rematch_days", mark("How long do we wait before a next match? At least …")),
    ),
    mark("Requirements of mentors"): (
        Setting("vog_years", mark("How long is a VOG valid?"), mark("years")),
        Setting("training_days", mark("How often is training repeated? Every …")),
    ),
}
CHOICES: dict[str, dict[str, str]] = {
    "session_audience": {"pair": mark("Everybody in the match"), "me": mark("Only the writer")},
    "guardian_signs": {
        "known": mark("When a parent or guardian is here"),
        "always": mark("Always"),
        "never": mark("Never"),
    },
    "mentor_needs": {
        "all": mark("When all of it was seen and holds"),
        "recorded": mark("Unless something has expired"),
    },
}
# Which question stands below which group of numbers.
CHOICES_ASKED = {
    "Writing": (
        (
            "session_audience",
            mark("Who reads what somebody writes about a session, until they choose otherwise?"),
        ),
    ),
    "Requirements of mentors": (("mentor_needs", mark("When is a mentor ready for a match?")),),
    "Making matches": (("guardian_signs", mark("Does a parent or guardian sign the agreement too?")),),
}
