"""What the workspace noticed that Slack would have refused."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`where` is the method or ack, `code` Slack's error code, `message` what and where in it."""

    where: str
    code: str
    message: str


class Findings(list[Finding]):
    """Every finding since the start, oldest first. Empty is what an app aims for."""

    def note(self, where: str, code: str, *messages: str) -> None:
        self.extend(Finding(where, code, message) for message in messages or (code,))
