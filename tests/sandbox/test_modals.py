"""Windows open, change, stack and close as in Slack."""

import pytest
from slack_bolt.async_app import AsyncAck
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.acts.submissions import submit_view
from sandbox.errors import RefusedError
from sandbox.human import Person
from sandbox.shapes import JsonObject
from sandbox.workspace import Workspace
from tests.sandbox.kit import actions, button, field, modal, plain, section, select, text_input
from tests.sandbox.little_bot import LittleBot, answering, opening

FORM = modal(
    field("What happened?", text_input(max_length=20), block_id="what"),
    field("Where?", select("Visit", "Court"), block_id="where", optional=True),
)


async def with_form_open(bot: LittleBot, person: Person, view: JsonObject = FORM) -> None:
    bot.on_command = opening(bot.client, view)
    await person.command("/note")


async def test_a_command_opens_a_modal_for_the_one_who_typed_it(
    bot: LittleBot, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    await with_form_open(bot, priya)
    assert priya.modal is not None
    assert (priya.modal.title, priya.modal.callback_id) == ("A form", "form")
    assert workspace.person("amina").modal is None


async def test_a_submission_carries_every_input_and_closes_the_window(
    bot: LittleBot, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    await with_form_open(bot, priya)
    priya.fill("What", "A key was lost")
    priya.fill("Where?", "Court")
    assert (await priya.submit()).ok
    assert priya.modal is None
    values = bot.payloads[-1]["view"]["state"]["values"]
    assert values["what"]["words"] == {"type": "plain_text_input", "value": "A key was lost"}
    assert values["where"]["pick"]["selected_option"]["value"] == "court"


async def test_required_and_too_long_answers_never_reach_the_app(
    bot: LittleBot, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    await with_form_open(bot, priya)
    before = len(bot.payloads)
    missing = await priya.submit()
    assert missing.errors == {"what": "Please complete this required field."}
    priya.fill("What", "x" * 21)
    assert (await priya.submit()).errors == {"what": "Please enter no more than 20 characters."}
    assert len(bot.payloads) == before


async def test_the_apps_errors_are_shown_and_the_words_stay(
    bot: LittleBot, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    await with_form_open(bot, priya)
    bot.on_view = answering({"response_action": "errors", "errors": {"what": "Say more"}})
    priya.fill("What", "Lost")
    assert (await priya.submit()).errors == {"what": "Say more"}
    assert priya.modal is not None
    assert priya.modal.inputs["what"]["words"]["value"] == "Lost"


@pytest.mark.parametrize(
    ("ack", "finding"),
    [
        ({"response_action": "errors", "errors": {"nowhere": "x"}}, "nowhere"),
        ({"response_action": "errors", "errors": {}}, "invalid_arguments"),
        ({"response_action": "errors", "errors": {"what": ""}}, "no text"),
        ({"response_action": "update", "view": {"type": "modal"}}, "missing required field"),
        ({"response_action": "push"}, "must provide an object"),
        ({"response_action": "explode"}, "explode"),
    ],
)
async def test_a_wrong_acknowledgement_is_trouble_and_a_finding(
    bot: LittleBot, workspace: Workspace, ack: JsonObject, finding: str
) -> None:
    priya = workspace.person("priya")
    await with_form_open(bot, priya)

    async def answer(acknowledge: object, _: JsonObject) -> None:
        acknowledge.response = BoltResponse(status=200, body=ack)  # type: ignore[attr-defined]

    bot.on_view = answer
    priya.fill("What", "Lost")
    outcome = await priya.submit()
    assert outcome.error == "We had some trouble connecting. Try again?"
    assert finding in workspace.findings[0].message
    assert priya.modal is not None


async def test_update_push_and_clear_do_what_they_say(bot: LittleBot, workspace: Workspace) -> None:
    priya = workspace.person("priya")
    await with_form_open(bot, priya)
    priya.fill("What", "Lost")
    bot.on_view = answering({"response_action": "push", "view": {**FORM, "title": plain("Above")}})
    await priya.submit()
    assert priya.modal is not None
    assert priya.modal.title == "Above"
    thanks = {**FORM, "title": plain("Thanks"), "blocks": [section("Well spotted")]}
    bot.on_view = answering({"response_action": "update", "view": thanks})
    priya.fill("What", "Found")
    await priya.submit()
    assert priya.modal.plain == "Well spotted"
    bot.on_view = answering({"response_action": "clear"})
    await priya.submit()
    assert priya.modal is None


async def test_closing_a_pushed_window_shows_the_one_underneath(
    bot: LittleBot, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    await with_form_open(bot, priya)
    priya.fill("What", "Lost")
    above = {**FORM, "title": plain("Above"), "notify_on_close": True}
    bot.on_view = answering({"response_action": "push", "view": above})
    await priya.submit()
    bot.on_view = answering({})
    await priya.close()
    assert bot.payloads[-1]["type"] == "view_closed"
    assert bot.payloads[-1]["is_cleared"] is False
    assert priya.modal is not None
    assert priya.modal.title == "A form"


async def test_the_app_hears_of_a_closed_window_only_if_it_asked_to(
    bot: LittleBot, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    await with_form_open(bot, priya)
    before = len(bot.payloads)
    await priya.close()
    assert (priya.modal, len(bot.payloads)) == (None, before)


async def test_clear_on_close_closes_the_whole_stack(bot: LittleBot, workspace: Workspace) -> None:
    priya = workspace.person("priya")
    view = {**FORM, "notify_on_close": True, "clear_on_close": True}
    await with_form_open(bot, priya, view)
    priya.fill("What", "Lost")
    bot.on_view = answering({"response_action": "push", "view": view})
    await priya.submit()
    bot.on_view = answering({})
    await priya.close()
    assert priya.modal is None
    assert [one["is_cleared"] for one in bot.payloads if one.get("type") == "view_closed"] == [
        True,
        True,
    ]


async def test_three_windows_is_as_deep_as_it_gets(bot: LittleBot, workspace: Workspace) -> None:
    priya = workspace.person("priya")
    await with_form_open(bot, priya, modal(actions(button("Deeper"))))
    refused = []

    async def push(ack: object, body: JsonObject) -> None:
        try:
            await bot.client.views_push(
                trigger_id=body["trigger_id"], view=modal(actions(button("Deeper")))
            )
        except SlackApiError as error:
            refused.append(error.response["error"])
        await ack()  # type: ignore[operator]  # Bolt's ack

    bot.on_action = push
    for _ in range(3):
        await priya.press(None, "Deeper")
    assert refused == ["push_limit_reached"]


async def test_only_a_click_inside_a_window_can_push_another(
    bot: LittleBot, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    await with_form_open(bot, priya)
    trigger = workspace.world.triggers.issue(priya.id)
    with pytest.raises(SlackApiError, match="not_found"):
        await bot.client.views_push(trigger_id=trigger, view=FORM)


async def test_an_update_keeps_what_was_typed_where_the_ids_stay(
    bot: LittleBot, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    await with_form_open(bot, priya)
    priya.fill("What", "Lost")
    assert priya.modal is not None
    longer = {**FORM, "blocks": [section("New"), *FORM["blocks"]]}
    await bot.client.views_update(view_id=priya.modal.id, view=longer)
    assert priya.modal.inputs["what"]["words"]["value"] == "Lost"
    other = modal(field("What happened?", text_input(action_id="other"), block_id="what"))
    await bot.client.views_update(view_id=priya.modal.id, view=other)
    assert priya.modal.inputs["what"]["other"]["value"] is None


async def test_an_update_with_an_old_hash_conflicts(
    bot: LittleBot, workspace: Workspace, client: AsyncWebClient
) -> None:
    priya = workspace.person("priya")
    await with_form_open(bot, priya, {**FORM, "external_id": "the-form"})
    assert priya.modal is not None
    old = priya.modal["hash"]
    await client.views_update(external_id="the-form", hash=old, view=FORM)
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_update(view_id=priya.modal.id, hash=old, view=FORM)
    with pytest.raises(SlackApiError, match="not_found"):
        await client.views_update(view_id="V0NOTTHERE", view=FORM)


async def test_an_external_id_belongs_to_one_view(
    bot: LittleBot, workspace: Workspace, client: AsyncWebClient
) -> None:
    view = {**FORM, "external_id": "the-form"}
    await with_form_open(bot, workspace.person("priya"), view)
    trigger = workspace.world.triggers.issue(workspace.person("amina").id)
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        await client.views_open(trigger_id=trigger, view=view)


async def test_a_closed_window_cannot_be_submitted(workspace: Workspace) -> None:
    with pytest.raises(LookupError, match="no window open"):
        await workspace.person("priya").submit()


async def test_nobody_submits_another_persons_window(bot: LittleBot, workspace: Workspace) -> None:
    priya = workspace.person("priya")
    await with_form_open(bot, priya)
    assert priya.modal is not None
    with pytest.raises(RefusedError, match="no longer open"):
        await submit_view(workspace.world, workspace.person("tom").id, priya.modal.id, {})


@pytest.mark.parametrize("patience", [2.0])
async def test_a_bot_that_does_not_answer_leaves_the_window_open(
    bot: LittleBot, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    await with_form_open(bot, priya)
    priya.fill("What", "Lost")
    workspace.faults.next("interactive", "lost")
    outcome = await priya.submit()
    assert outcome.error == "We had some trouble connecting. Try again?"
    assert priya.modal is not None
    assert priya.modal.inputs["what"]["words"]["value"] == "Lost"


async def test_a_push_beyond_the_limit_is_trouble_too(bot: LittleBot, workspace: Workspace) -> None:
    priya = workspace.person("priya")
    await with_form_open(bot, priya)
    bot.on_view = answering({"response_action": "push", "view": FORM})
    outcomes = []
    for _ in range(3):
        priya.fill("What", "Deeper")
        outcomes.append((await priya.submit()).ok)
    assert outcomes == [True, True, False]
    assert [one.code for one in workspace.findings] == ["push_limit_reached"]


async def test_a_window_without_a_submit_button_cannot_be_submitted(
    bot: LittleBot, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    await with_form_open(bot, priya, modal(section("Read me"), submit=None))
    with pytest.raises(RefusedError, match="nothing to submit"):
        await priya.submit()


async def test_a_window_that_was_closed_meanwhile_stays_closed(
    bot: LittleBot, workspace: Workspace
) -> None:
    priya = workspace.person("priya")
    await with_form_open(bot, priya)

    async def close_first(ack: AsyncAck, _: JsonObject) -> None:
        await priya.close()
        await ack(response_action="update", view=FORM)

    bot.on_view = close_first
    priya.fill("What", "Lost")
    assert (await priya.submit()).ok
    assert priya.modal is None
