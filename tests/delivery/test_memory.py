"""What Slack has told: kept for ten minutes, and never in endless numbers."""

import pytest

from bot.delivery.memory import Memory


class Oracle:
    """Answers each question with how many were asked before it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def __call__(self, about: str) -> int:
        self.asked.append(about)
        return len(self.asked)


async def test_what_is_known_is_not_asked_again_until_it_is_forgotten() -> None:
    oracle = Oracle()
    memory = Memory(oracle, lambda: 0.0)
    assert not memory.knows("one")
    assert [await memory.of("one"), await memory.of("one")] == [1, 1]
    assert memory.knows("one")
    memory.forget("one")
    assert not memory.knows("one")
    assert await memory.of("one") == 2


async def test_forgetting_one_thing_leaves_the_others() -> None:
    oracle = Oracle()
    memory = Memory(oracle, lambda: 0.0)
    await memory.of("one")
    await memory.of("other")
    memory.forget("one")
    await memory.of("other")
    assert oracle.asked == ["one", "other"]


async def test_what_is_remembered_does_not_grow_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.delivery.memory._MOST", 2)
    memory = Memory(Oracle(), lambda: 0.0)
    for about in ("one", "two", "three"):
        await memory.of(about)
    assert [memory.knows(one) for one in ("one", "two", "three")] == [False, False, True]


@pytest.mark.parametrize(("forgotten", "is_kept"), [("one", False), ("other", True)])
async def test_an_answer_on_its_way_is_kept_unless_it_is_about_what_was_forgotten(
    forgotten: str, *, is_kept: bool
) -> None:
    """In a large workspace somebody's status changes every second."""

    async def ask(about: str) -> str:
        memory.forget(forgotten)
        return about

    memory = Memory[str, str](ask, lambda: 0.0)
    await memory.of("one")
    assert memory.knows("one") is is_kept


async def test_what_is_stale_by_its_answer_is_forgotten_and_so_is_what_is_on_its_way() -> None:
    memory = Memory(Oracle(), lambda: 0.0)
    for about in ("one", "two", "three"):
        await memory.of(about)
    memory.forget_where(lambda told: told > 1)
    assert [memory.knows(one) for one in ("one", "two", "three")] == [True, False, False]

    async def ask(_: str) -> int:
        asking.forget_where(lambda told: told == 5)
        return 5

    asking = Memory[str, int](ask, lambda: 0.0)
    assert await asking.of("one") == 5
    assert not asking.knows("one")


async def test_a_question_that_fails_leaves_nothing_behind() -> None:
    async def ask(_: str) -> int:
        raise ConnectionResetError

    memory = Memory[str, int](ask, lambda: 0.0)
    with pytest.raises(ConnectionResetError):
        await memory.of("one")
    assert not memory.knows("one")
    assert memory._open == {}
