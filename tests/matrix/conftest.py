"""The same world as the services' own tests."""

from tests.services.conftest import world

__all__ = ["world"]
