"""`teams import`: a spreadsheet of teams is kept whole, or not at all."""

from pathlib import Path

import pytest

from bot.domain.roster import COLUMNS
from sandbox import cast
from tests.cli.conftest import GIVEN, Goodcatch, Told

HEADER = "channel,name,managers,deputies,digest_at"
RIVERSIDE = f"{cast.RIVERSIDE},Riverside,{cast.AMINA},{cast.DAN},09:15"
HILLSIDE = f"{cast.HILLSIDE},Hillside,{cast.HELEN},,"


def imported(goodcatch: Goodcatch, folder: Path, *lines: str, as_bytes: bytes = b"") -> Told:
    """What comes of a file of these lines."""
    file = folder / "teams.csv"
    file.write_bytes(as_bytes or "\n".join(lines).encode())
    return goodcatch("teams", "import", str(file))


def listed(goodcatch: Goodcatch) -> str:
    return goodcatch("teams", "list").output


def test_every_team_of_the_file_is_set_up_and_named(goodcatch: Goodcatch, tmp_path: Path) -> None:
    told = imported(goodcatch, tmp_path, HEADER, RIVERSIDE, HILLSIDE)
    assert told.exit_code == 0
    assert f"Riverside ({cast.RIVERSIDE})" in told.output
    assert f"Hillside ({cast.HILLSIDE})" in told.output
    assert "2 teams are set up. Invite the bot to each channel in Slack." in told.output
    for shown in ("Riverside", "Hillside", cast.AMINA, cast.DAN, cast.HELEN, "09:15", "08:45"):
        assert shown in listed(goodcatch)


def test_a_file_may_be_imported_again_and_changes_what_it_names(
    goodcatch: Goodcatch, tmp_path: Path
) -> None:
    imported(goodcatch, tmp_path, HEADER, RIVERSIDE, HILLSIDE)
    told = imported(
        goodcatch, tmp_path, "channel,name,managers", f"{cast.RIVERSIDE},North,{cast.HELEN}"
    )
    assert told.exit_code == 0
    shown = listed(goodcatch)
    assert "North" in shown
    assert "Riverside" not in shown
    assert "Hillside" in shown
    # What the second file has no column for stays as it was.
    assert "09:15" in shown
    assert shown.count(cast.RIVERSIDE) == 1


def test_a_spreadsheets_own_ways_are_understood(goodcatch: Goodcatch, tmp_path: Path) -> None:
    text = f"Channel;Name;Managers\r\n{cast.RIVERSIDE};Rivière;{cast.AMINA}\r\n"
    told = imported(goodcatch, tmp_path, as_bytes=text.encode("utf-8-sig"))
    assert told.exit_code == 0
    assert "Rivière" in listed(goodcatch)


def test_every_bad_line_is_told_with_its_number_and_nothing_is_kept(
    goodcatch: Goodcatch, tmp_path: Path
) -> None:
    told = imported(
        goodcatch,
        tmp_path,
        HEADER,
        RIVERSIDE,
        f"hillside,Hillside,{cast.HELEN},,",
        "",
        f"{cast.HILLSIDE},,@helen,,quarter to nine",
        f"{cast.RIVERSIDE},Again,{cast.AMINA},,",
    )
    assert told.exit_code == 1
    lines = told.output.splitlines()
    assert lines[0] == "Nothing has been imported. Please put these lines right and try again:"
    assert [line.split(":")[0] for line in lines[1:]] == ["  line 3", "  line 5", "  line 6"]
    assert "the id of a channel" in lines[1]
    for problem in ("name:", "managers:", "write it as 08:45"):
        assert problem in lines[2]
    assert "on line 2 already" in lines[3]
    assert "No teams yet" in listed(goodcatch)


def test_a_bad_line_leaves_the_teams_there_are_as_they_were(
    goodcatch: Goodcatch, tmp_path: Path
) -> None:
    imported(goodcatch, tmp_path, HEADER, RIVERSIDE)
    changed = RIVERSIDE.replace("Riverside", "North")
    assert imported(goodcatch, tmp_path, HEADER, changed, "x,y,z,,").exit_code == 1
    assert "Riverside" in listed(goodcatch)
    assert "North" not in listed(goodcatch)


@pytest.mark.parametrize("text", ["", "\n\n", "team,people\nNorth,Amina\n"])
def test_a_file_without_the_columns_that_are_needed_names_them(
    goodcatch: Goodcatch, tmp_path: Path, text: str
) -> None:
    told = imported(goodcatch, tmp_path, as_bytes=text.encode() or b"\n")
    assert told.exit_code == 1
    for column in ("channel", "name", "managers"):
        assert f"“{column}”" in told.output
    assert "line 1:" in told.output


def test_a_file_with_columns_and_no_team_imports_nothing_and_says_so(
    goodcatch: Goodcatch, tmp_path: Path
) -> None:
    told = imported(goodcatch, tmp_path, HEADER)
    assert told.exit_code == 1
    assert "There is no team in the file" in told.output


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_file_that_is_not_utf_8_is_told_what_to_save_it_as(
    goodcatch: Goodcatch, tmp_path: Path, encoding: str
) -> None:
    text = f"{HEADER}\n{RIVERSIDE}\n".replace("Riverside", "Rivière")
    told = imported(goodcatch, tmp_path, as_bytes=text.encode(encoding))
    assert told.exit_code == 1
    assert told.output == "teams.csv is not written in UTF-8: please save it as CSV UTF-8.\n"
    assert "No teams yet" in listed(goodcatch)


@pytest.mark.parametrize("file", ["nowhere.csv", "."])
def test_a_file_that_is_none_is_refused_by_name(goodcatch: Goodcatch, file: str) -> None:
    told = goodcatch("teams", "import", file)
    assert told.exit_code == 2
    assert file in told.output


def test_names_in_brackets_are_told_as_they_are(goodcatch: Goodcatch, tmp_path: Path) -> None:
    line = RIVERSIDE.replace("Riverside", "[red] [/x]")
    assert "[red] [/x]" in imported(goodcatch, tmp_path, HEADER, line).output
    assert "[red]" in imported(goodcatch, tmp_path, HEADER, line.replace("09:15", "[red]")).output


def test_without_settings_nothing_is_imported(
    goodcatch: Goodcatch, host: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in GIVEN:
        host.delenv(name)
    told = imported(goodcatch, tmp_path, HEADER, RIVERSIDE)
    assert told.exit_code == 1
    assert "SLACK_BOT_TOKEN is not set." in told.output
    assert not (tmp_path / "data").exists()


def test_the_help_names_every_column(goodcatch: Goodcatch) -> None:
    told = " ".join(goodcatch("teams", "import", "--help").output.replace("│", " ").split())
    assert [column for column in COLUMNS if column not in told] == []
