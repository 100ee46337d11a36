"""Words of agreements, marked for translation."""

from app.web.language import mark

STATES = {
    "draft": mark("Not signed by all yet"),
    "in-force": mark("In force"),
    "replaced": mark("Earlier"),
    "dropped": mark("Not gone on with"),
}
AS_WHO = {
    "mentee": mark("mentee"),
    "mentor": mark("mentor"),
    "peer": mark("together"),
    "team": mark("for the team"),
    "guardian": mark("parent or guardian"),
}
TERMS = {
    "rhythm_days": mark("Every how many days do you meet?"),
    "session_minutes": mark("How many minutes?"),
    "weeks": mark("For how many weeks?"),
    "quiet_from": mark("Quiet from"),
    "quiet_until": mark("Quiet until"),
}
