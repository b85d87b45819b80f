"""Tells those who decide that somebody has come to decide, or does not any more."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.domain.ids import UserId
from bot.domain.roles import Post, RoleChange
from bot.views import blocks
from bot.views.blocks import Block, Message
from bot.views.text import escape, mention

_MEANS: Final = {
    Post.LEARNING_LEAD: (
        "Learning leads look across the teams, may open a name with a reason, and say whether the "
        "host may hand anything out."
    ),
    Post.MANAGER: "Managers read and answer what is reported in the team.",
    Post.DEPUTY: "Deputies do so while no manager can.",
}

_NOT_AS_AGREED: Final = (
    "If you did not expect this, please ask at once. For a week the word of the learning leads "
    "who were there before counts for more than that of somebody new."
)


def roles_changed(
    changes: Sequence[RoleChange], *, by: UserId | None, team_name: str, head: str
) -> Message:
    """Who comes and who goes, and by whom; without a `team_name`, in the whole service.

    `by` is None for whoever runs the machine. `head` is the audit's last digest, if there is one.
    """
    where = f"in {escape(team_name)}" if team_name else "in the service"
    who = mention(by, first=True) if by else "Whoever runs the machine"
    lines = [f"*{who} has changed who decides {where}.*"]
    lines += [f"• {_line(one)}" for one in changes]
    posts = dict.fromkeys(one.post for one in changes)
    return Message(
        text="Who decides has changed",
        blocks=(
            blocks.section("\n".join(lines)),
            blocks.section(" ".join(_MEANS[post] for post in posts)),
            blocks.section(_NOT_AS_AGREED),
            *audit_digest(head),
        ),
    )


def audit_digest(head: str) -> Iterator[Block]:
    """The audit's last digest, kept in Slack: outside the machine, where it can be compared."""
    if head:
        yield blocks.context(
            "The audit's digest at this moment, for whoever checks it later with `goodcatch audit "
            f"verify --earlier`: `{head}`"
        )


def _line(change: RoleChange) -> str:
    who = mention(change.person, first=True)
    return f"{who} is {'' if change.came else 'no longer '}a {change.post}" + (
        " now." if change.came else "."
    )
