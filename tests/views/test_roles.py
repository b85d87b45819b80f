"""What those who decide are told when somebody comes to decide or goes."""

import pytest

from bot.domain.roles import Post, RoleChange
from bot.views.roles import roles_changed
from tests.builders import AMINA, DAN, MOIRA
from tests.views.reading import everything

HEAD = "ab" * 32


@pytest.mark.parametrize("post", Post)
def test_it_says_who_comes_who_goes_as_what_where_and_by_whom(post: Post) -> None:
    came, went = RoleChange(post, DAN, came=True), RoleChange(post, AMINA, came=False)
    told = everything(roles_changed([came, went], by=MOIRA, team_name="Riverside", head=""))
    assert f"<@{MOIRA}> has changed who decides in Riverside" in told
    assert f"<@{DAN}> is a {post} now." in told
    assert f"<@{AMINA}> is no longer a {post}." in told
    assert "digest" not in told


def test_what_was_typed_on_the_machine_says_so_and_shows_the_audits_digest() -> None:
    came = RoleChange(Post.LEARNING_LEAD, DAN, came=True)
    told = everything(roles_changed([came], by=None, team_name="", head=HEAD))
    assert "Whoever runs the machine has changed who decides in the service" in told
    assert HEAD in told
