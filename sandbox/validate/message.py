"""Whether Slack would take a message: its text, blocks and metadata."""

from sandbox.errors import SlackError
from sandbox.shapes import JsonObject
from sandbox.validate.blocks import IN_MESSAGE, check_blocks, total_text
from sandbox.validate.charts import IN_MESSAGE as CHARTS
from sandbox.validate.schema import Problems, size
from sandbox.world import World

POSTED_TEXT = 40_000
UPDATED_TEXT = 4_000
BLOCKS_TEXT = 13_200
METADATA_BYTES = 8_000


def check_message(
    world: World, where: str, text: object, blocks: object, *, longest: int = POSTED_TEXT
) -> tuple[str, list[JsonObject]]:
    """Return text and blocks if Slack would take them, else note what it is and raise SlackError.

    Limits: docs.slack.dev, "chat.postMessage" (40,000 characters of text; this workspace refuses
    where Slack would cut) and "chat.update" (4,000). The limit on all the text of the blocks
    (`msg_blocks_too_long`) is documented without a figure; 13,200 is what users have met.
    """
    if text is not None and not isinstance(text, str):
        world.refuse(where, "invalid_arguments", ["must be a string [json-pointer:/text]"])
    words = text if isinstance(text, str) else ""
    if len(words) > longest:
        world.findings.note(where, "msg_too_long")
        raise SlackError("msg_too_long")
    if blocks is not None and not isinstance(blocks, list):
        world.findings.note(where, "invalid_blocks_format")
        raise SlackError("invalid_blocks_format")
    if not words and not blocks:
        world.findings.note(where, "no_text")
        raise SlackError("no_text")
    _refuse_unknown(world, blocks or [])
    problems = Problems()
    check_blocks(problems, "/blocks", blocks or [], IN_MESSAGE, charts=CHARTS)
    world.refuse(where, "invalid_blocks", problems)
    if total_text(blocks) > BLOCKS_TEXT:
        world.findings.note(where, "msg_blocks_too_long")
        raise SlackError("msg_blocks_too_long")
    return words, blocks or []


def _refuse_unknown(world: World, blocks: list[object]) -> None:
    """Refuse what this workspace was told not to know; nobody is to blame, so nothing is noted."""
    problems = Problems()
    for index, block in enumerate(blocks):
        kind = block.get("type") if isinstance(block, dict) else None
        if kind in world.faults.unknown_blocks:
            problems.at(f"/blocks/{index}/type", f"unsupported type: {kind}")
    if problems:
        raise SlackError("invalid_blocks", messages=tuple(f"[ERROR] {one}" for one in problems))


def check_metadata(world: World, where: str, metadata: object) -> JsonObject | None:
    """Return the metadata if it has an event_type and an object as event_payload.

    The shape is of docs.slack.dev, "Message metadata"; `metadata_too_large` is documented without
    a figure, and 8,000 bytes is this workspace's.
    """
    if metadata is None:
        return None
    whole = (
        isinstance(metadata, dict)
        and isinstance(metadata.get("event_type"), str)
        and bool(metadata["event_type"])
        and isinstance(metadata.get("event_payload"), dict)
    )
    if not whole or not isinstance(metadata, dict):
        world.findings.note(where, "invalid_metadata_format")
        raise SlackError("invalid_metadata_format")
    if size(metadata) > METADATA_BYTES:
        world.findings.note(where, "metadata_too_large")
        raise SlackError("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}
