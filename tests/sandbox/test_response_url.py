"""The app answers an act through its response URL."""

import aiohttp
import pytest
from slack_sdk.webhook.async_client import AsyncWebhookClient

from sandbox.shapes import JsonObject
from sandbox.workspace import Workspace
from tests.sandbox.conftest import Ticker
from tests.sandbox.kit import PRIYA, RIVERSIDE, actions, button, section
from tests.sandbox.little_bot import LittleBot


async def url_of_a_command(bot: LittleBot, workspace: Workspace) -> str:
    await workspace.person("priya").command("/note", channel="#riverside")
    return str(bot.payloads[-1]["response_url"])


async def url_of_a_press(bot: LittleBot, workspace: Workspace) -> str:
    await bot.client.chat_postMessage(channel=RIVERSIDE, text="Card", blocks=[actions(button())])
    card = workspace.messages("#riverside")[-1]
    await workspace.person("priya").press(card, "Press")
    return str(bot.payloads[-1]["response_url"])


async def say(url: str, **body: object) -> tuple[int, str]:
    answer = await AsyncWebhookClient(url, retry_handlers=[]).send_dict(body)
    return answer.status_code, answer.body


async def test_an_answer_is_private_unless_it_says_otherwise(
    bot: LittleBot, workspace: Workspace
) -> None:
    url = await url_of_a_command(bot, workspace)
    assert await say(url, text="Just you") == (200, "ok")
    await say(url, text="Everyone", response_type="in_channel")
    assert workspace.person("tom").sees("#riverside")[-1].text == "Everyone"
    assert "Just you" not in [one.text for one in workspace.person("tom").sees("#riverside")]
    assert "Just you" in [one.text for one in workspace.person("priya").sees("#riverside")]


async def test_the_message_that_was_pressed_can_be_replaced_and_deleted(
    bot: LittleBot, workspace: Workspace
) -> None:
    url = await url_of_a_press(bot, workspace)
    await say(url, replace_original=True, text="Done")
    message = workspace.messages("#riverside")[-1]
    assert (message.plain, message.buttons) == ("Done", [])
    await say(url, delete_original=True)
    assert workspace.message(message) is None
    assert await say(url, replace_original=True, text="Again") == (400, "message_not_found")


async def test_an_ephemeral_message_can_be_replaced_for_its_reader(
    bot: LittleBot, workspace: Workspace
) -> None:
    await bot.client.chat_postEphemeral(
        channel=RIVERSIDE, user=PRIYA, text="Psst", blocks=[actions(button())]
    )
    priya = workspace.person("priya")
    await priya.press(priya.sees("#riverside")[-1], "Press")
    url = str(bot.payloads[-1]["response_url"])
    await say(url, replace_original=True, text="Thanks")
    assert priya.sees("#riverside")[-1].plain == "Thanks"
    await say(url, delete_original=True)
    assert "Thanks" not in [one.plain for one in priya.sees("#riverside")]


async def test_it_can_be_used_five_times(bot: LittleBot, workspace: Workspace) -> None:
    url = await url_of_a_command(bot, workspace)
    answers = [await say(url, text=str(number)) for number in range(6)]
    assert answers == [(200, "ok")] * 5 + [(404, "used_url")]


async def test_it_lasts_thirty_minutes(
    bot: LittleBot, workspace: Workspace, ticker: Ticker
) -> None:
    url = await url_of_a_command(bot, workspace)
    ticker.seconds += 1800
    assert await say(url, text="Just in time") == (200, "ok")
    ticker.seconds += 1
    assert await say(url, text="Late") == (404, "expired_url")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "no_text"),
        ({"text": "x", "blocks": [section("x" * 3001)]}, "invalid_blocks"),
        ({"text": 7}, "invalid_arguments"),
        ({"text": "x", "blocks": "many"}, "invalid_blocks_format"),
    ],
)
async def test_what_is_said_is_checked_like_any_message(
    bot: LittleBot, workspace: Workspace, body: JsonObject, code: str
) -> None:
    url = await url_of_a_command(bot, workspace)
    assert await say(url, **body) == (400, code)
    assert workspace.findings[0].where == "response_url"


async def test_words_that_are_no_json_say_nothing(
    bot: LittleBot, workspace: Workspace, page: aiohttp.ClientSession
) -> None:
    url = await url_of_a_command(bot, workspace)
    for body in (b"{", b"[]"):
        async with page.post(url, data=body) as response:
            assert (response.status, await response.text()) == (400, "no_text")
