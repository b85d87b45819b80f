"""Every name that Slack hands back to us: commands, forms, inputs, buttons and metadata."""

from enum import StrEnum
from typing import Final

from bot.domain.events import Reply


class Command(StrEnum):
    """What people type."""

    SUGGEST = "/suggest"
    NEAR_MISS = "/near-miss"
    GOODCATCH = "/goodcatch"


class Shortcut(StrEnum):
    """What people choose from a menu: from anywhere, or on a message."""

    NEAR_MISS = "report_near_miss"
    SUGGESTION = "make_suggestion"
    NEAR_MISS_FROM_MESSAGE = "near_miss_from_message"
    SUGGESTION_FROM_MESSAGE = "suggestion_from_message"


class Callback(StrEnum):
    """Which form was sent: the `callback_id` of a view."""

    REPORT = "report"
    EDIT = "edit"
    ADD = "add"
    REOPEN = "reopen"
    REPLY = "reply"
    CHANGE = "change"
    AWAY = "away"
    MORNINGS = "mornings"
    SET_UP = "set_up"
    KEPT = "kept"
    """The receipt of a report without a name, once its code is kept."""
    CODE = "code"
    """Where a receipt's code is typed, to come back to a report."""
    REPLY_AS_REPORTER = "reply_as_reporter"
    ASK_REPORTER = "ask_reporter"
    REDACT = "redact"
    UNSEAL = "unseal"
    PUBLISH = "publish"
    FIND = "find"
    """What somebody looks for in the library."""
    TRAP_PROPOSE = "trap_propose"
    TRAP_CONFIRM = "trap_confirm"
    TRAP_DESCRIBE = "trap_describe"
    TRAP_PLAN = "trap_plan"
    TRAP_CHANGE = "trap_change"
    TRAP_OWN = "trap_own"
    TRAP_MERGE = "trap_merge"
    TRAP_LINK = "trap_link"
    PULSE = "pulse"


class Action(StrEnum):
    """Which button was pressed, or which menu chosen from.

    A button about a report carries the report's id as its value. The buttons of one row of a
    digest share a block, whose `block_id` carries it instead: `row_id` and `row_of`.
    """

    REPLY_THANK_YOU = "reply_thank_you"
    REPLY_GO_AHEAD = "reply_go_ahead"
    REPLY_TRY_UNTIL = "reply_try_until"
    REPLY_TALK_IT_OVER = "reply_talk_it_over"
    REPLY_NOT_NOW = "reply_not_now"
    WITHOUT_WORDS = "without_words"
    """The menu at the end of a row that can be answered: an answer that needs no words of one's
    own, or what `MORE` offers. Its options carry the value of a `Reply`, or of an `Action`."""
    MORE = "more"
    """The menu at the end of any other row; its options carry the value of an `Action`."""
    ASK_REPORTER = "ask_reporter"
    ASK_CONSENT = "ask_consent"
    REDACT = "redact"
    KEEP_TRYING = "keep_trying"
    CHANGED = "changed"
    HELPED_YES = "helped_yes"
    HELPED_A_BIT = "helped_a_bit"
    HELPED_NO = "helped_no"
    REST = "rest"
    """Asks for the next part of a digest, `digest:part`."""
    SNOOZE_1 = "snooze_1"
    SNOOZE_3 = "snooze_3"
    AWAY = "away"
    BACK = "back"
    MORNINGS = "mornings"

    SEEN_TOO = "seen_too"
    HAVE_AN_IDEA = "have_an_idea"
    ADD_WORDS = "add_words"
    SEND_AS_IT_IS = "send_as_it_is"

    NEW_NEAR_MISS = "new_near_miss"
    """Opens the form; where the button stands under somebody's quoted words, with those in it."""
    NEW_SUGGESTION = "new_suggestion"
    HAPPENING = "happening"
    ADD = "add"
    EDIT = "edit"
    SHARE = "share"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    CREDIT_YES = "credit_yes"
    CREDIT_NO = "credit_no"
    REPLY_AS_REPORTER = "as_reporter"
    CONSENT_YES = "consent_yes"
    CONSENT_NO = "consent_no"
    WITHDRAW_NOW = "withdraw_now"
    """Takes a report without a name back at once, not with the next that appear together."""
    UNNAME = "unname"
    NAME = "name"

    MINE = "mine"
    """Opens the window with everything of one's own, which the Home tab does not show."""
    COME_BACK = "come_back"
    """Opens the form for a receipt's code."""

    SET_UP = "set_up"
    """Opens the form that sets a team up; its value is the id of the channel."""

    PUBLISH = "publish"
    """Opens the form that puts a story into the library."""
    UNPUBLISH = "unpublish"
    CORRECT = "correct"
    """Opens the words of one's own report that everybody in the service can read."""

    FIND = "find"
    """Opens the form that looks for stories in the library."""
    FIND_AGAIN = "find_again"
    FIND_PAGE = "find_page"
    """Shows more of what was found, from the one on that its value says, counted from 0."""
    READ_STORY = "read_story"
    STORY_PAGE = "story_page"
    """Draws a long story's window with another page, `report:page`."""
    SPREAD = "spread"
    """Opens the form for a suggestion about a story."""
    BULLETIN_LEAVE_OUT = "bulletin_leave_out"
    """A button about a bulletin has the bulletin's id as its value; where it is about one story,
    its block carries that: `row_id`."""
    BULLETIN_RELEASE = "bulletin_release"
    BULLETIN_LET_BE = "bulletin_let_be"

    REQUEST_CONFIRM = "request_confirm"
    """What the host asked leave for may be done; its value is the id of the request."""
    REQUEST_REFUSE = "request_refuse"

    PROPOSE_TRAP = "propose_trap"
    """Asks whether a report is part of an error trap; its value is the report's id."""
    PUT_TO_TRAP = "put_to_trap"
    """Opens the list of error traps that a report may be put to; its value is the report's id."""
    TRAP_READ = "trap_read"
    """Opens the window of an error trap. A button about a trap has the trap's id as its value;
    where it is about one report in it as well, its block carries that: `row_id`."""
    TRAP_PAGE = "trap_page"
    """Draws that window with other reports, `trap:first`."""
    TRAP_LEAVE_OUT = "trap_leave_out"
    TRAPS = "traps"
    """Opens the list of the error traps that somebody may know of."""
    TRAPS_PAGE = "traps_page"
    """Draws that list from another one on, counted from 0, which its value says."""
    TRAP_CONFIRM = "trap_confirm"
    TRAP_DISMISS = "trap_dismiss"
    TRAP_TAKE_ON = "trap_take_on"
    TRAP_OWN = "trap_own"
    TRAP_DESCRIBE = "trap_describe"
    TRAP_MERGE = "trap_merge"
    TRAP_PLAN = "trap_plan"
    TRAP_CHANGED = "trap_changed"
    TRAP_GONE = "trap_gone"
    TRAP_A_BIT = "trap_a_bit"
    TRAP_STILL_THERE = "trap_still_there"

    HOW_WAS_IT = "how_was_it"
    """Opens the two questions that are asked at the end of a report's story."""


