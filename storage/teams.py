"""Teams, the people with a role in them, and the service they belong to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, delete, select, true

from bot.domain.bank_holidays import BankHolidays
from bot.domain.events import Reply
from bot.domain.ids import ChannelId, TeamId, UserId
from bot.domain.reactions import ON_CARDS
from bot.domain.team import Service, Team
from storage.database import Transaction
from storage.inserts import put
from storage.schema import learning_lead, service, team, team_closure, team_role

_SERVICE = 1


async def the_service(tx: Transaction) -> Service:
    """The service's settings; the defaults where nothing has been set."""
    leads = await tx.scalars(select(learning_lead.c.user_id).order_by(learning_lead.c.position))
    row = (await tx.execute(select(service).where(service.c.id == _SERVICE))).first()
    if row is None:
        return Service(learning_leads=tuple(map(UserId, leads)))
    return Service(
        learning_leads=tuple(map(UserId, leads)),
        nation=row.nation,
        duty_contact=row.duty_contact,
        holidays=BankHolidays.from_text(row.bank_holidays),
    )


async def save_service(tx: Transaction, settings: Service) -> None:
    """Make `settings` the service's."""
    await put(
        tx,
        service,
        id=_SERVICE,
        nation=settings.nation,
        duty_contact=settings.duty_contact,
        bank_holidays=settings.holidays.to_text(),
    )
    await tx.execute(delete(learning_lead))
    for position, user in enumerate(settings.learning_leads):
        await put(tx, learning_lead, user_id=user, position=position)


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
        set_up_by=given.set_up_by,
    )
    await tx.execute(delete(team_closure).where(team_closure.c.team_id == given.id))
    for day in sorted(given.closures):
        await put(tx, team_closure, team_id=given.id, day=day)
    await tx.execute(delete(team_role).where(team_role.c.team_id == given.id))
    for role, users in (("manager", given.managers), ("deputy", given.deputies)):
        for position, user in enumerate(users):
            await put(tx, team_role, team_id=given.id, role=role, user_id=user, position=position)


async def every(tx: Transaction) -> tuple[Team, ...]:
    """All teams, by name."""
    return await _load(tx, true())


async def in_channels(tx: Transaction, channels: Iterable[ChannelId]) -> tuple[Team, ...]:
    """The teams whose channel is one of these, by name."""
    return await _load(tx, team.c.channel_id.in_(list(channels)))


async def by_ids(tx: Transaction, ids: Iterable[TeamId]) -> dict[TeamId, Team]:
    """These teams by their id; unknown ids are left out."""
    return {found.id: found for found in await _load(tx, team.c.id.in_(list(ids)))}


async def by_id(tx: Transaction, id: TeamId) -> Team | None:
    """The team with this id."""
    return (await by_ids(tx, [id])).get(id)


async def of_deciders(tx: Transaction, users: Iterable[UserId]) -> tuple[Team, ...]:
    """The teams in which any of these people is a manager or deputy."""
    theirs = select(team_role.c.team_id).where(team_role.c.user_id.in_(list(users)))
    return await _load(tx, team.c.id.in_(theirs))


async def _load(tx: Transaction, which: ColumnElement[bool]) -> tuple[Team, ...]:
    rows = (await tx.execute(select(team).where(which).order_by(team.c.name))).all()
    if not rows:
        return ()
    of_service = await the_service(tx)
    roles = (
        await tx.execute(
            select(team_role)
            .where(team_role.c.team_id.in_([row.id for row in rows]))
            .order_by(team_role.c.position)
        )
    ).all()
    closures = (
        await tx.execute(
            select(team_closure).where(team_closure.c.team_id.in_([row.id for row in rows]))
        )
    ).all()
    return tuple(_team(row, roles, closures, of_service) for row in rows)


def _team(
    row: Row[Any], roles: Sequence[Row[Any]], closures: Sequence[Row[Any]], of_service: Service
) -> Team:
    def users(role: str) -> tuple[UserId, ...]:
        mine = (one for one in roles if one.team_id == row.id and one.role == role)
        return tuple(UserId(one.user_id) for one in mine)

    return Team(
        id=TeamId(row.id),
        channel=ChannelId(row.channel_id),
        name=row.name,
        timezone=ZoneInfo(row.timezone),
        nation=row.nation or of_service.nation,
        managers=users("manager"),
        deputies=users("deputy"),
        learning_leads=of_service.learning_leads,
        digest_at=time.fromisoformat(row.digest_at),
        thanks_days=row.thanks_days,
        answer_days=row.answer_days,
        guests_allowed=row.guests_allowed,
        duty_contact=row.duty_contact or of_service.duty_contact,
        weekdays=frozenset(map(int, row.weekdays)),
        closures=frozenset(one.day for one in closures if one.team_id == row.id),
        nudges_from=time.fromisoformat(row.nudges_from),
        nudges_until=time.fromisoformat(row.nudges_until),
        reactions=_read(row.reactions),
        holidays=of_service.holidays,
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
