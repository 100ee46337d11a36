"""What can be done with goals, each said once: its form, its policy, its action, and that it may wait on a phone."""

from app.goals import actions, policy, queries, steps
from app.goals.forms import (
    ChangeStepForm,
    EndForm,
    GoalForm,
    MoveForm,
    ProgressForm,
    ReviseForm,
    ShareForm,
    StepForm,
    TickForm,
)
from app.matches.policy import can_meet
from app.matches.queries import find_match
from app.people.policy import is_self
from app.web import access
from app.web.forms import Form
from app.web.verbs import verb

SET_IN_MATCH = verb(
    "goals.set", form=GoalForm, find=find_match, may=can_meet, act=actions.set_in_match, waits=True
)
SET_ALONE = verb(
    "goals.set_alone", form=GoalForm, find=access.me, may=is_self, act=actions.set_alone, waits=True
)
REVISE = verb(
    "goals.revise",
    form=ReviseForm,
    find=queries.find_goal,
    may=policy.can_change,
    act=actions.revise,
    waits=True,
)
ADD_PROGRESS = verb(
    "goals.add_progress",
    form=ProgressForm,
    find=queries.find_goal,
    may=policy.can_change,
    act=actions.add_progress,
    waits=True,
)
ADD_STEP = verb(
    "goals.add_step",
    form=StepForm,
    find=queries.find_goal,
    may=policy.can_work,
    act=steps.add_step,
    waits=True,
)
TICK = verb(
    "goals.tick", form=TickForm, find=queries.find_step, may=policy.can_tick, act=steps.tick, waits=True
)
REMOVE = verb(
    "goals.remove_step",
    form=Form,
    find=queries.find_step,
    may=policy.can_change_step,
    act=steps.remove,
    waits=True,
)
CHANGE_STEP = verb(
    "goals.change_step",
    form=ChangeStepForm,
    find=queries.find_step,
    may=policy.can_change_step,
    act=steps.change_step,
    waits=True,
    older=(steps.without_was,),
)
MOVE_STEP = verb(
    "goals.move_step",
    form=MoveForm,
    find=queries.find_step,
    may=policy.can_tick,
    act=steps.move_step,
    waits=True,
)
SHARE = verb("goals.share", form=ShareForm, find=queries.find_goal, may=policy.can_share, act=actions.share)
REACH = verb(
    "goals.reach",
    form=EndForm,
    find=queries.find_goal,
    may=policy.can_change,
    act=actions.reach,
    waits=True,
)
DROP = verb(
    "goals.drop", form=EndForm, find=queries.find_goal, may=policy.can_change, act=actions.drop, waits=True
)
TAKE_UP = verb(
    "goals.take_up_again",
    form=Form,
    find=queries.find_goal,
    may=policy.can_change,
    act=actions.take_up_again,
    waits=True,
)
LOOK = verb(
    "goals.look_at",
    form=Form,
    find=queries.find_goal,
    may=policy.can_change,
    act=actions.look_at,
    waits=True,
)
