"""A service whose keys are changed: the old ones, the new ones, and a bot started with either."""

import base64
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from cryptography.fernet import Fernet

from bot.services.menu import Services
from storage.vault import Vault
from tests.services.world import World

SECRETS = [Fernet.generate_key().decode() for _ in range(2)]
INDEXES = [base64.b64encode(Random(seed).randbytes(32)).decode() for seed in (11, 12)]
"""The old key and the new one of each kind."""


def under(world: World, secrets: Sequence[str], indexes: Sequence[str]) -> World:
    """The same world, its bot started with these keys, newest first."""
    context = replace(world.context, vault=Vault(tuple(secrets), tuple(indexes)))
    return World(Services.on(context), context, world.clock, world.people)


def under_old(world: World) -> World:
    """Before the change."""
    return under(world, SECRETS[:1], INDEXES[:1])


def under_both(world: World) -> World:
    """While the keys are changed: the new ones first."""
    return under(world, SECRETS[::-1], INDEXES[::-1])


def under_new(world: World) -> World:
    """After the old ones have been taken out."""
    return under(world, SECRETS[1:], INDEXES[1:])
