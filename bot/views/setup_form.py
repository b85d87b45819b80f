"""Setting a team up: what the bot says in a new channel, the form, and what it turns into."""

from collections.abc import Iterator
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.events import Reply
from bot.domain.ids import ChannelId, TeamId
from bot.domain.reactions import ON_CARDS
from bot.domain.roster import LONGEST_NAME, MOST_ANSWER_DAYS, MOST_THANKS_DAYS
from bot.domain.setting_up import SettingUpForm
from bot.domain.team import Team
from bot.domain.working_days import write_closures
from bot.views import blocks, calendar_words, labels
from bot.views.blocks import Block, Message, View
from bot.views.ids import Action, Callback, emoji_field
from bot.views.ids import Block as Field
from bot.views.text import channel_link, either, plural, shortened

GUESTS_ALLOWED: Final = "yes"
"""The value of the one option that stands under `Block.GUESTS`."""

_PLACEHOLDER_CHARACTERS: Final = 150

_EMOJI_CHARACTERS: Final = 102
"""Slack's longest name of an emoji, between its colons."""

_ZONE: Final = ZoneInfo("Europe/London")


def setup_card(channel: ChannelId) -> Message:
    """What the bot says in a channel that it was invited to and that is no team's yet."""
    return Message(
        text="Good Catch is here, and can be set up for this channel",
        blocks=(
            blocks.section(
                "*Hello, I am Good Catch.* With me this team can speak up about near misses and "
                "ideas in a minute, talk them over here, and hear soon what comes of each."
            ),
            blocks.section("I only need to know who answers here."),
            blocks.actions(blocks.button("Set up this team", Action.SET_UP, channel, primary=True)),
            blocks.context(
                "For workspace administrators and the learning lead. `/goodcatch setup` does the "
                "same, at any time."
            ),
        ),
    )


def setup_form(form: SettingUpForm) -> View:
    """The form for a channel's team as it is, or for a new one with what is usual filled in.

    Its `private_metadata` is `channel`. A new team can be sent once its managers are chosen.
    """
    team = form.team or _usual(form)
    return blocks.form(
        Callback.SET_UP,
        "Set up a team",
        [
            *_people(team),
            blocks.divider(),
            blocks.section(
                "*All the rest is filled in.* Send it now, and change it when you like."
            ),
            *_days(team),
            *_promises(team),
            *_safety(team, form.service.duty_contact),
            *_names(team),
            *_emoji(team),
        ],
        {"channel": form.channel},
    )


def _usual(form: SettingUpForm) -> Team:
    """What holds for a team of which nothing is known but its channel."""
    return Team(
        id=TeamId(""),
        channel=form.channel,
        name=form.channel_name,
        timezone=_ZONE,
        nation=form.service.nation,
        managers=(),
    )


def _people(team: Team) -> Iterator[Block]:
    yield blocks.asked(
        Field.NAME,
        "What is the team called?",
        blocks.typed(team.name, longest=LONGEST_NAME, lines=False),
    )
    yield blocks.asked(
        Field.MANAGERS,
        "Who answers?",
        blocks.people("Choose the managers", team.managers),
        hint="They get a digest each working morning and answer with one tap.",
    )
    yield blocks.asked(
        Field.DEPUTIES,
        "Who stands in?",
        blocks.people("Choose the deputies", team.deputies),
        hint="While a manager is away, or when a promised day has gone by.",
        optional=True,
    )


def _days(team: Team) -> Iterator[Block]:
    nations = [blocks.option(nation, name) for nation, name in calendar_words.NATIONS.items()]
    yield blocks.section("*Working days*")
    yield blocks.asked(
        Field.NATION,
        "Whose bank holidays?",
        blocks.select(nations, "Choose a nation", team.nation),
    )
    yield calendar_words.timezone(team.timezone.key)
    yield calendar_words.weekdays("Days the team works", sorted(team.weekdays))
    yield blocks.asked(
        Field.CLOSURES,
        "Further days on which the team does not work",
        blocks.typed(
            _as_many_lines_as_fit(write_closures(team.closures).split()),
            longest=blocks.TEXT_CHARACTERS,
        ),
        hint="One a line: 2026-12-24, or the first and last day as 2026-12-24..2027-01-01.",
        optional=True,
    )


def _as_many_lines_as_fit(lines: list[str]) -> str:
    """One a line; where Slack has no room for all of them, the first, or oldest, are left out."""
    while len("\n".join(lines)) > blocks.TEXT_CHARACTERS:
        lines = lines[1:]
    return "\n".join(lines)


