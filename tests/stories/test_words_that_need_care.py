"""Whatever somebody types: nothing is lost, and each has its own clear sentence."""

from collections.abc import Iterator

import pytest

from bot.app import Running
from sandbox.shapes import JsonObject
from sandbox.workspace import Workspace
from tests.stories.deeds import (
    RIVERSIDE,
    at_home,
    card,
    cards,
    kept,
    morning,
    open_form,
    receipt_of,
    said_about,
    send,
    settled,
    suggestion,
)

LIVE = "<!channel> <@U0RCSAMINA> <https://evil.example|click> *bold* `code` & _so_ ~on~ @here"
FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL} said \N{THUMBS UP SIGN}\U0001f3fd"
ARABIC = "\u0627\u0644\u0637\u0641\u0644 said hello"


@pytest.mark.parametrize("blank", [" \n\t ", "\u200b\u2060\u202e\u2069", "\u3164\u2800"])
async def test_a_form_with_nothing_to_read_in_it_stays_open_and_asks_for_words(
    workspace: Workspace, bot: Running, blank: str
) -> None:
    priya = workspace.person("priya")
    await open_form(priya, "/suggest", "")
    priya.fill("What could be better", blank)

    outcome = await priya.submit()

    assert outcome.errors == {"what": "Please write a few words here."}
    assert await kept(bot) == []
    priya.fill("What could be better", "One list instead of two")
    await send(priya)
    assert [report.words.what for report in await kept(bot)] == ["One list instead of two"]


