"""Whatever happens between owing a message and sending it: what goes out is what may, by then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from bot.domain.delivery import Delivery, DeliveryKind
from bot.domain.ids import ChannelId, UserId
from bot.domain.people import Role
from bot.domain.report import Audience, Mode
from tests.builders import CHANNEL, PRIYA
from tests.matrix.between import Between, after, whom
from tests.matrix.drawing import Drawing, drawing
from tests.matrix.expected import Case
from tests.matrix.life import CANARY, Life, begun, lived
from tests.matrix.owed import OWED, Owed
from tests.matrix.stages import Stage
from tests.matrix.wire import Message
from tests.outcomes import CASES
from tests.services.world import World

NO_STORY = frozenset({Between.DECLINED, Between.TAKEN_OUT})
"""After these nobody reads the story who is not in the team."""
UNREAD = NO_STORY | {Between.WITHDRAWN, Between.REDACTED, Between.ERASED, Between.LEFT_OUT}
"""After these nobody but the reporter reads the words that were there before."""
NAMELESS = frozenset({Between.WITHDRAWN, Between.UNNAMED, Between.ERASED})
"""After these nobody reads any more who wrote it."""


@dataclass(frozen=True)
class Sending:
    """One kind of message about a report of one mode and audience, and what happens before."""

    kind: DeliveryKind
    mode: Mode
    audience: Audience
    what: Between

    @property
    def owed(self) -> Owed:
        return OWED[self.kind]

    def may(self) -> bool:
        """Whether whoever it is for may have it still, by the table."""
        if self.owed.outlasts_the_role and self.what is Between.ROLE_LOST:
            return True
        stays = self.what is Between.LEFT_OUT and self.owed.beside_others
        takes = frozenset[Role]() if stays else self.what.takes
        held = self.owed.to.roles - takes
        return self.owed.may(Case(held, self.mode, self.audience, Stage.NEW))

    def goes(self) -> bool:
        """Whether it is sent."""
        if self.what is Between.SHARED and self.owed.to.is_a_channel:
            return False
        if self.owed.of_report and self.what in {Between.ERASED, *NO_STORY}:
            return False
        if self.owed.of_report and self.what is Between.WITHDRAWN and not self.owed.taken_back:
            return False
        return self.may()

    def has_words(self) -> bool:
        """Whether it may show what the report said at first."""
        return self.owed.has_words and self.may() and self.what not in UNREAD

    def has_name(self) -> bool:
        """Whether it may show who wrote it."""
        return self.mode is Mode.NAMED and self.may() and self.what not in NAMELESS


def check(sending: Sending, sent: Sequence[Message], channel: ChannelId) -> None:
    """Whether what was sent is what the tables say."""
    said = "".join(message.everything for message in sent)
    if not sending.kind.is_update:
        assert bool(sent) is sending.goes()
    elif sending.what is Between.NOTHING:
        assert sent
    if sending.what is Between.NOTHING:
        assert (CANARY in said) is sending.has_words()
    assert sending.has_words() or CANARY not in said
    assert sending.has_name() or PRIYA not in said
    if sending.what is Between.SHARED:
        in_channel = "".join(one.everything for one in sent if one.channel == channel)
        assert CANARY not in in_channel


@dataclass
class Trying:
    """Tries everything that can happen before a message is sent."""

    drawn: Drawing
    tried: int = 0

    async def each(self, life: Life, delivery: Delivery) -> None:
        user = await whom(life, delivery)
        for what in Between:
            if what.can_be(OWED[delivery.kind], user, life.mode) and self.drawn.takes():
                await self._one(life, delivery, user, what)

    async def _one(
        self, life: Life, delivery: Delivery, user: UserId | None, what: Between
    ) -> None:
        before = len(life.wire.messages)
        sending = Sending(delivery.kind, life.mode, life.audience, what)
        async with after(life, delivery, user, what):
            await life.sender.deliver(delivery)
        try:
            check(sending, life.wire.messages[before:], delivery.channel or CHANNEL)
        except AssertionError as wrong:
            wrong.add_note(f"{delivery.kind} to {user}, after {what.says}")
            raise
        self.tried += 1


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("mode", Mode)
async def test_what_leaves_is_what_may_leave_at_that_moment(
    world: World, mode: Mode, audience: Audience, record_property: Callable[[str, object], None]
) -> None:
    trying = Trying(drawing(world, mode, audience))

    life = await begun(world, mode, audience, trying.each)
    await lived(life)

    here = {kind for kind, one in OWED.items() if mode in one.modes and audience in one.audiences}
    assert life.seen == here
    record_property(CASES, trying.tried)


def test_every_kind_of_message_is_tried() -> None:
    assert set(OWED) == set(DeliveryKind)
