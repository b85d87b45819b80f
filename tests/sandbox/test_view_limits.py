"""Views Slack would refuse are refused here."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.workspace import Workspace
from tests.sandbox.kit import PRIYA, field, home, modal, plain, section, text_input

WRONG: dict[str, tuple[Any, str]] = {
    "no view": (None, "/view"),
    "a home where a modal is wanted": (home(section("x")), "/view/type"),
    "no title": (modal(section("x"), title=None), "/view"),
    "a title of 25": (modal(section("x"), title=plain("x" * 25)), "/view/title/text"),
    "a submit of 25": (modal(section("x"), submit=plain("x" * 25)), "/view/submit/text"),
    "a close of 25": (modal(section("x"), close=plain("x" * 25)), "/view/close/text"),
    "a title in mrkdwn": (
        modal(section("x"), title={"type": "mrkdwn", "text": "x"}),
        "/view/title/type",
    ),
    "an input and nothing to send it with": (
        modal(field("Why", text_input()), submit=None),
        "/view",
    ),
    "101 blocks": (modal(*[{"type": "divider"}] * 101), "/view/blocks"),
    "3,001 of private metadata": (
        modal(section("x"), private_metadata="x" * 3001),
        "/view/private_metadata",
    ),
    "a callback id of 256": (modal(section("x"), callback_id="x" * 256), "/view/callback_id"),
    "a block Slack does not know": (modal({"type": "banner"}), "/view/blocks/0/type"),
    "a field Slack does not know": (modal(section("x"), colour="red"), "/view"),
    "two inputs with the focus": (
        modal(
            field("A", text_input(focus_on_load=True)), field("B", text_input(focus_on_load=True))
        ),
        "/view/blocks",
    ),
}


@pytest.mark.parametrize(("view", "place"), WRONG.values(), ids=WRONG)
async def test_a_wrong_view_is_refused_and_the_trigger_is_kept(
    client: AsyncWebClient, workspace: Workspace, view: object, place: str
) -> None:
    trigger = workspace.world.triggers.issue(PRIYA)
    with pytest.raises(SlackApiError) as caught:
        await client.api_call("views.open", json={"trigger_id": trigger, "view": view})
    answer = caught.value.response
    assert answer["error"] == "invalid_arguments"
    assert any(f"[json-pointer:{place}]" in one for one in answer["errors"])
    assert workspace.person("priya").modal is None
    await client.views_open(trigger_id=trigger, view=modal(section("x")))


async def test_a_view_may_have_a_hundred_blocks(
    client: AsyncWebClient, workspace: Workspace
) -> None:
    trigger = workspace.world.triggers.issue(PRIYA)
    await client.views_open(trigger_id=trigger, view=modal(*[{"type": "divider"}] * 100))
    assert workspace.findings == []


async def test_a_view_of_more_than_250_kb_is_too_large(client: AsyncWebClient) -> None:
    blocks = [section("é" * 2999 + "\ud800", fields=[plain("x" * 2000)] * 10) for _ in range(10)]
    with pytest.raises(SlackApiError, match="view_too_large"):
        await client.views_publish(user_id=PRIYA, view=home(*blocks))


async def test_a_home_tab_has_no_title(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await client.views_publish(user_id=PRIYA, view=home(section("x"), title=plain("x")))