class Block(StrEnum):
    """The inputs of our forms; each `block_id` begins with one of these."""

    WHAT = "what"
    MORE = "more"
    CAUGHT = "caught"
    IDEA = "idea"
    HELPS = "helps"
    STAGE = "stage"
    FACTORS = "factors"
    WISH = "wish"
    MODE = "mode"
    URGENT = "urgent"
    AUDIENCE = "audience"
    LEFT_OUT = "left_out"
    LINK = "link"
    TEAM = "team"
    KEPT = "kept"
    CODE = "code"
    WORDS = "words"
    UNTIL = "until"
    DOER = "doer"
    STRENGTH = "strength"
    NAME = "name"
    MANAGERS = "managers"
    DEPUTIES = "deputies"
    NATION = "nation"
    TIMEZONE = "timezone"
    DIGEST_AT = "digest_at"
    WEEKDAYS = "weekdays"
    CLOSURES = "closures"
    THANKS_DAYS = "thanks_days"
    ANSWER_DAYS = "answer_days"
    NUDGES_FROM = "nudges_from"
    NUDGES_UNTIL = "nudges_until"
    DUTY = "duty"
    GUESTS = "guests"
    ALLOWED_NAMES = "allowed_names"
    TRAP = "trap"
    OWNER = "owner"
    RESPECTED = "respected"
    AGAIN = "again"
    EMOJI_THANK_YOU = "emoji_thank_you"
    EMOJI_GO_AHEAD = "emoji_go_ahead"
    EMOJI_TRY_UNTIL = "emoji_try_until"
    EMOJI_TALK_IT_OVER = "emoji_talk_it_over"


VALUE: Final = "value"
"""The `action_id` of every input: a block of ours holds one input only."""

METADATA_EVENT: Final = "goodcatch_delivery"
"""The `event_type` of the metadata that every message from the outbox carries."""

METADATA_KEY: Final = "k"
"""Where in that metadata's `event_payload` the opaque key of the delivery stands."""


def action_of(reply: Reply) -> Action:
    """The button that opens the form for this reply."""
    return Action(f"reply_{reply}")


def reply_of(action: Action) -> Reply:
    """The reply that this button opens the form for.

    Raises:
        ValueError: the button is not one of the five.
    """
    return Reply(action.removeprefix("reply_"))


def block_id(field: Block, revision: int = 0) -> str:
    """The id of an input; a new one whenever the form comes back with words in it.

    Slack keeps what was typed in an input whose block id and action id stay the same when a view
    is updated (Modals, "Updating views": surfaces/modals), so other words need another id.
    """
    return f"{field}-{revision}" if revision else str(field)


def field_of(block: str) -> str:
    """The input's own name, without the revision that `block_id` may have added."""
    return block.partition("-")[0]


def revision_of(block: str) -> int:
    """The revision that `block_id` has added; 0 where it has added none."""
    _, _, revision = block.partition("-")
    return int(revision) if revision.isdecimal() else 0


def row_id(report: str) -> str:
    """The `block_id` of the buttons about one report, where several reports stand in one view."""
    return f"row-{report}"


def row_of(block: str) -> str:
    """The report that a row's `block_id` carries; empty where it is not that of a row."""
    return block.removeprefix("row-") if block.startswith("row-") else ""


def emoji_field(reply: Reply) -> Block:
    """The input in which a team chooses its emoji for this reply.

    Raises:
        ValueError: no emoji can say this reply.
    """
    return Block(f"emoji_{reply}")
