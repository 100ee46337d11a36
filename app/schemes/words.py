"""Words for roles and settings, marked for translation."""

from app.web.language import mark

ROLES = {
    "mentee": mark("mentee"),
    "mentor": mark("mentor"),
    "guardian": mark("parent or guardian"),
    "youth_worker": mark("youth worker"),
    "coordinator": mark("coordinator"),
    "contact_person": mark("contact person for safety"),
    "lead": mark("scheme lead"),
}
LASTS = {"now": mark("Now, beside each other: 10 minutes"), "home": mark("To take home: 3 days")}

# The settings in groups: field, what it is, its unit.
CLOCKS = (
    (
        mark("Meeting"),
        (
            ("rhythm_days", mark("Days between two sessions")),
            ("session_minutes", mark("Minutes of a session")),
            ("duration_weeks", mark("Weeks that a match lasts")),
        ),
    ),
    (
        mark("Writing"),
        (
            ("reminder_hours", mark("Hours after a session until one reminder")),
            ("reveal_hours", mark("Hours until both can read the other's view anyway")),
        ),
    ),
    (
        mark("Keeping in touch"),
        (
            ("check_in_days", mark("Days between two check-ins")),
            ("amber_rhythms", mark("Amber after so many times the rhythm without contact")),
            ("red_rhythms", mark("Red after so many times the rhythm without contact")),
            ("rating_first_days", mark("Days until the first question how it goes")),
            ("rating_days", mark("Days between two such questions")),
        ),
    ),
    (
        mark("Proposing and closing"),
        (
            ("proposal_reminder_days", mark("Days until a reminder about a proposal")),
            ("proposal_withdraw_days", mark("Days until a proposal is withdrawn")),
            ("closing_weeks", mark("Weeks before the end to start closing")),
            ("access_after_closing_days", mark("Days a mentor can look back after closing")),
            ("rematch_days", mark("Days between two matches of the same person")),
        ),
    ),
    (
        mark("Requirements"),
        (
            ("vog_years", mark("Years that a VOG is valid")),
            ("training_days", mark("Days until training is refreshed")),
        ),
    ),
)
AUDIENCES = {"me": mark("Only the writer"), "pair": mark("The match together")}
