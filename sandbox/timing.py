"""How long things take in real time: Slack's limits and the sandbox's own patience."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """Seconds of real time, whatever the workspace's clock says.

    `ack`, `trigger`: Slack's three seconds (docs.slack.dev, "Handling user interaction").
    `response_url`: thirty minutes (the same page).
    `event_retries`: the waits before each repeat of an event nobody acknowledged
    (docs.slack.dev, "The Events API", error handling: at once, a minute, five minutes).
    `clock_poll`: how long `GET /clock` waits for time to be moved before it answers anyway.
    `step`: how long one hour of moving time waits for the bot to catch up.
    `save_after`: how soon after a change the data file is written.
    """

    ack: float = 3.0
    trigger: float = 3.0
    response_url: float = 1800.0
    event_retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    clock_poll: float = 1.0
    step: float = 10.0
    save_after: float = 0.3
