"""The three ways the sandbox says no: to the app, to a person, and to whoever starts it."""


class SlackError(Exception):
    """A Web API call was refused; `code` is Slack's own error code.

    `messages` become `response_metadata.messages`; `extra` is merged into the reply.
    """

    def __init__(self, code: str, *, messages: tuple[str, ...] = (), **extra: str) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages
        self.extra = extra


class RefusedError(Exception):
    """A person cannot do this; the text is the sentence they read, `status` the HTTP status."""

    def __init__(self, sentence: str, *, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


class StartError(Exception):
    """The workspace cannot start; the text says why and what to do about it."""


class UnansweredError(Exception):
    """The app did not answer: the text is `operation_timeout` or `dispatch_failed`.

    `reason` is what Slack gives as the retry's reason.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code)
        self.reason = reason
