"""One payload of every kind the bot hears, and what services answer to them."""

from datetime import date

from bot.domain.calendar import Nation
from bot.domain.claims import BY_CODE
from bot.domain.events import Reply
from bot.domain.form import Receipt
from bot.domain.habits import Habits
from bot.domain.home import Asked, Own, Seen
from bot.domain.ids import ChannelId, UserId
from bot.domain.people import Role, Viewer
from bot.domain.privacy import VisibleReport, visible_to
from bot.domain.report import Audience, Kind, Mode
from bot.domain.setting_up import SettingUpForm
from bot.domain.team import Service
from bot.services.absences import Days, StandIns
from bot.services.answers import Opening
from bot.services.nudging import Later
from bot.services.returning import Returned
from bot.views.ids import Action, Shortcut
from tests.builders import a_report, a_team
from tests.conftest import MONDAY
from tests.handlers import form_payloads as forms
from tests.handlers import payloads, trap_payloads
from tests.handlers.payloads import Payload
from tests.handlers.standins import A_FORM, A_PAGE

TODAY = date(2026, 11, 23)

A_RECEIPT = Receipt(
    kind=Kind.NEAR_MISS,
    mode=Mode.CONFIDENTIAL,
    audience=Audience.TEAM,
    reference="NM-2F9D",
    answered_by=(UserId("U0AMINA"),),
    answer_by=date(2026, 12, 7),
    today=TODAY,
    appears_on=TODAY,
)

FORMS: dict[str, Payload] = {
    "report form": forms.submission(),
    "edit form": forms.edit(),
    "add form": forms.added(),
    "reopen form": forms.reopened(),
    "reporter's form": forms.said_as_reporter(),
    "code form": forms.code(),
    "reply form": forms.reply(),
    "change form": forms.change(),
    "pulse form": forms.pulse(),
    "away form": forms.away(),
    "mornings form": forms.mornings(),
    "set-up form": forms.set_up(),
    **trap_payloads.FORMS,
}

VALUES = {
    Action.TRAP_PAGE: f"{payloads.REPORT}:2",
    Action.STORY_PAGE: f"{payloads.REPORT}:2",
    Action.REST: f"{payloads.REPORT}:2",
    Action.SET_UP: "C0RIVERSIDE",
}

PRESSES: dict[str, Payload] = {
    **{
        one.value: payloads.press(one, VALUES.get(one, payloads.REPORT))
        for one in Action
        if one not in {Action.WITHOUT_WORDS, Action.MORE}
    },
    Action.FIND_PAGE.value: payloads.found_press(),
    Action.TRAPS_PAGE.value: payloads.modal_press(Action.TRAPS_PAGE, "8"),
    Action.FIND_AGAIN.value: payloads.found_press(Action.FIND_AGAIN, ""),
    "menu": payloads.menu(),
    "other menu": payloads.menu(Action.REDACT, Action.MORE),
    "press in a row": payloads.row_press(),
    "press under a quote": payloads.greeting_press("the fax went astray"),
    "press at home": payloads.home_press(),
    "press in a window": payloads.modal_press(),
    "press by code": payloads.returned_press(),
}

SHORTCUTS: dict[str, Payload] = {
    "shortcut": payloads.shortcut(),
    "other shortcut": payloads.shortcut(Shortcut.SUGGESTION),
    "shortcut on a message": payloads.message_shortcut(),
    "other shortcut on a message": payloads.message_shortcut(Shortcut.SUGGESTION_FROM_MESSAGE),
}

COMMANDS: dict[str, Payload] = {
    "command": payloads.command(),
    "other command": payloads.command(name="/suggest"),
    "own reports": payloads.command("", "/goodcatch"),
    "receipt": payloads.command(f"receipt {forms.CODE}", "/goodcatch"),
    "set up": payloads.command("setup", "/goodcatch"),
    "figures": payloads.command("team", "/goodcatch"),
    "traps": payloads.command("traps", "/goodcatch"),
}

EVENTS: dict[str, Payload] = {
    "emoji": payloads.reaction(),
    "reply": payloads.thread_reply(),
    "edit": payloads.edit(),
    "deletion": payloads.deletion(),
    "direct message": payloads.direct_message(),
    "home opened": payloads.home_opened(),
    "member": payloads.member(),
    "unarchived": payloads.unarchived(),
    "account": payloads.account(),
    "shared": payloads.shared(),
    "unshared": payloads.unshared(),
    "deleted channel": payloads.gone(),
}

EVERY_PAYLOAD = COMMANDS | SHORTCUTS | PRESSES | FORMS | EVENTS

SERVED = {
    name: body
    for name, body in EVERY_PAYLOAD.items()
    if name not in {Action.COME_BACK, Action.FIND_AGAIN, "account", "deleted channel"}
}
"""Those for which a service is asked something; the others are answered without any."""