def _promises(team: Team) -> Iterator[Block]:
    yield blocks.section("*Mornings and promises*")
    yield blocks.asked(Field.DIGEST_AT, "The digest comes at", blocks.timepicker(team.digest_at))
    yield blocks.asked(
        Field.THANKS_DAYS,
        "A thank-you within",
        calendar_words.working_days(MOST_THANKS_DAYS, team.thanks_days),
    )
    yield blocks.asked(
        Field.ANSWER_DAYS,
        "An answer within",
        calendar_words.working_days(MOST_ANSWER_DAYS, team.answer_days),
        hint="This is what everybody who speaks up is promised.",
    )
    yield blocks.asked(
        Field.NUDGES_FROM, "Reminders not before", blocks.timepicker(team.nudges_from)
    )
    yield blocks.asked(
        Field.NUDGES_UNTIL, "Reminders not after", blocks.timepicker(team.nudges_until)
    )


def _safety(team: Team, of_the_service: str) -> Iterator[Block]:
    yield blocks.section("*Safety and guests*")
    usual = shortened(of_the_service, _PLACEHOLDER_CHARACTERS) or "Duty desk, 01632 960123"
    yield blocks.asked(
        Field.DUTY,
        "Whom to ring when a child is at risk right now",
        blocks.typed(
            team.duty_contact,
            longest=_PLACEHOLDER_CHARACTERS,
            lines=False,
            placeholder=usual,
        ),
        hint=_duty_hint(of_the_service),
        optional=True,
    )
    allowed = blocks.option(GUESTS_ALLOWED, "Agency workers and other guests may speak up too")
    yield blocks.asked(
        Field.GUESTS,
        "Guests",
        blocks.checkboxes([allowed], [GUESTS_ALLOWED] if team.guests_allowed else []),
        optional=True,
    )


def _duty_hint(of_the_service: str) -> str:
    place = "It stands at the top of the near-miss form."
    return f"{place} Left empty, it is your whole service's." if of_the_service else place


def _names(team: Team) -> Iterator[Block]:
    yield blocks.asked(
        Field.ALLOWED_NAMES,
        "Words that look like names and are none",
        blocks.typed(
            _as_many_lines_as_fit(sorted(team.allowed_names)),
            longest=blocks.TEXT_CHARACTERS,
            placeholder="Victoria Road",
        ),
        hint=(
            "Places, forms, systems; one a line, or with commas between them. Whoever writes one "
            "of these is not asked whether it is somebody's name."
        ),
        optional=True,
    )


def _emoji(team: Team) -> Iterator[Block]:
    yield blocks.section("*Emoji with which managers answer on a card*")
    chosen = {reply: name for name, reply in team.reactions.items()}
    for usual, reply in ON_CARDS.items():
        yield blocks.asked(
            emoji_field(reply),
            _EMOJI_SAYS[reply],
            blocks.typed(f":{chosen.get(reply, usual)}:", longest=_EMOJI_CHARACTERS, lines=False),
        )


_EMOJI_SAYS: Final = {
    Reply.THANK_YOU: labels.REPLIES[Reply.THANK_YOU],
    Reply.GO_AHEAD: labels.REPLIES[Reply.GO_AHEAD],
    Reply.TRY_UNTIL: "Try it for ten working days",
    Reply.TALK_IT_OVER: labels.REPLIES[Reply.TALK_IT_OVER],
}


def set_up_done(team: Team) -> View:
    """What the form turns into; whether the bot is in the channel is not known here."""
    answer = plural(team.answer_days, "working day", "working days")
    lines = [
        blocks.rich_text(
            blocks.paragraph(blocks.bold(team.name), blocks.words(" is set up. Thank you."))
        ),
        blocks.section(
            f"{either(team.managers)} will answer within {answer}, and get a digest at "
            f"{team.digest_at:%H:%M} on mornings when there is something to see to."
        ),
        blocks.section(
            "People speak up with `/near-miss` and `/suggest`, or from my Home tab. It helps to "
            "tell the team today, and to thank the first who does."
        ),
    ]
    lines.append(
        blocks.section(
            f"*One more thing:* if I am not in {channel_link(team.channel)} yet, please type "
            "`/invite @Good Catch` there."
        )
    )
    return blocks.modal("Set up a team", lines, close="Done")
