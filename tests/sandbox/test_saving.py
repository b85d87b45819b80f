"""A second start picks up where the first one was."""

import asyncio
import json
import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import saving
from sandbox.errors import StartError
from sandbox.shapes import JsonObject
from sandbox.timing import Timing
from sandbox.workspace import Workspace
from tests.sandbox.kit import MANIFEST, PRIYA, RIVERSIDE, actions, button, home, section


async def lived_in(path: Path) -> JsonObject:
    """Do a little of everything in a workspace kept in this file; return what it remembers."""
    async with Workspace(MANIFEST, path) as workspace:
        client = AsyncWebClient(workspace.bot_token, base_url=workspace.api_url)
        await client.chat_postMessage(
            channel=RIVERSIDE,
            text="Card",
            blocks=[actions(button("Go"))],
            metadata={"event_type": "card", "event_payload": {"n": 1}},
        )
        await client.chat_postEphemeral(channel=RIVERSIDE, user=PRIYA, text="Psst")
        await client.views_publish(user_id=PRIYA, view=home(section("Mine")))
        card = workspace.messages("#riverside")[-1]
        await workspace.person("priya").react(card, "pray")
        await workspace.person("priya").say("#riverside", "Reply", thread=card)
        workspace.add_channel("quiet", "priya", private=True)
        workspace.share_externally("#quiet", "T0ONE")
        workspace.invite_organisation("#quiet", "T0OTHER")
        workspace.deactivate("tom")
        await workspace.move_time(hours=30)
        return saving.pack(workspace.world.state, workspace.world.clock)


async def test_everything_is_there_again(tmp_path: Path) -> None:
    path = tmp_path / "data" / "workspace.json"
    before = await lived_in(path)
    again = Workspace(MANIFEST, path)
    assert saving.pack(again.world.state, again.world.clock) == before
    priya = again.person("priya")
    assert priya.sees("#riverside")[-2].text == "Psst"
    card = next(one for one in again.messages("#riverside") if one.text == "Card")
    assert [one.text for one in again.thread(card)] == ["Reply"]
    assert again.person("tom").member.deleted
    assert again.world.clock.offset >= timedelta(hours=29)


async def test_a_change_is_on_disk_soon_after(tmp_path: Path) -> None:
    path = tmp_path / "workspace.json"
    async with Workspace(MANIFEST, path, timing=Timing(save_after=0.0)) as workspace:
        await workspace.person("priya").say("#riverside", "Remember me")
        await workspace.until(lambda: "Remember me" in path.read_text(encoding="utf-8"))
    left = [one.name for one in os.scandir(tmp_path)]
    assert left == [path.name], "nothing half-written stays behind"


async def test_times_stay_unique_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "workspace.json"
    before = await lived_in(path)
    again = Workspace(MANIFEST, path)
    assert again.world.next_ts() > before["last_ts"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "is damaged"),
        ("[]", "is damaged"),
        ('{"version": 2}', "is damaged"),
        ('{"version": 99}', "is of version 99; this is version 2"),
    ],
)
def test_a_file_that_is_not_understood_is_left_alone(
    tmp_path: Path, text: str, reason: str
) -> None:
    path = tmp_path / "workspace.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StartError, match=reason):
        Workspace(MANIFEST, path)
    assert path.read_text(encoding="utf-8") == text


def test_a_folder_is_no_data_file(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="cannot be read"):
        Workspace(MANIFEST, tmp_path)


def test_a_write_that_breaks_off_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "workspace.json"
    saving.write(path, {"old": True})

    def full(_: Path, __: Path) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        saving.write(path, {"new": True})
    assert json.loads(path.read_text(encoding="utf-8")) == {"old": True}
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_packed_is_json() -> None:
    workspace = Workspace(MANIFEST)
    packed = saving.pack(workspace.world.state, workspace.world.clock)
    assert json.loads(json.dumps(packed))["version"] == saving.VERSION


async def test_a_save_that_does_not_work_is_said_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "workspace.json"
    async with Workspace(MANIFEST, path, timing=Timing(save_after=0.0)) as workspace:

        def full(_: Path, __: JsonObject) -> None:
            raise OSError("No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(saving, "write", full)
            await workspace.person("priya").say("#riverside", "One")
            await workspace.until(lambda: "could not be saved" in caplog.text)
        await workspace.person("priya").say("#riverside", "Two")
        await workspace.until(lambda: "Two" in path.read_text(encoding="utf-8"))


async def test_a_write_that_has_begun_is_finished_before_the_last_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "workspace.json"
    begun, go_on = threading.Event(), threading.Event()
    writes: list[str] = []

    def slow(_: Path, data: JsonObject) -> None:
        text = json.dumps(data)
        if "One" in text and "Two" not in text:
            begun.set()
            go_on.wait(5)
        writes.append("Two" if "Two" in text else "One" if "One" in text else "none")

    monkeypatch.setattr(saving, "write", slow)
    async with Workspace(MANIFEST, path, timing=Timing(save_after=0.0)) as workspace:
        await workspace.person("priya").say("#riverside", "One")
        await workspace.until(begun.is_set)
        await workspace.person("priya").say("#riverside", "Two")
        asyncio.get_running_loop().call_later(0.05, go_on.set)
    assert writes[-2:] == ["One", "Two"]


async def test_half_a_character_does_not_keep_the_rest_from_being_saved(
    tmp_path: Path,
) -> None:
    odd = "\ud800 \x00 \u202e"
    path = tmp_path / "workspace.json"
    async with Workspace(MANIFEST, path) as workspace:
        await workspace.person("priya").say("#riverside", odd)
    assert Workspace(MANIFEST, path).messages("#riverside")[-1].text == odd
