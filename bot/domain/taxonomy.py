"""The lists people choose from: where in our work, and what made it easy to slip."""

from enum import StrEnum


class Stage(StrEnum):
    """Where in the work it happened; the sentences people read are in `bot.views.labels`."""

    FRONT_DOOR = "front_door"
    SCREENING = "screening"
    STRATEGY = "strategy"
    ENQUIRY = "enquiry"
    VISIT = "visit"
    ASSESSMENT = "assessment"
    CONFERENCE = "conference"
    CORE_GROUP = "core_group"
    REVIEW = "review"
    HANDOVER = "handover"
    COURT = "court"
    PLACEMENT = "placement"
    SUPERVISION = "supervision"
    RECORDING = "recording"
    OUT_OF_HOURS = "out_of_hours"
    NOT_SURE = "not_sure"


class Factor(StrEnum):
    """What about the system made it easy to slip; never anything about a person."""

    INFORMATION = "information"
    WORKLOAD = "workload"
    OTHER_AGENCY = "other_agency"
    HANDOVER = "handover"
    UNCLEAR_ROLES = "unclear_roles"
    EQUIPMENT = "equipment"
    PROCEDURE = "procedure"
    TIME_PRESSURE = "time_pressure"
    SUPERVISION = "supervision"
    CHILD_VOICE = "child_voice"
    FIRST_VIEW = "first_view"
    TIREDNESS = "tiredness"
    TRAINING = "training"
    SERVICE_GAP = "service_gap"
    SOMETHING_ELSE = "something_else"


class Wish(StrEnum):
    """What somebody with a suggestion would like to do with it."""

    TRY_MYSELF = "try_myself"
    WITH_OTHERS = "with_others"
    HAND_OVER = "hand_over"
