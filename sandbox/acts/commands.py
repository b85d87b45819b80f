"""A person types a slash command."""

from dataclasses import dataclass

from sandbox.acts.actor import actor, open_channel, response_url
from sandbox.channels import Channel
from sandbox.errors import RefusedError, SlackError, UnansweredError
from sandbox.members import SLACKBOT, Member
from sandbox.messages import Message
from sandbox.posting import post, whisper
from sandbox.shapes import JsonObject
from sandbox.validate.message import check_message
from sandbox.wording import escape, typed
from sandbox.world import World


@dataclass(frozen=True)
class CommandReply:
    """`message` is what the app said in its acknowledgement, if it said anything.

    `error` is Slack's own sentence when the app did not answer.
    """

    message: Message | None = None
    error: str | None = None


async def run_command(
    world: World, user: str, reference: str, command: str, text: str = ""
) -> CommandReply:
    """Send the command to the app and show its answer, or Slack's sentence about its silence."""
    member = actor(world, user)
    channel = open_channel(world, user, reference)
    known = world.manifest.commands.get(command)
    if known is None:
        raise RefusedError(f"{command} is not a valid command.", status=404)
    words = typed(text, world.state) if known.should_escape else escape(text)
    payload = _payload(world, member, channel, command, words)
    try:
        ack = await world.delivery.request("slash_commands", command, payload)
    except UnansweredError as problem:
        sentence = f"{command} failed with the error “{problem}”"
        whisper(world, channel, member.id, sentence, user=SLACKBOT)
        return CommandReply(error=sentence)
    return _answer(world, member, channel, command, ack or {})


def _payload(world: World, member: Member, channel: Channel, command: str, text: str) -> JsonObject:
    """Return the command's payload (docs.slack.dev, "Implementing slash commands").

    The text is escaped like a message's: whether Slack does so is not documented for every
    client, and an app that unescapes is right in both cases.
    """
    installation = world.installation
    return {
        "token": "sandbox",
        "team_id": installation.team_id,
        "team_domain": installation.team_domain,
        "channel_id": channel.id,
        "channel_name": channel.payload_name,
        "user_id": member.id,
        "user_name": member.handle,
        "command": command,
        "text": text,
        "api_app_id": installation.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url(world, member, channel, ts=None, thread_ts=None),
        "trigger_id": world.triggers.issue(member.id),
    }


def _answer(
    world: World, member: Member, channel: Channel, command: str, ack: JsonObject
) -> CommandReply:
    text, blocks = ack.get("text") or "", ack.get("blocks") or []
    if not text and not blocks:
        return CommandReply()
    try:
        check_message(world, f"ack of {command}", text, blocks)
    except SlackError as problem:
        sentence = f"{command} failed with the error “{problem.code}”"
        whisper(world, channel, member.id, sentence, user=SLACKBOT)
        return CommandReply(error=sentence)
    bot = world.state.bot
    if ack.get("response_type") == "in_channel":
        message = post(world, channel, bot, text, blocks=blocks, by_app=True)
    else:
        message = whisper(world, channel, member.id, text, user=bot, blocks=blocks)
    return CommandReply(message=message)
