"""What `register_all` asks of Bolt, written down instead of listened to."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from types import SimpleNamespace
from typing import Any

from bot.services.menu import Services
from handlers import register_all

Listener = Callable[..., Any]


@dataclass
class Register:
    """Takes the place of Bolt's app."""

    kept: list[tuple[str, str, Listener]] = field(default_factory=list)
    """Of what kind, by what name, and who listens."""

    def command(self, name: str) -> Callable[[Listener], None]:
        return self._keep("command", name)

    def shortcut(self, name: str) -> Callable[[Listener], None]:
        return self._keep("shortcut", name)

    def action(self, name: str) -> Callable[[Listener], None]:
        return self._keep("action", name)

    def view(self, name: str) -> Callable[[Listener], None]:
        return self._keep("view", name)

    def event(self, name: str) -> Callable[[Listener], None]:
        return self._keep("event", name)

    def middleware(self, _: Listener) -> None:
        """What stands before every listener is none itself."""

    def error(self, listener: Listener) -> None:
        self.kept.append(("error", "", listener))

    def names(self, kind: str) -> list[str]:
        """The names of one kind, one for each listener, in order."""
        return sorted(name for one, name, _ in self.kept if one == kind)

    def _keep(self, kind: str, name: str) -> Callable[[Listener], None]:
        return lambda listener: self.kept.append((kind, name, listener))


def registrations() -> Register:
    """All that the bot listens to."""
    register: Any = Register()
    services: Any = SimpleNamespace(**{one.name: None for one in fields(Services)})
    register_all(register, services)
    assert isinstance(register, Register)
    return register
