"""Teams, the people with a role in them, and the service they belong to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Row, delete, select, update

from bot.domain import allowed_names
from bot.domain.bank_holidays import BankHolidays
from bot.domain.events import Reply
from bot.domain.ids import ChannelId, TeamId, UserId
from bot.domain.reactions import ON_CARDS
from bot.domain.retention import Retention
from bot.domain.team import Service, Team
from bot.domain.zones import zone_named
from storage.database import Transaction
from storage.inserts import put
from storage.schema import learning_lead, service, team, team_closure, team_role

_SERVICE = 1
_KEPT = "goodcatch settings"
"""Where a connection keeps what it has read."""

_LONDON = ZoneInfo("Europe/London")
"""Stands for a zone that cannot be read: one team's row is not to stop all the others."""


async def the_service(tx: Transaction) -> Service:
    """The service's settings; the defaults where nothing has been set."""
    return (await _settings(tx)).service


async def save_service(tx: Transaction, settings: Service) -> None:
    """Make `settings` the service's."""
    await put(
        tx,
        service,
        id=_SERVICE,
        nation=settings.nation,
        duty_contact=settings.duty_contact,
        bank_holidays=settings.holidays.to_text(),
        signposts=settings.signposts,
        identity_days=settings.retention.identity_days,
        identity_days_after_end=settings.retention.identity_days_after_end,
        report_months=settings.retention.report_months,
        hollow_phrases=settings.hollow_phrases,
        bulletin_channel=settings.bulletin_channel,
    )
    await tx.execute(delete(learning_lead))
    for position, user in enumerate(settings.learning_leads):
        await put(tx, learning_lead, user_id=user, position=position)
    await _changed(tx)


async def save(tx: Transaction, given: Team) -> None:
    """Add the team, or give the team with this id these settings.

    What is the same as the service's is not stored with the team, so that it follows the service
    when that changes.
    """
    of_service = await the_service(tx)
    await put(
        tx,
        team,
        id=given.id,
        channel_id=given.channel,
        name=given.name,
        timezone=given.timezone.key,
        nation=None if given.nation is of_service.nation else given.nation,
        duty_contact=("" if given.duty_contact == of_service.duty_contact else given.duty_contact),
        digest_at=given.digest_at.strftime("%H:%M"),
        thanks_days=given.thanks_days,
        answer_days=given.answer_days,
        guests_allowed=given.guests_allowed,
        weekdays="".join(map(str, sorted(given.weekdays))),
        nudges_from=given.nudges_from.strftime("%H:%M"),
        nudges_until=given.nudges_until.strftime("%H:%M"),
        reactions=_written(given.reactions),
        allowed_names=allowed_names.write(given.allowed_names),
        set_up_by=given.set_up_by,
    )
    await tx.execute(delete(team_closure).where(team_closure.c.team_id == given.id))
    for day in sorted(given.closures):
        await put(tx, team_closure, team_id=given.id, day=day)
    await tx.execute(delete(team_role).where(team_role.c.team_id == given.id))
    for role, users in (("manager", given.managers), ("deputy", given.deputies)):
        for position, user in enumerate(users):
            await put(tx, team_role, team_id=given.id, role=role, user_id=user, position=position)
    await _changed(tx)


async def every(tx: Transaction) -> tuple[Team, ...]:
    """All teams, by name."""
    return (await _settings(tx)).teams


async def in_channels(tx: Transaction, channels: Iterable[ChannelId]) -> tuple[Team, ...]:
    """The teams whose channel is one of these, by name."""
    wanted = frozenset(channels)
    return tuple(team for team in await every(tx) if team.channel in wanted)


async def by_ids(tx: Transaction, ids: Iterable[TeamId]) -> dict[TeamId, Team]:
    """These teams by their id; unknown ids are left out."""
    by_id = (await _settings(tx)).by_id
    return {id: by_id[id] for id in ids if id in by_id}


async def by_id(tx: Transaction, id: TeamId) -> Team | None:
    """The team with this id."""
    return (await by_ids(tx, [id])).get(id)


async def of_deciders(tx: Transaction, users: Iterable[UserId]) -> tuple[Team, ...]:
    """The teams in which any of these people is a manager or deputy."""
    wanted = frozenset(users)
    return tuple(team for team in await every(tx) if wanted & {*team.managers, *team.deputies})