def visible(mode: Mode = Mode.CONFIDENTIAL) -> VisibleReport:
    """A report as its manager sees it."""
    viewer = Viewer(UserId("U0AMINA"), frozenset({Role.MANAGER}))
    return visible_to(a_report(mode=mode, reporter=UserId("U0PRIYA")), viewer, MONDAY)


def opening(reply: Reply = Reply.TRY_UNTIL) -> Opening:
    return Opening(visible(), reply, look_on=date(2026, 12, 7), today=TODAY)


def seen() -> Seen:
    return Seen(visible(), TODAY)


def asked() -> Asked:
    return Asked(Own(visible(), (UserId("U0AMINA"),)), TODAY)


def came_back(mode: Mode = Mode.ANONYMOUS) -> Returned:
    """A report as whoever holds its code sees it."""
    report = visible_to(a_report(mode=mode), BY_CODE, MONDAY)
    return Returned(Own(report, (UserId("U0AMINA"),)), TODAY, forms.CODE)


STAND_INS = StandIns(TODAY, {"Riverside": (UserId("U0DAN"),)})
DAYS = Days(Habits(), a_team())
LATER = Later(date(2026, 11, 24), TODAY)
SETTING_UP = SettingUpForm(
    ChannelId("C0RIVERSIDE"), "riverside", None, Service(nation=Nation.ENGLAND)
)

OPENS: dict[str, tuple[Payload, object]] = {
    "command": (payloads.command("Kestrel"), A_FORM),
    "set up": (payloads.command("setup", "/goodcatch"), SETTING_UP),
    "shortcut": (payloads.shortcut(), A_FORM),
    "shortcut on a message": (payloads.message_shortcut(), A_FORM),
    "new near miss": (payloads.press(Action.NEW_NEAR_MISS, ""), A_FORM),
    "new suggestion": (payloads.press(Action.NEW_SUGGESTION, ""), A_FORM),
    "idea": (payloads.press(Action.HAVE_AN_IDEA), A_FORM),
    "answer": (payloads.press(Action.REPLY_GO_AHEAD), opening()),
    "add words": (payloads.press(Action.ADD_WORDS), opening()),
    "it's changed": (payloads.press(Action.CHANGED), seen()),
    "happening": (payloads.press(Action.HAPPENING), asked()),
    "add": (payloads.press(Action.ADD), seen()),
    "how was it": (payloads.press(Action.HOW_WAS_IT), seen()),
    "reopen": (payloads.press(Action.REOPEN), seen()),
    "edit": (payloads.press(Action.EDIT), A_FORM),
    "reply as the reporter": (payloads.press(Action.REPLY_AS_REPORTER), seen()),
    "all my reports": (payloads.press(Action.MINE, ""), A_PAGE),
    "come back": (payloads.press(Action.COME_BACK, ""), None),
    "receipt": (payloads.command("receipt", "/goodcatch"), None),
    "away": (payloads.press(Action.AWAY), STAND_INS),
    "mornings": (payloads.press(Action.MORNINGS), DAYS),
    "set this team up": (payloads.press(Action.SET_UP, "C0RIVERSIDE"), SETTING_UP),
}
"""Whatever opens a window, and what its service answers."""

KEPT: dict[str, tuple[Payload, object]] = {
    "report form": (forms.submission(), A_RECEIPT),
    "edit form": (forms.edit(), visible()),
    "add form": (forms.added(), visible()),
    "reopen form": (forms.reopened(), visible()),
    "reporter's form": (forms.said_as_reporter(), visible()),
    "reply form": (forms.reply(), visible()),
    "change form": (forms.change(), visible()),
    "away form": (forms.away(), STAND_INS),
    "mornings form": (forms.mornings(), None),
}
"""Each form behind which a page may stand, and what its service answers once it is kept."""

DONE: dict[str, tuple[Payload, object]] = {
    "thank you": (payloads.home_press(Action.REPLY_THANK_YOU), visible()),
    "without words": (
        payloads.home_press(Action.WITHOUT_WORDS, Reply.GO_AHEAD.value),
        visible(),
    ),
    "keep trying": (payloads.home_press(Action.KEEP_TRYING), visible()),
    "helped": (payloads.home_press(Action.HELPED_A_BIT), visible()),
    "share": (payloads.home_press(Action.SHARE), None),
    "withdraw": (payloads.home_press(Action.WITHDRAW), None),
    "yes to sharing": (payloads.home_press(Action.CONSENT_YES), seen()),
    "no to sharing": (payloads.home_press(Action.CONSENT_NO), seen()),
    "name": (payloads.home_press(Action.NAME), visible()),
    "no name": (payloads.home_press(Action.UNNAME), visible()),
    "back": (payloads.home_press(Action.BACK, ""), None),
}
"""Each press on the Home tab that changes something there, and what its service answers."""
