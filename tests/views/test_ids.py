"""Names that Slack hands back lead to exactly what they were drawn for."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import Reply
from bot.views.ids import Action, Block, action_of, block_id, field_of, reply_of


@given(st.sampled_from(Block), st.integers(min_value=0, max_value=999))
def test_the_revision_in_a_block_id_can_always_be_taken_off(field: Block, revision: int) -> None:
    assert field_of(block_id(field, revision)) == field


@given(st.sampled_from(Block))
def test_every_revision_of_an_input_has_a_block_id_of_its_own(field: Block) -> None:
    assert len({block_id(field, revision) for revision in range(20)}) == 20


def test_every_reply_has_a_button_and_every_reply_button_a_reply() -> None:
    drawn = [action_of(reply) for reply in Reply]
    assert [reply_of(action) for action in drawn] == list(Reply)
    assert set(drawn) == {action for action in Action if action.startswith("reply_")}