@dataclass(frozen=True)
class _Settings:
    """All settings, as they were when `version` was drawn."""

    version: str
    service: Service
    teams: tuple[Team, ...]
    by_id: Mapping[TeamId, Team]


async def _settings(tx: Transaction) -> _Settings:
    """The settings as this transaction sees them.

    They are asked for all the time and change once a month, so each connection keeps what it has
    read last, for as long as the version in the database is the one it was read under.
    """
    version = await tx.scalar(select(service.c.version).where(service.c.id == _SERVICE)) or ""
    kept: _Settings | None = tx.info.get(_KEPT)
    if kept is None or kept.version != version:
        kept = await _load(tx, version)
        tx.info[_KEPT] = kept
    return kept


async def _changed(tx: Transaction) -> None:
    """Draw a new version: by chance, so that one that was rolled back never comes again."""
    version = uuid4().hex
    known = await tx.execute(
        update(service).where(service.c.id == _SERVICE).values(version=version)
    )
    if not known.rowcount:
        nation = Service().nation
        await put(tx, service, id=_SERVICE, nation=nation, duty_contact="", version=version)


async def _load(tx: Transaction, version: str) -> _Settings:
    of_service = await _load_service(tx)
    rows = (await tx.execute(select(team).order_by(team.c.name))).all()
    people: defaultdict[tuple[str, str], tuple[UserId, ...]] = defaultdict(tuple)
    for one in await tx.execute(select(team_role).order_by(team_role.c.position)):
        people[one.team_id, one.role] += (UserId(one.user_id),)
    closures: defaultdict[str, set[date]] = defaultdict(set)
    for one in await tx.execute(select(team_closure)):
        closures[one.team_id].add(one.day)
    found = tuple(_team(row, people, frozenset(closures[row.id]), of_service) for row in rows)
    return _Settings(version, of_service, found, {team.id: team for team in found})


async def _load_service(tx: Transaction) -> Service:
    leads = await tx.scalars(select(learning_lead.c.user_id).order_by(learning_lead.c.position))
    row = (await tx.execute(select(service).where(service.c.id == _SERVICE))).first()
    if row is None:
        return Service(learning_leads=tuple(map(UserId, leads)))
    return Service(
        learning_leads=tuple(map(UserId, leads)),
        nation=row.nation,
        duty_contact=row.duty_contact,
        holidays=BankHolidays.from_text(row.bank_holidays),
        signposts=row.signposts,
        retention=Retention(row.identity_days, row.identity_days_after_end, row.report_months),
        hollow_phrases=row.hollow_phrases,
        bulletin_channel=None if row.bulletin_channel is None else ChannelId(row.bulletin_channel),
    )


def _team(
    row: Row[Any],
    people: Mapping[tuple[str, str], tuple[UserId, ...]],
    closures: frozenset[date],
    of_service: Service,
) -> Team:
    return Team(
        id=TeamId(row.id),
        channel=ChannelId(row.channel_id),
        name=row.name,
        timezone=zone_named(row.timezone) or _LONDON,
        nation=row.nation or of_service.nation,
        managers=people[row.id, "manager"],
        deputies=people[row.id, "deputy"],
        learning_leads=of_service.learning_leads,
        digest_at=time.fromisoformat(row.digest_at),
        thanks_days=row.thanks_days,
        answer_days=row.answer_days,
        guests_allowed=row.guests_allowed,
        duty_contact=row.duty_contact or of_service.duty_contact,
        weekdays=frozenset(map(int, row.weekdays)),
        closures=closures,
        nudges_from=time.fromisoformat(row.nudges_from),
        nudges_until=time.fromisoformat(row.nudges_until),
        reactions=_read(row.reactions),
        holidays=of_service.holidays,
        signposts=of_service.signposts,
        allowed_names=allowed_names.read(row.allowed_names),
        retention=of_service.retention,
        set_up_by=None if row.set_up_by is None else UserId(row.set_up_by),
    )


def _written(reactions: Mapping[str, Reply]) -> str:
    """A mapping as `emoji=reply`, separated by spaces; empty for the usual one."""
    if dict(reactions) == ON_CARDS:
        return ""
    return " ".join(f"{name}={reply}" for name, reply in reactions.items())


def _read(written: str) -> Mapping[str, Reply]:
    pairs = (one.partition("=") for one in written.split())
    return {name: Reply(reply) for name, _, reply in pairs} or ON_CARDS
