"""What may leave for Slack about somebody: in which methods, as what, and beside which words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tests.canary.crews import LEAD
from tests.canary.people import ID_PATTERN, WORD_PATTERN
from tests.canary.stories import REFERENCE_PATTERN, SECRET_PATTERN, Story
from tests.canary.wiretap import Request

METHODS: Mapping[str, frozenset[str]] = {
    "users.info": frozenset({"user"}),
    "users.conversations": frozenset({"user"}),
    "conversations.open": frozenset({"users"}),
    "conversations.history": frozenset({"channel"}),
    "conversations.replies": frozenset({"channel"}),
    "views.publish": frozenset({"user_id"}),
    "chat.postMessage": frozenset({"channel"}),
    "chat.update": frozenset({"channel"}),
}
"""In which methods somebody's id, or that of their direct messages, may stand, and as what."""

IN_DIRECT_MESSAGES = frozenset({"chat.postMessage", "chat.update"})
"""Where a confidential reporter reads about their report; all else is about nobody's report."""

NAME_SHOWN = "ack unseal"
"""The one answer in which a name stands: a learning lead has given a reason, and is shown it.

Slack cannot show it without carrying it. So this is an exception to the list of methods, and to
that alone: it goes to the lead who asked, and holds nothing of the report.
"""

_IDS, _SECRETS = (re.compile(f"(?=({each}))") for each in (ID_PATTERN, SECRET_PATTERN))
_MARKS = re.compile(f"(?=({SECRET_PATTERN}|{REFERENCE_PATTERN}|{WORD_PATTERN}))")
"""Each of them wherever it begins, within other signs too."""


@dataclass
class Judge:
    """Looks at what the bot has sent; what it says is wrong is one line for each thing."""

    stories: Iterable[Story]
    _by_id: dict[str, Story] = field(init=False)
    _by_mark: dict[str, Story] = field(init=False)
    _by_secret: dict[str, Story] = field(init=False)

    def __post_init__(self) -> None:
        self._by_id = {id: story for story in self.stories for id in story.canary.ids}
        self._by_mark = {mark: story for story in self.stories for mark in story.marks}
        self._by_secret = {story.secret: story for story in self.stories if story.secret}

    def offences(self, requests: Iterable[Request]) -> Iterator[str]:
        """Requests and answers that tell Slack more about somebody than they have to."""
        for request in requests:
            ids = {id for id in _IDS.findall(request.text) if id in self._by_id}
            for id in sorted(ids):
                yield from self._of_one(request, id, self._by_id[id])

    def _of_one(self, request: Request, id: str, story: Story) -> Iterator[str]:
        where = places(request, id)
        told = {mark for mark in _MARKS.findall(request.text) if mark in self._by_mark}
        said = f"{request.name} has {id} as {sorted(where)}"
        if where - METHODS.get(request.name, frozenset()) and not shows_name(request):
            yield f"{said}, which is not on the list"
        if story.is_anonymous and request.name.startswith("chat."):
            yield f"{said}, and no message goes to who leaves no name"
        if told and not _is_to_reporter(request, story, told):
            yield f"{said} together with {sorted(told)}"

    def names_shown(self, requests: Iterable[Request]) -> Iterator[Story]:
        """Whose name was shown to the learning lead, once for each time."""
        for request in requests:
            if shows_name(request):
                yield from (
                    self._by_id[id] for id in _IDS.findall(request.text) if id in self._by_id
                )

    def misplaced_codes(
        self, requests: Iterable[Request], windows: Mapping[str, str]
    ) -> Iterator[str]:
        """Receipt codes that stand anywhere but before the eyes of the person whose they are.

        That is in windows of their own; and of who is confidential in the direct message, too,
        that hands the code over before it is forgotten who they are.
        """
        for request in requests:
            for secret in _SECRETS.findall(request.text):
                story = self._by_secret.get(secret)
                if story is None or _shown_to(request, windows) == story.canary.id:
                    continue
                if not _is_to_reporter(request, story, story.marks):
                    yield f"{request.name} shows the code of {story.canary.id}"


def places(request: Request, id: str) -> set[str]:
    """The arguments of a request in which an id stands; with a `/` after it where it is deep in."""
    return {
        name if value == id else f"{name}/"
        for name, value in request.arguments.items()
        if id in str(value)
    }


def shows_name(request: Request) -> bool:
    """Whether it answers a learning lead who has given a reason, with nothing but a name."""
    return (
        request.name == NAME_SHOWN
        and request.is_answer
        and request.clicked_by == LEAD
        and not _MARKS.search(request.text)
    )


def _is_to_reporter(request: Request, story: Story, told: Iterable[str]) -> bool:
    """Whether it goes to a confidential reporter, about their own, in their direct messages."""
    return (
        not story.is_anonymous
        and request.name in IN_DIRECT_MESSAGES
        and request.arguments.get("channel") == story.canary.direct
        and set(told) <= set(story.marks)
    )


def _shown_to(request: Request, windows: Mapping[str, str]) -> str | None:
    """Who sees what this answers, opens or draws anew; None where it answers no click."""
    if request.is_answer:
        return request.clicked_by
    if request.name not in {"views.open", "views.push", "views.update"}:
        return None
    given = request.arguments
    return windows.get(str(given.get("trigger_id") or given.get("view_id")))
