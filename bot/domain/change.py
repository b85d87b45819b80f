"""What was altered because of a report, how strong that is, and whether it has helped."""

from datetime import timedelta
from enum import StrEnum

CHECK_BACK_AFTER = timedelta(weeks=4)
"""How long after a change people are asked whether it has helped."""


class Strength(StrEnum):
    """How much a change does by itself, strongest first.

    After the action hierarchy of RCA2 (National Patient Safety Foundation, 2015), in the words of
    social care: a reminder asks people to be more careful, a better design does not have to.
    """

    DESIGN_OUT = "design_out"
    EASIER = "easier"
    REMIND = "remind"


class Verdict(StrEnum):
    """Whether a change has helped."""

    YES = "yes"
    A_BIT = "a_bit"
    NO = "no"
