"""Short sentences of the bot's own: refusals, words handed back, and word of a blocked channel."""

from typing import Final

from bot.domain.ids import ChannelId
from bot.views import blocks
from bot.views.blocks import Message, View
from bot.views.text import channel_link, plural, spread

_PIECE_CHARACTERS: Final = 5_000
"""Of words handed back in one message: less than `blocks.MESSAGE_WEIGHT` even if all are emoji."""

_LONG: Final = 500

_CURES: Final = {
    "externally_shared": (
        "The channel is shared with another organisation, and reports stay within the service. "
        "Please set the team up in a channel of its own."
    ),
    "is_archived": (
        "The channel is archived. Please bring it back, or set the team up in another channel."
    ),
    "not_in_channel": "I am not in the channel. Please invite me there: type `/invite` in it.",
    "channel_not_found": (
        "I cannot see the channel: it may be private or gone. Please invite me there, or set the "
        "team up in another channel."
    ),
}
"""By Slack's error code (reference/methods/chat.postMessage, "Errors"), and our own."""

_OTHER_CURE: Final = (
    "Slack does not let me post there. Please ask a Slack administrator to look at who may post "
    "in the channel."
)


HELP: Final = (
    "• `/near-miss` for what nearly went wrong, `/suggest` for what could be better; you can "
    "write on behind them\n"
    "• `/goodcatch mine` for your own reports, and what has come of them; `/goodcatch receipt` for "
    "one that you left no name on\n"
    "• `/goodcatch team` for what is waiting in your team, and what has become of it over a year\n"
    "• `/goodcatch find` and some words for stories from all teams that were shared\n"
    "• `/goodcatch traps` for the error traps of your team, and what each of them waits for\n"
    "• In a thread, where commands do not work: open the menu of a message (⋮) and choose "
    "*Turn into a near miss* or *Turn into a suggestion*\n"
    "• Or write to me as you would to a colleague: I bring you the form with your words in it"
)
"""The ways in, as mrkdwn."""

_HELP_FOR_DECIDERS: Final = (
    "*For those who answer:* your mornings come as a message with all the buttons. On a card in "
    "your team's channel an emoji works too: the card says which one means what. An administrator "
    "or learning lead sets a team up with `/goodcatch setup` in its channel."
)


def help_text() -> Message:
    """What `/goodcatch help` says."""
    return Message(
        text="How to use Good Catch",
        blocks=(
            blocks.section(
                "*Good Catch* is for near misses and ideas. Whoever tells of one has found a trap "
                "that could have caught somebody else, and is thanked for it."
            ),
            blocks.section(HELP),
            blocks.context(_HELP_FOR_DECIDERS),
        ),
    )


def notice(sentence: str) -> Message:
    """A sentence of the bot's own as a message; `sentence` is mrkdwn and quotes nobody."""
    return Message(text="A note from Good Catch", blocks=(blocks.section(sentence),))


def taken_back(reference: str) -> Message:
    """What every message about a report turns into that its reporter has taken back.

    `reference` is empty where it is not to be told which one.
    """
    return _nothing_to_do(f"{reference or 'This'} was taken back by whoever wrote it.")


def answered(reference: str) -> Message:
    """What a reminder turns into once there is an answer."""
    return _nothing_to_do(f"{reference or 'This'} has its answer.")


def erased() -> Message:
    """What every message turns into that showed a report which is erased."""
    return _nothing_to_do("What stood here has been erased.")


def _nothing_to_do(said: str) -> Message:
    return Message(
        text=said,
        blocks=(blocks.context(said), blocks.context("Nothing needs to be done.")),
    )


def window(sentence: str) -> View:
    """The same in a window of its own."""
    return blocks.modal("Good Catch", [blocks.section(sentence)], close="Done")


def handed_back(sentence: str, words: str) -> tuple[Message, ...]:
    """Why something was not kept, and all the words with it, uncut, to be copied from.

    In as many messages as Slack needs, to be sent in order and privately.
    """
    pieces = [_literally(piece) for piece in spread(words, _PIECE_CHARACTERS)] or [()]
    pieces[0] = (blocks.section(sentence), *pieces[0])
    if len(words) > _LONG:
        # By then the sentence above has been scrolled out of sight.
        pieces[-1] = (*pieces[-1], blocks.section(sentence))
    return tuple(Message(text="Your words", blocks=piece) for piece in pieces)


def _literally(words: str) -> tuple[blocks.Block, ...]:
    return tuple(
        blocks.rich_text(blocks.quote(piece)) for piece in spread(words, blocks.TEXT_CHARACTERS)
    )


def blocked_notice(channel: ChannelId, reason: str, waiting: int) -> Message:
    """Tells whoever can mend it that nothing can be posted in a team's channel, and what helps.

    `reason` is the error code that Slack gave; `waiting` is how many messages are kept for it.
    """
    kept = plural(waiting, "message is", "messages are")
    return Message(
        text="I cannot post in a team's channel",
        blocks=(
            blocks.section(
                f"*I cannot post in {channel_link(channel)}.* {kept} waiting for it; nothing is "
                "lost, and I keep trying."
            ),
            blocks.section(_CURES.get(reason, _OTHER_CURE)),
        ),
    )


def shared_notice(channel: ChannelId) -> Message:
    """Tells those who answer for a team what has stopped now that others are in its channel."""
    return Message(
        text="I have stopped posting in a team's channel",
        blocks=(
            blocks.section(
                f"*I have stopped posting in {channel_link(channel)}.* The channel is shared with "
                "another organisation, or they have been invited to it, and reports stay within "
                "the service."
            ),
            blocks.section(
                "Nothing is lost. Reports can be made as before; they wait safely, and you can "
                "read and answer them in your mornings and on my Home tab. What I posted in the "
                "channel before still stands there, for everybody in it."
            ),
            blocks.section(
                "Two ways to mend it: set the team up in a private channel of its own (type "
                "`/goodcatch setup` there), or stop sharing this one. After that, what waits goes "
                "out by itself."
            ),
        ),
    )
