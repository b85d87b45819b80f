"""What is planted in the year: three error traps that several people come upon, and a false one.

Each near miss is told by somebody else, in words of their own, some of them in another team. They
were written after the rule by which the bot finds patterns had been settled. What belongs to the
false pattern sounds alike, and has nothing to do with each other.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.year.people import CREWS, Crew
from tests.year.stories import Story

ASHDOWN, BIRCH, CALDER, DUNMORE, ELMFIELD, FOXHILL = CREWS


@dataclass(frozen=True)
class Told:
    """A near miss to come: how many days after the beginning, in which team, and what is said."""

    after: int
    crew: Crew
    words: str
    stage: str
    factors: tuple[str, ...]
    is_named: bool = False


@dataclass(frozen=True)
class Theme:
    """What several people come upon; one without a name is no trap, whatever it looks like.

    `plans` are what is changed, one after the other: where there are two, the first did not help.
    """

    key: str
    told: tuple[Told, ...]
    name: str = ""
    plans: tuple[str, ...] = ()

    @property
    def is_trap(self) -> bool:
        return bool(self.name)


COURT = Theme(
    "court",
    (
        Told(
            0,
            ASHDOWN,
            "I took a family over on Friday and learned by chance that their final hearing was on "
            "Tuesday: the transfer summary has nothing about court",
            "court",
            ("handover",),
            is_named=True,
        ),
        Told(
            1,
            ASHDOWN,
            "The statement was due two days after the change of worker, and the date of the "
            "hearing had stayed in the diary of whoever had the case before me",
            "court",
            ("handover", "time_pressure"),
        ),
        Told(
            3,
            ASHDOWN,
            "Our solicitor rang to ask where my statement was. At handover we had talked about the "
            "children, and not about the court timetable",
            "court",
            ("handover",),
        ),
        Told(
            4,
            ASHDOWN,
            "Half of the court bundle was still with my predecessor on the day before the hearing",
            "court",
            ("handover", "information"),
            is_named=True,
        ),
        Told(
            7,
            CALDER,
            "New to the family, I heard of the hearing from the guardian; our transfer form has no "
            "line for court dates",
            "handover",
            ("handover", "procedure"),
        ),
    ),
    name="Court dates are lost at handover",
    plans=("The transfer form asks for the next hearing, and cannot be sent without it",),
)

REFERRAL = Theme(
    "referral",
    (
        Told(
            1,
            BIRCH,
            "The school sent its referral by email and again through the portal, and two of us "
            "rang the same mother on one morning",
            "front_door",
            ("equipment",),
        ),
        Told(
            2,
            FOXHILL,
            "One referral from a school had been logged twice, so that two of us began to screen "
            "the same family",
            "front_door",
            ("equipment", "unclear_roles"),
        ),
        Told(
            4,
            BIRCH,
            "A nursery filled the referral form in twice because the portal did not say that it "
            "had arrived; the duplicate was taken for a new one",
            "front_door",
            ("equipment", "procedure"),
            is_named=True,
        ),
        Told(
            7,
            FOXHILL,
            "A duplicate of the portal referral was put on the other duty list, and a family had "
            "two visits in a week",
            "screening",
            ("equipment",),
        ),
        Told(
            9,
            BIRCH,
            "The email from a school and its portal form stood in the list as two referrals for "
            "three days",
            "front_door",
            ("equipment",),
        ),
    ),
    name="One referral arrives twice, by two ways in",
    plans=(
        "The portal sends a receipt with a number",
        "Email is not a way in any more: who writes to the old address is sent to the portal",
    ),
)

NUMBER = Theme(
    "number",
    (
        Told(
            0,
            DUNMORE,
            "The safety plan that I left with a father has last year's out-of-hours number on it",
            "out_of_hours",
            ("information", "procedure"),
        ),
        Told(
            2,
            ELMFIELD,
            "A carer rang the emergency duty number from her leaflet on a Saturday, and it was not "
            "in use any more",
            "out_of_hours",
            ("information",),
            is_named=True,
        ),
        Told(
            3,
            DUNMORE,
            "Our letter template carries the old number of the out-of-hours service; a grandmother "
            "rang it four times",
            "out_of_hours",
            ("procedure", "information"),
        ),
        Told(
            9,
            DUNMORE,
            "The card in a young person's wallet has the old emergency duty number, so that nobody "
            "answered at the weekend",
            "out_of_hours",
            ("information",),
        ),
        Told(
            10,
            ELMFIELD,
            "The answering machine in the office names an out-of-hours number that was given up in "
            "autumn",
            "out_of_hours",
            ("information", "equipment"),
        ),
    ),
    name="The out-of-hours number on our papers is an old one",
    plans=("The number stands in one place, from which letters, plans and cards take it",),
)

KEYS = Theme(
    "keys",
    (
        Told(
            1,
            CALDER,
            "The key of the pool car was not on its hook and my visit began an hour late",
            "visit",
            ("equipment",),
        ),
        Told(
            2,
            CALDER,
            "The key worker on the plan for my visit had moved to another office",
            "visit",
            ("equipment", "information"),
        ),
        Told(
            4,
            CALDER,
            "Nobody could read the key on the new visit sheet: which colour is seen alone?",
            "visit",
            ("equipment",),
        ),
        *(
            Told(after, CALDER, words, "visit", ("equipment",))
            for after, words in (
                (28, "The key of the meeting room was with the caretaker, so the visit was short"),
                (29, "The battery of my key fob was flat and I stood outside after the visit"),
                (31, "The answer key for the visit questionnaire was from the year before"),
                (35, "My key card did not open the car park on the day of a visit"),
                (43, "The visit calendar has no key, so that I took green for free"),
                (57, "No key had been cut for a new colleague, who could not start her visit"),
                (59, "The key stage of the school on my visit list was a wrong one"),
                (60, "I pressed the wrong key on the tablet and the visit record was gone"),
            )
        ),
    ),
)
"""Keys and visits of all kinds: the same words, place and factor, and no cause in common."""

THEMES = (COURT, REFERRAL, NUMBER, KEYS)
TRAPS = tuple(theme for theme in THEMES if theme.is_trap)


def planted(first: date, *, after: int) -> Iterator[Story]:
    """All of it, from the day `first` on; stories are numbered on from `after`."""
    number = after
    for theme in THEMES:
        taken: Counter[Crew] = Counter()
        for told in theme.told:
            number += 1
            taken[told.crew] += 1
            yield Story(
                number=number,
                day=first + timedelta(days=told.after),
                slot=0,
                crew=told.crew,
                author=told.crew.practitioners[_SEATS[theme.key] + taken[told.crew] % _EACH],
                is_near_miss=True,
                is_named=told.is_named,
                is_for_team=True,
                patience=0,
                stage=told.stage,
                factors=told.factors,
                theme=theme.key,
                own_words=told.words,
            )


_ENOUGH = 3
_EACH = 5
_SEATS = {COURT.key: 1, REFERRAL.key: 1, NUMBER.key: 1, KEYS.key: 3}
"""From where on its authors are taken, so that each is another one."""


def theme_of(words: str) -> Theme | None:
    """What the near misses are about that stand in these words; None where too few are of one."""
    counted = {theme.key: sum(told.words in words for told in theme.told) for theme in THEMES}
    found = max(THEMES, key=lambda theme: counted[theme.key])
    return found if counted[found.key] >= _ENOUGH else None
