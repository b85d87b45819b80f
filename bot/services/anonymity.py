"""Whether somebody may leave no name: how many could have written it, and who is asking."""

import asyncio
from collections.abc import Iterable

from bot.domain.anonymity import WhyNot, offered
from bot.domain.people import Colleague
from bot.domain.team import Team
from bot.services.context import Context
from bot.services.directory import DirectoryUnavailable


async def why_not(context: Context, colleague: Colleague, teams: Iterable[Team]) -> WhyNot | None:
    """What stands in the way of anonymity in any of these teams; None where nothing does.

    Slack is asked the same whichever way somebody wants to be known, so that the questions do not
    tell. Where it does not answer, anonymity is not offered, and everything else is as usual.
    """
    asked = tuple(teams)
    authors = await asyncio.gather(*(_authors(context, team) for team in asked))
    found = (
        offered(count, decides=colleague.user in team.everybody_who_may_decide)
        for team, count in zip(asked, authors, strict=True)
    )
    return next((one for one in found if one is not None), None)


async def _authors(context: Context, team: Team) -> int | None:
    deciders = frozenset(team.everybody_who_may_decide)
    try:
        return await context.directory.authors_in(
            team.channel, without=deciders, guests=team.guests_allowed
        )
    except DirectoryUnavailable:
        return None
