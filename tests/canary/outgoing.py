"""What may leave for Slack about somebody: in which methods, as what, and beside which words."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sandbox.traffic import Entry
from tests.canary.people import Canary

METHODS: Mapping[str, frozenset[str]] = {
    "users.info": frozenset({"user"}),
    "users.conversations": frozenset({"user"}),
    "conversations.open": frozenset({"users"}),
    "views.publish": frozenset({"user_id"}),
    "chat.postMessage": frozenset({"channel"}),
    "chat.update": frozenset({"channel"}),
}
"""In which methods somebody's id, or that of their direct messages, may stand, and as what."""

IN_DIRECT_MESSAGES = frozenset({"chat.postMessage", "chat.update"})
"""Where a confidential reporter reads about their report; all else is about nobody's report."""


@dataclass
class Story:
    """One report of one person, and what it is known by."""

    canary: Canary
    is_anonymous: bool
    reference: str = ""
    code: str = ""

    @property
    def secret_of_code(self) -> str:
        """The part of the code that is no reference."""
        return self.code.partition("-")[2].partition("-")[2] or self.code

    @property
    def marks(self) -> tuple[str, ...]:
        """What tells this report from all others."""
        return tuple(filter(None, (self.canary.word, self.reference, self.code)))


@dataclass
class Judge:
    """Looks at every request of the bot; what it says is wrong is one line for each thing."""

    stories: Iterable[Story]
    _by_id: dict[str, Story] = field(init=False)

    def __post_init__(self) -> None:
        self._by_id = {
            id: story for story in self.stories for id in (story.canary.id, story.canary.direct)
        }

    def offences(self, entries: Iterable[Entry]) -> Iterator[str]:
        """Requests that tell Slack more than they have to."""
        for entry in entries:
            if entry.direction == "from_bot":
                yield from self._of_request(entry)

    def _of_request(self, entry: Entry) -> Iterator[str]:
        whole = json.dumps(entry.body, ensure_ascii=False)
        for id in self._ids_in(whole):
            story, where = self._by_id[id], places(entry, id)
            told = [mark for mark in story.marks if mark in whole]
            said = f"{entry.name} has {id} as {sorted(where)}"
            if where - METHODS.get(entry.name, frozenset()):
                yield f"{said}, which is not on the list"
            if id == story.canary.direct and story.is_anonymous and not _is_greeting(entry):
                yield f"{said}, and no message goes to who leaves no name"
            if told and not _is_to_reporter(entry, story):
                yield f"{said} together with {told}"

    def _ids_in(self, whole: str) -> Iterator[str]:
        return (id for id in self._by_id if id in whole)

    def misplaced_codes(self, entries: Sequence[Entry]) -> Iterator[str]:
        """Receipt codes that stand anywhere but in windows of the person whose they are."""
        codes = {story.secret_of_code: story for story in self.stories if story.code}
        clicks = (_windows_of(one) for one in entries if one.direction == "to_bot")
        owners = {key: user for click in clicks for key, user in click.items()}
        for entry in entries:
            said = json.dumps(entry.reply if entry.direction == "to_bot" else entry.body)
            for code, story in codes.items():
                if code in said and _shown_to(entry, owners) != story.canary.id:
                    yield f"{entry.name} shows the code of {story.canary.id}"


def places(entry: Entry, id: str) -> set[str]:
    """The arguments of a request in which an id stands; with a `/` after it where it is deep in."""
    return {
        name if value == id else f"{name}/"
        for name, value in entry.body.items()
        if id in json.dumps(value, ensure_ascii=False)
    }


def _is_greeting(entry: Entry) -> bool:
    """A sentence about nobody's report, such as a refusal, may be said to anybody."""
    return entry.name == "chat.postMessage" and "metadata" not in entry.body


def _is_to_reporter(entry: Entry, story: Story) -> bool:
    """Whether it goes to a confidential reporter, in direct messages of their own."""
    to = entry.body.get("channel")
    return entry.name in IN_DIRECT_MESSAGES and not story.is_anonymous and to == story.canary.direct


def _windows_of(entry: Entry) -> dict[str, str]:
    """Whose click this was, by the trigger id and by the window that it stands in."""
    user = entry.body.get("user_id") or (entry.body.get("user") or {}).get("id")
    if not isinstance(user, str):
        return {}
    view = (entry.body.get("view") or {}).get("id")
    trigger = entry.body.get("trigger_id")
    return {key: user for key in (view, trigger) if isinstance(key, str)}


def _shown_to(entry: Entry, owners: Mapping[str, str]) -> str | None:
    """Who sees what this answers, opens or draws anew; None where it answers no click."""
    if entry.direction == "to_bot":
        return next(iter(_windows_of(entry).values()), None)
    if entry.name not in {"views.open", "views.push", "views.update"}:
        return None
    key = entry.body.get("trigger_id") or entry.body.get("view_id")
    return owners.get(str(key))
