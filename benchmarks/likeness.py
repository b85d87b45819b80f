"""How long it takes to find what may have to do with a new report, among very many of them.

Run it as `python -m benchmarks.likeness` from the root of the repository; `--reports` says among
how many. It needs nothing but a folder to write to, and PostgreSQL where that is to be measured.
Words are made up and as unevenly common as those of a language (Zipf's law); a report has about as
many as one that was filled in well. They are in forty teams of different sizes, and then in one.
Printed are percentiles of the whole of what a submission waits for, in milliseconds: the words are
taken from the text, looked up, weighed and compared.
"""

import argparse
import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.domain.calendar import Nation
from bot.domain.ids import ChannelId, ReportId, TeamId
from bot.domain.lifecycle import State
from bot.domain.likeness import Told
from bot.domain.report import Audience, Kind, Mode, Words
from bot.domain.stems import stems
from bot.domain.team import Team
from bot.services.likeness import likest
from storage import schema, search, teams
from storage.database import Database, Transaction
from storage.migrate import migrate
from storage.scrubbing import scrub
from tests import postgres

VOCABULARY = 30_000
DRAWN = 45
"""Words of a report, of which some come more than once."""

TEAMS = 40
ASKED = 300
AT_ONCE = 2_000

_DAY = date(2026, 11, 23)
_ROW: Mapping[str, object] = {
    "kind": Kind.NEAR_MISS,
    "mode": Mode.NAMED,
    "audience": Audience.TEAM,
    "state": State.SEEN,
    "filed_on": _DAY,
    "released_at": datetime(2026, 11, 23, 10, tzinfo=UTC),
    "thanks_by": _DAY,
    "answer_by": _DAY,
    "more": "",
    "caught": "",
    "idea": "",
    "helps": "",
    "factors": "",
}
"""What all reports have in common."""

_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"


@dataclass(frozen=True)
class Writer:
    """Writes reports, the same ones every time."""

    random: Random
    words: tuple[str, ...]
    weights: tuple[float, ...]

    @classmethod
    def seeded(cls, seed: int) -> "Writer":
        """One with words of its own making; the words are the same for all seeds."""
        words = tuple(islice(_words(), VOCABULARY))
        weights = tuple(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
        return cls(Random(seed), words, weights)

    def text(self) -> str:
        """What somebody might write."""
        return " ".join(self.random.choices(self.words, cum_weights=self.weights, k=DRAWN))

    def id(self) -> str:
        return UUID(int=self.random.getrandbits(128)).hex


def _words() -> Iterator[str]:
    syllables = [one + other for one in _CONSONANTS for other in _VOWELS]
    pairs = [one + other for one in syllables for other in syllables]
    for ending in ("", *syllables):
        for pair in pairs:
            yield f"{pair}{ending}k"


async def fill(database: Database, many: int, among: Sequence[TeamId], writer: Writer) -> None:
    """Store so many reports as if they had been filed, released and indexed; count what is common.

    The first teams have more of them than the last.
    """
    for id in among:
        await database.write(partial(teams.save, given=_a_team(id)))
    sizes = [1 / (number + 3) for number in range(len(among))]
    stem_of = {word: stem for word in writer.words for stem in stems(word)}
    for start in range(0, many, AT_ONCE):
        chosen = writer.random.choices(among, sizes, k=min(AT_ONCE, many - start))
        await database.write(partial(_store, writer=writer, chosen=chosen, stem_of=stem_of))
    counted = await database.read(search.count_common)
    await database.write(partial(search.keep_common, counted=counted))
    # What is done every night: else PostgreSQL would see to it while it is being asked.
    await scrub(database)


def _a_team(id: TeamId) -> Team:
    return Team(
        id=id,
        channel=ChannelId(f"C{id}"),
        name=id,
        timezone=ZoneInfo("Europe/London"),
        nation=Nation.ENGLAND,
        managers=(),
        deputies=(),
        learning_leads=(),
        digest_at=time(8, 45),
        guests_allowed=False,
    )


async def _store(
    tx: Transaction, writer: Writer, chosen: Sequence[TeamId], stem_of: Mapping[str, str]
) -> None:
    rows = []
    entries = []
    for team in chosen:
        what = writer.text()
        id = writer.id()
        own = frozenset(stem_of[word] for word in what.split()) | {f"_{team}"}
        rows.append({**_ROW, "id": id, "reference": f"NM-{id[:12]}", "team_id": team, "what": what})
        number = writer.random.getrandbits(63)
        entries.append({"number": number, "subject": id, "own": own, "every": own})
    await tx.execute(schema.report.insert(), rows)
    await tx.execute(schema.search.insert(), entries)


async def ask(database: Database, among: Sequence[TeamId], writer: Writer) -> list[float]:
    """How many milliseconds each of many questions takes; half of them a big team's."""
    took = []
    for number in range(ASKED):
        team = among[0] if number % 2 else writer.random.choice(among)
        words = Words(what=writer.text())
        begun = perf_counter()
        await database.read(partial(_look, words=words, team=team))
        took.append((perf_counter() - begun) * 1000)
    return took


async def _look(tx: Transaction, words: Words, team: TeamId) -> tuple[ReportId, ...]:
    return await likest(tx, ReportId("0" * 32), Told.by(words), [team])


@asynccontextmanager
async def a_database(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    await migrate(database)
    try:
        yield database
    finally:
        await database.close()


async def measure(name: str, url: str, many: int, among: Sequence[TeamId]) -> None:
    """Fill a database, ask it, and print what that took."""
    async with a_database(url) as database:
        begun = perf_counter()
        await fill(database, many, among, Writer.seeded(1))
        filled = perf_counter() - begun
        writer = Writer.seeded(2)
        await ask(database, among, writer)
        took = sorted(await ask(database, among, writer))
        half, most = quantiles(took, n=100)[49], quantiles(took, n=100)[94]
        print(
            f"{name:<10} {many:>7} reports, {len(among):>2} teams: "
            f"p50 {half:5.1f} ms, p95 {most:5.1f} ms, longest {took[-1]:5.1f} ms "
            f"(filled in {filled:.0f} s)"
        )


def main() -> None:
    """Measure on each database that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=[10_000, 100_000])
    every = parser.parse_args().reports
    some = tuple(TeamId(f"team{number}") for number in range(TEAMS))
    tools = postgres.binaries()
    for many in every:
        for among in (some, some[:1]):
            with TemporaryDirectory() as folder:
                url = f"sqlite+aiosqlite:///{Path(folder) / 'benchmark.db'}"
                asyncio.run(measure("SQLite", url, many, among))
            if tools is None:
                print("PostgreSQL is not installed here")
                continue
            with postgres.running(tools) as server:
                asyncio.run(measure("PostgreSQL", server.url("postgres"), many, among))


if __name__ == "__main__":
    main()
