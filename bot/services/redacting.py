"""Masking what slipped through: words in a report that could tell who a child or family is."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from bot.domain.delivery import DeliveryKind
from bot.domain.errors import NotInIt, TooShortToMask
from bot.domain.events import Event, EventKind
from bot.domain.home import Seen
from bot.domain.ids import ReportId, UserId
from bot.domain.lifecycle import Action
from bot.domain.privacy import VisibleReport
from bot.domain.redaction import SHORTEST, masked
from bot.domain.report import Report, Words
from bot.domain.text import clean
from bot.services import owing, recording, settling, standing, trap_masking
from bot.services.context import Context
from bot.services.repeats import first_time
from bot.services.standing import Standing
from storage import reports, rewordings, threads
from storage.database import Transaction

_SHOWN_WITH = {
    EventKind.ANSWERED: {DeliveryKind.TO_TRY},
    EventKind.CHANGED: {DeliveryKind.CHECK_BACK_TO_TEAM},
    EventKind.QUESTIONED: {DeliveryKind.REPORTER_SAYS_TO_ASKER},
    EventKind.REPLIED: {DeliveryKind.REPORTER_SAYS, DeliveryKind.REPORTER_SAYS_TO_ASKER},
}
"""Beside cards and digests: the messages in which others read what was said."""

_SHOW_THE_REPORT = {DeliveryKind.NUDGE, DeliveryKind.OFFER, DeliveryKind.TO_TRY}


@dataclass(frozen=True)
class Slip:
    """The words to mask. `key` is the same when the same form arrives again."""

    user: UserId
    report: ReportId
    words: str
    key: str


@dataclass(frozen=True)
class Redacting:
    """Lets those who decide mask words; the words themselves are kept nowhere."""

    context: Context

    async def open(self, user: UserId, id: ReportId) -> Seen:
        """The report in which somebody wants to mask something.

        Raises:
            NotAvailable: the person does not decide on it.
            TakenBack: nobody else can read it any more.
        """
        return await standing.about_to(self.context, user, id, Action.REDACT)

    async def mask(self, slip: Slip) -> VisibleReport:
        """Mask these words everywhere in a report, its story and its thread, for good.

        And in the error trap that it is part of, with what that has told its other reports.
        Whatever the bot has posted of it is drawn anew, and the reporter is told.

        Raises:
            TooShortToMask: the words would stand in too many others.
            NotInIt: they are not in what the person can read of it.
            Otherwise what `open` raises, and StorageUnavailable.
        """
        words = " ".join(clean(slip.words).text.split())
        if len(words) < SHORTEST:
            raise TooShortToMask

        async def keep(tx: Transaction) -> VisibleReport:
            await trap_masking.lock(tx, self.context, slip.report)
            found = await self._standing(tx, slip.report, for_change=True)
            viewer = found.viewer(slip.user)
            kind = found.decide(Action.REDACT, viewer)
            if await first_time(tx, self.context, f"redact:{slip.key}"):
                await self._mask(tx, found, words, Event(kind, self.context.now(), slip.user))
                found = await self._standing(tx, slip.report)
            return found.visible_to(viewer)

        return await self.context.database.write(keep)

    async def _mask(self, tx: Transaction, found: Standing, words: str, event: Event) -> None:
        report = found.report
        said = await threads.mask(tx, report.id, partial(masked, words=words))
        # What does not show yet is masked too, but nobody learns by trying what is in it.
        if not said and not any(words_in != masked(words_in, words) for words_in in _read(found)):
            raise NotInIt
        kinds = _messages_with(report, words)
        before = report.words_before and _masked(report.words_before, words)
        await rewordings.retell(tx, report.id, _masked(report.words, words), before)
        await reports.retell(tx, report.id, _masked_events(report, words))
        await trap_masking.mask(tx, self.context, found, words)
        found = await self._standing(tx, report.id, for_change=True)
        position = await recording.happened(tx, self.context, found, event)
        now = self.context.now()
        await settling.masked(tx, report, kinds, cause=f"event-{position}", now=now)
        await owing.reply_to_reporter(tx, report, event=position, now=now)

    async def _standing(
        self, tx: Transaction, id: ReportId, *, for_change: bool = False
    ) -> Standing:
        now = self.context.now()
        return await standing.of_report(tx, self.context.vault, id, now, for_change=for_change)


def _read(found: Standing) -> Iterator[str]:
    """Every text that somebody who decides can read."""
    yield from found.shown.words.texts().values()
    for event in found.shown.events:
        if event.kind is not EventKind.OPENED:
            yield event.words
    if found.trap_told is not None:
        yield found.trap_told.name
        yield from (event.words for event in found.trap_told.story)


def _masked(written: Words, words: str) -> Words:
    return written.retold({name: masked(text, words) for name, text in written.texts().items()})


def _masked_events(report: Report, words: str) -> dict[int, str]:
    """The words of every event that are other ones now, by its position from 1.

    Why somebody opened a name stays as it was given: it is for the reporter, and nobody else's.
    """
    return {
        position: after
        for position, one in enumerate(report.events, 1)
        if one.kind is not EventKind.OPENED and (after := masked(one.words, words)) != one.words
    }


def _messages_with(report: Report, words: str) -> set[DeliveryKind]:
    """Kinds of message, beside cards and digests, that may show the words to somebody."""
    kinds: set[DeliveryKind] = set()
    if any(_masked(one, words) != one for one in (report.words, report.words_before) if one):
        kinds |= _SHOW_THE_REPORT
    for position in _masked_events(report, words):
        kinds |= _SHOWN_WITH.get(report.events[position - 1].kind, set())
    return kinds