async def test_more_than_a_form_can_hold_comes_back_whole_in_order_and_privately(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    typed = " ".join(f"word{number:04}" for number in range(1_111))[:10_000].strip()

    await priya.command("/near-miss", typed, channel=RIVERSIDE)

    assert priya.modal is None
    handed_back = [message for message in priya.sees(RIVERSIDE) if message.ephemeral]
    assert "longer than Slack lets me put into a form" in handed_back[0].plain
    quoted = "".join(piece for message in handed_back for piece in _quotes(message.blocks))
    assert quoted == typed
    assert not cards(workspace)
    assert await kept(bot) == []


async def test_what_does_not_fit_into_the_first_box_goes_on_in_the_second(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    typed = " ".join(f"word{number:04}" for number in range(500))

    await open_form(priya, "/suggest", typed)
    await send(priya)

    (report,) = await kept(bot)
    assert f"{report.words.what} {report.words.more}" == typed
    shown = "".join(_quotes((await card(workspace, bot)).blocks))
    assert shown == f"{report.words.what}{report.words.more}"


async def test_words_are_shown_as_they_stand_and_nobody_is_pinged(
    workspace: Workspace, bot: Running
) -> None:
    priya, amina = workspace.person("priya"), workspace.person("amina")

    await suggestion(priya, LIVE)

    posted = [await card(workspace, bot), await morning(workspace, bot, amina)]
    for message in posted:
        assert LIVE in _quotes(message.blocks)
        assert "evil.example" not in message.text
        assert not _live_words(message.blocks)
        pinged = {part["user_id"] for part in _parts(message.blocks) if part.get("type") == "user"}
        assert pinged == {priya.id}
    for call in workspace.traffic.calls("chat.postMessage"):
        assert (call.body["parse"], call.body["link_names"]) in {("none", "0"), ("none", False)}
        assert not int(call.body["unfurl_links"])


async def test_emoji_families_and_letters_from_right_to_left_stay_as_they_were_typed(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")

    receipt = await suggestion(priya, f"{FAMILY}, {ARABIC}")

    assert f"{FAMILY}, {ARABIC}" in (await card(workspace, bot)).plain
    assert "invisible characters" not in receipt.plain


async def test_characters_that_nobody_sees_are_taken_out_and_the_receipt_says_so(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    await open_form(priya, "/suggest", "")
    priya.fill("What could be better", "The\x00 \u202elist\u202c is\u200b long")

    receipt = await send(priya)

    assert "invisible characters" in receipt.plain
    assert "The list is long" in (await card(workspace, bot)).plain


async def test_details_of_a_family_come_back_masked_and_then_go_through(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    await open_form(priya, "/near-miss", "NHS 943 476 5870, mother 07700 900123, SW1A 1AA")
    priya.fill("What caught it", "A second look")
    priya.fill("Any idea", "Do not write to child@home.example")
    priya.fill("Where in our work", "Strategy discussion")
    priya.fill("What made it easy to slip", ["Handover", "Tiredness"])
    priya.fill("How should we know you", "Named")
    priya.fill("Who may read this", "Only my manager for now")

    assert (await priya.submit()).ok

    assert priya.modal is not None
    assert "Nothing is saved yet" in priya.modal.plain
    seen = str(priya.modal)
    details = ("943 476 5870", "07700 900123", "SW1A 1AA", "child@home.example")
    assert [detail for detail in details if detail in seen] == []
    assert await kept(bot) == []
    assert (await priya.submit()).ok
    receipt_of(priya)
    (report,) = await kept(bot)
    assert report.words.what == "NHS [NHS number], mother [phone number], [postcode]"
    assert report.words.idea == "Do not write to [email address]"
    assert report.words.caught == "A second look"
    assert report.words.stage == "strategy"
    assert report.words.factors == ("handover", "tiredness")
    assert (report.mode, report.audience) == ("named", "deciders")


async def test_each_box_keeps_its_words_while_the_form_comes_back_again_and_again(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    await open_form(priya, "/near-miss", "Rang 07700 900123 of Jayden Smith")
    priya.fill("Where in our work", "Not sure")
    priya.fill("How should we know you", "Named")

    assert (await priya.submit()).ok
    priya.fill("What caught it", "A call from 07700 900456")
    assert (await priya.submit()).ok
    priya.fill("Any idea", "Ask twice")
    assert (await priya.submit()).ok

    assert priya.modal is not None
    assert "some words may be people's names" in priya.modal.plain
    await send(priya)
    (report,) = await kept(bot)
    assert report.words.what == "Rang [phone number] of Jayden Smith"
    assert report.words.caught == "A call from [phone number]"
    assert report.words.idea == "Ask twice"


@pytest.mark.parametrize(
    ("who", "way"),
    [("priya", "Add something"), ("amina", "Go ahead"), ("amina", "Ask the reporter …")],
)
async def test_the_small_forms_come_back_with_the_details_masked(
    workspace: Workspace, bot: Running, who: str, way: str
) -> None:
    await suggestion(workspace.person("priya"), "One list instead of two")
    await settled(workspace, bot)
    writer = workspace.person(who)
    await at_home(workspace, writer)
    if way.startswith("Ask"):
        assert (await writer.choose(None, "without_words", way)).ok
    else:
        assert (await writer.press(None, way)).ok

    writer.fill("words", "Ring 07700 900123 about the list")
    assert (await writer.submit()).ok

    assert writer.modal is not None
    assert "Nothing is saved yet" in writer.modal.plain
    assert "phone number" in writer.modal.plain
    assert "Ring [phone number] about the list" in str(writer.modal.inputs)
    assert "07700" not in str(writer.modal.blocks)
    assert (await writer.submit()).ok
    assert not writer.modal.inputs


async def test_what_may_be_names_is_shown_once_and_never_stands_in_the_way(
    workspace: Workspace, bot: Running
) -> None:
    priya = workspace.person("priya")
    words = "The letter for Jayden Smith was nearly sent to the old address"
    await open_form(priya, "/near-miss", words)
    priya.fill("Where in our work", "Not sure")
    priya.fill("How should we know you", "Named")

    assert (await priya.submit()).ok

    assert priya.modal is not None
    assert "some words may be people's names" in priya.modal.plain
    marked = [part["text"] for part in _parts(priya.modal.blocks) if part.get("style")]
    assert any("Jayden" in str(text) for text in marked)
    assert await kept(bot) == []
    await send(priya)
    (report,) = await kept(bot)
    assert (report.words.what, report.mode) == (words, "named")


async def test_details_in_a_thread_are_not_kept_either(workspace: Workspace, bot: Running) -> None:
    priya, tom = workspace.person("priya"), workspace.person("tom")
    await suggestion(priya, "One list instead of two")
    await tom.say(RIVERSIDE, "Ring 07700 900123", thread=await card(workspace, bot))
    await settled(workspace, bot)

    (report,) = await kept(bot)
    assert await said_about(bot, report) == ((tom.id, "Ring [phone number]"),)


def _parts(blocks: list[JsonObject]) -> Iterator[JsonObject]:
    """Every object in the blocks, however deep."""
    for block in blocks:
        yield block
        for value in block.values():
            if isinstance(value, dict):
                yield from _parts([value])
            elif isinstance(value, list):
                yield from _parts([one for one in value if isinstance(one, dict)])


def _quotes(blocks: list[JsonObject]) -> list[str]:
    """What is quoted in a message, each quotation as it reads."""
    return [
        "".join(str(piece["text"]) for piece in part["elements"])
        for part in _parts(blocks)
        if part.get("type") == "rich_text_quote"
    ]


def _live_words(blocks: list[JsonObject]) -> list[JsonObject]:
    """Parts of a message in which words of the report could come alive."""
    return [
        part
        for part in _parts(blocks)
        if part.get("type") in {"link", "broadcast", "usergroup", "channel", "color"}
        or (part.get("type") == "mrkdwn" and ("evil" in part["text"] or "<!" in part["text"]))
    ]


async def test_a_manager_who_names_somebody_is_asked_to_look_again_once_and_loses_nothing(
    workspace: Workspace, bot: Running
) -> None:
    amina = workspace.person("amina")
    await suggestion(workspace.person("priya"), "One list instead of two")
    digest = await morning(workspace, bot, amina)
    words = "I think it was Priya's idea."

    await amina.press(digest, "Go ahead")
    amina.fill("words", words)
    await amina.submit()

    assert amina.modal is not None
    assert "may be people's names" in str(amina.modal["blocks"])
    (report,) = await kept(bot)
    assert report.is_thanked is False
    assert (await amina.submit()).ok
    (report,) = await kept(bot)
    assert report.events[-1].words == words
