"""Who decides, and how that changes: who comes, who goes, and as what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Self

from bot.domain.ids import UserId
from bot.domain.team import Service, Team

SETTLED_AFTER = timedelta(days=7)
"""How long the word of those who were there before counts for more than that of whoever is new."""

MOST_IN_A_MESSAGE = 4
"""Of changes that one message tells of."""


class Post(StrEnum):
    """What somebody decides as."""

    LEARNING_LEAD = "learning lead"
    MANAGER = "manager"
    DEPUTY = "deputy"


@dataclass(frozen=True)
class RoleChange:
    """That somebody has come to a post, or left it."""

    post: Post
    person: UserId
    came: bool

    @property
    def action(self) -> str:
        """What stands in the audit, of this person."""
        return f"{self.post} {'added' if self.came else 'removed'}"

    def to_text(self) -> str:
        """The same in a few characters, the person between two colons or at the end."""
        return f"{_SHORT[self.post]}{'+' if self.came else '-'}:{self.person}"

    @classmethod
    def from_texts(cls, texts: Iterable[str]) -> tuple[Self, ...]:
        """What several `to_text`, joined by colons and split again, told of."""
        parts = list(texts)
        return tuple(
            cls(_LONG[what[0]], UserId(person), came=what[1] == "+")
            for what, person in zip(parts[::2], parts[1::2], strict=True)
        )


_SHORT = {Post.LEARNING_LEAD: "l", Post.MANAGER: "m", Post.DEPUTY: "d"}
_LONG = {short: post for post, short in _SHORT.items()}

ACTIONS = frozenset(
    RoleChange(post, UserId(""), came=came).action for post in Post for came in (True, False)
)


def in_the_service(before: Service, after: Service) -> tuple[RoleChange, ...]:
    """Who has come and gone as a learning lead."""
    changes = _between(Post.LEARNING_LEAD, before.learning_leads, after.learning_leads)
    return tuple(changes)


def in_the_team(before: Team | None, after: Team) -> tuple[RoleChange, ...]:
    """Who has come and gone as a manager or deputy; everybody has, where the team is new."""
    managers = _between(Post.MANAGER, before.managers if before else (), after.managers)
    deputies = _between(Post.DEPUTY, before.deputies if before else (), after.deputies)
    return (*managers, *deputies)


def there_before(now: Iterable[UserId], since: Iterable[tuple[str, str]]) -> frozenset[UserId]:
    """The learning leads of seven days ago.

    `now` are those of today, and `since` who has come or gone in these days, oldest first: the
    action as it stands in the audit, and the person.
    """
    first: dict[str, str] = {}
    for action, person in since:
        first.setdefault(person, action)
    gone = RoleChange(Post.LEARNING_LEAD, UserId(""), came=False).action
    were = {UserId(person) for person, action in first.items() if action == gone}
    return frozenset({user for user in now if user not in first} | were)


def _between(post: Post, before: Iterable[UserId], after: Iterable[UserId]) -> Iterator[RoleChange]:
    was, is_now = tuple(before), tuple(after)
    yield from (RoleChange(post, one, came=True) for one in is_now if one not in was)
    yield from (RoleChange(post, one, came=False) for one in was if one not in is_now)
