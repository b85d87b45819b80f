"""The form that sets a team up: what it starts with."""

from dataclasses import dataclass

from bot.domain.ids import ChannelId
from bot.domain.team import Service, Team


@dataclass(frozen=True)
class SettingUpForm:
    """`team` is the channel's team as it is, or None for one that is not set up yet."""

    channel: ChannelId
    channel_name: str
    team: Team | None
    service: Service
