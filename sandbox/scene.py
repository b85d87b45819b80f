"""What has been said before anybody arrives: a few ordinary, friendly messages."""

from datetime import datetime, timedelta

from sandbox import cast
from sandbox.messages import Message
from sandbox.state import State

_LINES = (
    (cast.EVERYONE, cast.BETH, "Good morning all. The new phones have arrived: come and see me."),
    (cast.RIVERSIDE, cast.AMINA, "Morning everyone. Team meeting at ten, there will be fruit."),
    (cast.RIVERSIDE, cast.GRACE, "I have brought a lemon cake as well. It is in the kitchen."),
    (cast.RIVERSIDE, cast.TOM, "That is the best news of the week, thank you Grace."),
    (cast.HILLSIDE, cast.HELEN, "Hillside: our room is the small one today, the big one is taken."),
    (cast.HILLSIDE, cast.JOSEPH, "I will bring the projector over."),
    (cast.RIVERSIDE, cast.PRIYA, "Has anybody seen the key for pool car 3?"),
    (cast.RIVERSIDE, cast.SAM, "On the hook behind Dan's desk, I have just put it back."),
    (
        cast.EVERYONE,
        cast.MOIRA,
        "Learning hour is on Thursday at two. Bring one small thing that made your week easier.",
    ),
)


def open_scene(state: State, now: datetime) -> None:
    """Put the messages into the channels, the last one a few minutes before `now`."""
    start = now - timedelta(minutes=7 * len(_LINES))
    for number, (channel, user, text) in enumerate(_LINES):
        ts = state.next_ts(start + timedelta(minutes=7 * number))
        state.put(Message(channel, ts, user, text))
    for member in state.members:
        for channel in state.channels:
            state.mark_read(member, channel)
