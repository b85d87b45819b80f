"""What may be a name in a few words about a report, by the words of its own team."""

from dataclasses import replace

import pytest

from bot.domain.errors import IdentifiersSeen
from bot.domain.ids import ReportId
from bot.services import wording
from tests.builders import a_team
from tests.services.world import World


async def test_a_likely_name_is_found_once_and_what_the_team_knows_is_not(world: World) -> None:
    await world.set_up(replace(a_team(), allowed_names=frozenset({"chloe"})))
    id = await world.file()
    written = ("I think it was Priya's idea.", "Priya and Chloe saw it")
    assert await world.services.looking_over.names(id, written) == ("Priya",)


async def test_of_a_report_that_is_not_there_nothing_is_told(world: World) -> None:
    await world.set_up()
    nowhere = ReportId("0" * 32)
    assert await world.services.looking_over.names(nowhere, ("Priya saw it",)) == ()


def test_what_would_tell_who_a_child_is_comes_back_masked() -> None:
    with pytest.raises(IdentifiersSeen) as seen:
        wording.of_one("Ring about 943 476 5919\u200b tomorrow", None)
    assert seen.value.returned == "Ring about [NHS number] tomorrow"
