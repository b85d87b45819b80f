"""Who comes to decide and who goes, and who was there before."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import UserId
from bot.domain.roles import Post, RoleChange, in_the_service, in_the_team, there_before
from bot.domain.team import Service
from tests.builders import AMINA, DAN, MOIRA, a_team

PEOPLE = st.from_regex(r"U0[A-Z0-9]{3,9}", fullmatch=True).map(UserId)
CHANGES = st.builds(RoleChange, st.sampled_from(Post), PEOPLE, came=st.booleans())


@given(changes=st.lists(CHANGES, max_size=6))
def test_changes_come_back_from_their_text(changes: list[RoleChange]) -> None:
    text = ":".join(one.to_text() for one in changes)
    assert RoleChange.from_texts(text.split(":") if text else []) == tuple(changes)


@given(before=st.sets(PEOPLE), after=st.sets(PEOPLE))
def test_nobody_comes_or_goes_unseen(before: set[UserId], after: set[UserId]) -> None:
    seen = in_the_service(Service(tuple(sorted(before))), Service(tuple(sorted(after))))
    assert {one.person for one in seen if one.came} == after - before
    assert {one.person for one in seen if not one.came} == before - after


def test_of_a_new_team_everybody_comes_and_whoever_changes_posts_leaves_one() -> None:
    team = a_team(managers=(AMINA,), deputies=(DAN,))
    assert {(one.post, one.person) for one in in_the_team(None, team)} == {
        (Post.MANAGER, AMINA),
        (Post.DEPUTY, DAN),
    }
    swapped = in_the_team(team, a_team(managers=(DAN,), deputies=()))
    assert set(swapped) == {
        RoleChange(Post.MANAGER, DAN, came=True),
        RoleChange(Post.MANAGER, AMINA, came=False),
        RoleChange(Post.DEPUTY, DAN, came=False),
    }


ADDED, REMOVED = "learning lead added", "learning lead removed"


def test_the_first_thing_that_happened_tells_who_was_there_before() -> None:
    assert there_before([MOIRA], []) == {MOIRA}
    assert there_before([MOIRA, DAN], [(ADDED, DAN)]) == {MOIRA}
    assert there_before([DAN], [(ADDED, DAN), (REMOVED, MOIRA)]) == {MOIRA}
    assert there_before([], [(ADDED, DAN), (REMOVED, DAN)]) == set()
    assert there_before([MOIRA], [(REMOVED, MOIRA), (ADDED, MOIRA)]) == {MOIRA}
