"""A spreadsheet of teams is read whole, and every line that cannot be used says why."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Nation
from bot.domain.ids import ChannelId, UserId
from bot.domain.roster import COLUMNS, NEEDED, BadLine, TeamLine, read

HEADER = ",".join(COLUMNS)
NORTH = TeamLine(ChannelId("C01"), "North", (UserId("U01"),))
SOUTH = TeamLine(ChannelId("C02"), "South", (UserId("U02"),))
TWO_TEAMS = "channel,name,managers\nC01,North,U01\nC02,South,U02\n"


def problems_with(column: str, cell: str) -> tuple[str, ...]:
    """What is said of a line that is right but for one cell."""
    cells = {"channel": "C01", "name": "North", "managers": "U01"} | {column: cell}
    text = f"{','.join(cells)}\n" + ",".join(f'"{one}"' for one in cells.values())
    teams, bad = read(text)
    assert bool(teams) != bool(bad)
    return bad[0].problems if bad else ()


def test_a_line_may_say_everything_of_a_team() -> None:
    line = (
        'C01,North,"U01, U02",W03;U04,SCT,Europe/Dublin,8:15,2,5,Duty desk 0300 123,'
        '"Mon-Wed, Fri",2026-12-24..2026-12-26'
    )
    assert read(f"{HEADER}\n{line}\n") == (
        (
            TeamLine(
                channel=ChannelId("C01"),
                name="North",
                managers=(UserId("U01"), UserId("U02")),
                deputies=(UserId("W03"), UserId("U04")),
                nation=Nation.SCOTLAND,
                timezone=ZoneInfo("Europe/Dublin"),
                digest_at=time(8, 15),
                thanks_days=2,
                answer_days=5,
                duty_contact="Duty desk 0300 123",
                weekdays=frozenset({0, 1, 2, 4}),
                closures=frozenset(date(2026, 12, day) for day in (24, 25, 26)),
            ),
        ),
        (),
    )


def test_what_is_empty_or_has_no_column_is_left_as_it_is() -> None:
    empty = ",".join(["C01", "North", "U01", *[""] * (len(COLUMNS) - len(NEEDED))])
    assert read(f"{HEADER}\n{empty}\n") == ((NORTH,), ())
    assert read(TWO_TEAMS) == ((NORTH, SOUTH), ())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeff" + TWO_TEAMS, id="a mark at the beginning"),
        pytest.param(TWO_TEAMS.replace("\n", "\r\n"), id="line endings of Windows"),
        pytest.param(TWO_TEAMS.replace("\n", "\r"), id="line endings of old"),
        pytest.param(TWO_TEAMS.replace(",", ";"), id="semicolons"),
        pytest.param(TWO_TEAMS.replace(",", " , "), id="spaces around cells"),
        pytest.param(TWO_TEAMS.replace("\n", "\n\n ,,\n"), id="blank lines"),
        pytest.param("\n" + TWO_TEAMS, id="a blank first line"),
        pytest.param(TWO_TEAMS.rstrip(), id="no last line ending"),
        pytest.param(TWO_TEAMS.replace("\n", ",,\n"), id="empty columns at the end"),
        pytest.param(TWO_TEAMS.replace("channel", "Channel "), id="capitals in the header"),
        pytest.param(TWO_TEAMS.replace("North", '"North"'), id="quotation marks"),
    ],
)
def test_the_ways_of_spreadsheets_are_understood(text: str) -> None:
    assert read(text) == ((NORTH, SOUTH), ())


def test_a_quoted_cell_may_follow_a_space() -> None:
    teams, bad = read('channel, name, managers\nC01, North, "U01, U02"\n')
    assert bad == ()
    assert teams[0].managers == (UserId("U01"), UserId("U02"))


def test_columns_may_stand_in_any_order() -> None:
    assert read("managers,name,channel\nU01,North,C01\n") == ((NORTH,), ())


def test_the_names_of_columns_may_have_spaces_or_hyphens() -> None:
    teams, bad = read("channel,name,managers,Digest at,duty-contact\nC01,North,U01,08:00,Desk\n")
    assert bad == ()
    assert (teams[0].digest_at, teams[0].duty_contact) == (time(8), "Desk")


def test_every_bad_line_is_told_with_every_problem_and_the_others_are_read() -> None:
    teams, bad = read(
        "channel,name,managers,nation,thanks_days\n"
        "C01,North,U01,,\n"
        "north,,amina,France,0\n"
        "\n"
        "C02,South,U02,,\n"
        "C03,East,,,11\n"
    )
    assert teams == (NORTH, SOUTH)
    assert [line.number for line in bad] == [3, 6]
    told = [[problem.split(":")[0] for problem in line.problems] for line in bad]
    assert told == [
        ["channel", "name", "managers", "nation", "thanks_days"],
        ["managers", "thanks_days"],
    ]


def test_lines_are_numbered_as_an_editor_shows_them_whatever_is_quoted() -> None:
    text = 'channel,name,managers\nC01,"North\nand\nWest",U01\n\nC02,"South\nEast",\nC03,X,u03\n'
    teams, bad = read(text)
    assert [team.name for team in teams] == ["North and West"]
    assert [line.number for line in bad] == [6, 8]


def test_a_channel_named_twice_is_told_with_its_earlier_line() -> None:
    teams, bad = read(TWO_TEAMS + "C01,Another,U03\n")
    assert teams == (NORTH, SOUTH)
    assert bad == (BadLine(4, ("channel: C01 is on line 2 already.",)),)


def test_the_earlier_line_is_named_even_if_it_is_bad_itself() -> None:
    _, bad = read("channel,name,managers\nC01,North,\nC01,North,U01\n")
    assert bad[1] == BadLine(3, ("channel: C01 is on line 2 already.",))


@pytest.mark.parametrize("lacking", NEEDED)
def test_a_table_without_a_column_that_is_needed_is_told_once(lacking: str) -> None:
    columns = ",".join(column for column in NEEDED if column != lacking)
    teams, bad = read(f"{columns}\n1,2\n3,4\n")
    assert teams == ()
    assert bad == (BadLine(1, (f"There is no column “{lacking}”, and every team needs it.",)),)


def test_an_unknown_column_is_told_and_the_lines_are_still_looked_at() -> None:
    _, bad = read("channel,name,managers,colour\nC01,North,U01,red\nC02,,U02,blue\n")
    assert [line.number for line in bad] == [1, 3]
    assert bad[0].problems[0].startswith("“colour” is not a column")


def test_a_column_named_twice_is_told() -> None:
    _, bad = read("channel,name,managers,name\nC01,North,U01,South\n")
    assert bad == (BadLine(1, ("There is more than one column “name”.",)),)


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", ",,,\n"])
def test_an_empty_table_lacks_its_columns(text: str) -> None:
    teams, bad = read(text)
    assert teams == ()
    assert [(line.number, len(line.problems)) for line in bad] == [(1, len(NEEDED))]


def test_something_in_a_column_without_a_name_is_told() -> None:
    _, bad = read("channel,,name,managers\nC01,,North,U01\nC02,lost,South,U02\nC03,,X,U03,left\n")
    assert [line.number for line in bad] == [3, 4]
    assert "no name" in bad[0].problems[0]


def test_a_short_line_lacks_what_it_does_not_reach() -> None:
    _, bad = read("name,managers,channel\nNorth\n")
    assert [problem.split(":")[0] for problem in bad[0].problems] == ["channel", "managers"]


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        pytest.param('C03,"East"ern,U03\nC04,,U04\n', [4, 5], id="closed too early"),
        pytest.param('C03,"East,U03\nC04,,U04\n', [4], id="never closed"),
    ],
)
def test_quotation_marks_that_do_not_match_are_told(line: str, numbers: list[int]) -> None:
    teams, bad = read(TWO_TEAMS + line)
    assert teams == (NORTH, SOUTH)
    assert [one.number for one in bad] == numbers
    assert "quotation marks" in bad[0].problems[0]


def test_a_header_that_cannot_be_read_is_told() -> None:
    assert read('"channel"s,name,managers\nC01,North,U01\n') == (
        (),
        (BadLine(1, ("The quotation marks from here on do not match.",)),),
    )


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("channel", "c01"),
        ("channel", "U01"),
        ("channel", "#north"),
        ("channel", "C01 C02"),
        ("channel", "C\u0661"),
        ("name", "x" * 76),
        ("name", "\u200b"),
        ("managers", "@amina"),
        ("managers", "U01 C02"),
        ("managers", ", ;"),
        ("deputies", "U01 u02"),
        ("nation", "GB"),
        ("timezone", "London"),
        ("timezone", "Europe"),
        ("timezone", "/etc/passwd"),
        ("timezone", "localtime"),
        ("timezone", "Europe/../Europe/London"),
        ("digest_at", "08.45"),
        ("digest_at", "24:00"),
        ("digest_at", "morning"),
        ("thanks_days", "0"),
        ("thanks_days", "11"),
        ("thanks_days", "1.5"),
        ("thanks_days", "-1"),
        ("answer_days", "31"),
        ("answer_days", "٣"),
        ("duty_contact", "x" * 201),
        ("working_days", "Someday"),
        ("closures", "Christmas"),
    ],
)
def test_a_cell_that_cannot_be_meant_is_told_by_its_column(column: str, cell: str) -> None:
    told = problems_with(column, cell)
    assert len(told) == 1
    assert told[0].startswith(f"{column}: ")
    assert told[0].endswith(".")


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("channel", "G01"),
        ("name", "x" * 75),
        ("managers", "W01"),
        ("nation", "northern ireland"),
        ("nation", "wls"),
        ("timezone", "UTC"),
        ("digest_at", "08:45:00"),
        ("digest_at", "0:00"),
        ("thanks_days", "10"),
        ("answer_days", "30"),
        ("duty_contact", "x" * 200),
        ("working_days", "Sat-Sun"),
        ("closures", "2028-02-29"),
    ],
)
def test_a_cell_at_the_edge_of_what_can_be_meant_is_taken(column: str, cell: str) -> None:
    assert problems_with(column, cell) == ()


def test_an_answer_is_not_promised_sooner_than_thanks() -> None:
    header = "channel,name,managers,thanks_days,answer_days\n"
    teams, bad = read(f"{header}C01,North,U01,3,3\nC02,South,U02,3,2\n")
    assert [team.channel for team in teams] == ["C01"]
    assert bad == (BadLine(3, ("answer_days: an answer cannot be promised sooner than thanks.",)),)


def test_nobody_is_named_twice_in_one_cell() -> None:
    teams, _ = read("channel,name,managers\nC01,North,U02 U01 U02\n")
    assert teams[0].managers == (UserId("U02"), UserId("U01"))


def test_a_name_is_one_line_of_what_can_be_seen() -> None:
    teams, _ = read('channel,name,managers\nC01,"North \n\u202e West\u00a0End",U01\n')
    assert teams[0].name == "North West End"


@given(st.text(), st.text(alphabet='C01U,;"\n\r \t\ufeffnamegr|', max_size=60))
def test_whatever_a_file_holds_each_of_its_lines_is_told_once_at_most(
    anything: str, likelier: str
) -> None:
    for text in (anything, likelier, TWO_TEAMS + likelier):
        teams, bad = read(text)
        numbers = [line.number for line in bad]
        assert numbers == sorted(set(numbers))
        assert all(line.problems for line in bad)
        assert len({team.channel for team in teams}) == len(teams)


@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[CG][A-Z0-9]{1,9}", fullmatch=True),
            st.text(alphabet='abc ,;"\n’é', min_size=1, max_size=20).filter(str.strip),
            st.lists(st.from_regex(r"[UW][A-Z0-9]{1,9}", fullmatch=True), min_size=1, unique=True),
        ),
        unique_by=lambda team: team[0],
        max_size=6,
    ),
    st.sampled_from([",", ";"]),
)
def test_what_a_spreadsheet_writes_is_read_back_the_same(
    written: list[tuple[str, str, list[str]]], delimiter: str
) -> None:
    rows = [list(NEEDED), *([one, name, " ".join(people)] for one, name, people in written)]
    quoted = [['"{}"'.format(cell.replace('"', '""')) for cell in row] for row in rows]
    teams, bad = read("\r\n".join(delimiter.join(row) for row in quoted))
    assert bad == ()
    assert [(team.channel, team.name, list(team.managers)) for team in teams] == [
        (channel, " ".join(name.split()), people) for channel, name, people in written
    ]
