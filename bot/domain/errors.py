"""The catalogue of what can be refused; each docstring is the sentence a person reads.

Words in braces are filled from the keyword arguments that the error is raised with.
"""

from typing import ClassVar


class GoodCatchError(Exception):
    """Something did not work. Nothing you wrote has been shared. Please try again in a minute."""

    #: What kind of sentence this is; the same for every instance of the class.
    sentence: ClassVar[str]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.sentence = " ".join((cls.__doc__ or "").split())

    def __init__(self, *, returned: str = "", **facts: str) -> None:
        super().__init__(type(self).__name__)
        self.facts = facts
        #: The person's own words, to be handed back to them; never part of the message or a log.
        self.returned = returned

    @property
    def message(self) -> str:
        """The sentence to show, with its facts filled in; never holds anybody's report."""
        return self.sentence.format(**self.facts)


GoodCatchError.sentence = " ".join((GoodCatchError.__doc__ or "").split())


class NotAvailable(GoodCatchError):
    """I can't find that for you. It may have changed, or it is somebody else's to open."""


class NoSuchTrapNow(GoodCatchError):
    """That error trap was found not to be one, or went into another, so nothing is done to it."""


class InATrapAlready(GoodCatchError):
    """It belongs to an error trap already. Take it out of that one first, or merge the two."""


class SharedFirst(GoodCatchError):
    """Only those who decide can read it, so it cannot be put to an error trap that a team reads."""


class NobodyToTakeItOn(GoodCatchError):
    """Only somebody from the team, or who decides for it, can take on an error trap."""


class NotAgreed(GoodCatchError):
    """Whoever wrote it has not agreed to sharing it beyond the team, so it stays there. They can be asked once more, with *Ask the reporter*."""  # noqa: E501 - one sentence, shown as it stands


class TeamFirst(GoodCatchError):
    """Only those who decide can read it so far. Once whoever wrote it lets the team read it, it can be shared further."""  # noqa: E501 - one sentence, shown as it stands


class MaskFirst(GoodCatchError):
    """It is not shared yet, for something in it could tell others who a child or family is. I saw: {kinds}. Please mask that first, and try again."""  # noqa: E501 - one sentence, shown as it stands


class LibraryOfTeams(GoodCatchError):
    """The library is for those who work in this service's teams. Please ask your manager to add you to your team's channel."""  # noqa: E501 - one sentence, shown as it stands


class NoBulletinChannel(GoodCatchError):
    """There is no channel for the bulletin yet. Please ask whoever runs Good Catch to name one, with `goodcatch service set --bulletin-channel C…`."""  # noqa: E501 - one sentence, shown as it stands


class BulletinSharedOutside(GoodCatchError):
    """The bulletin's channel is shared with another organisation, and stories stay within the service. Please have another channel named for it."""  # noqa: E501 - one sentence, shown as it stands


class MaskStoryFirst(GoodCatchError):
    """Nothing is sent yet, for something in {reference} could tell others who a child or family is. I saw: {kinds}. Please mask that first, or leave the story out."""  # noqa: E501 - one sentence, shown as it stands


class NothingLeftToSend(GoodCatchError):
    """No story is left in it, so there is nothing to send."""


class NotPossibleNow(GoodCatchError):
    """That has already been done, so there is nothing left to do here."""


class TakenBack(GoodCatchError):
    """It was taken back by whoever wrote it, so there is nothing left to do here."""


class AnsweredAlready(GoodCatchError):
    """There is an answer already, so the words stay as they are. You can add something instead."""


class ThankedAlready(GoodCatchError):
    """Somebody has said thank you already, so there is nothing left to do here."""


class ChangedAlready(GoodCatchError):
    """Something has been changed already, so the answer stands. You can say what else was changed."""  # noqa: E501 - one sentence, shown as it stands


class AnswerFirst(GoodCatchError):
    """It needs an answer first, one that lets it go ahead. After that you can say what was changed."""  # noqa: E501 - one sentence, shown as it stands


class NotChangedYet(GoodCatchError):
    """Nothing has been changed yet, so there is nothing to look back on."""


class OpenAgain(GoodCatchError):
    """It is open again and waits for an answer, so there is nothing to look back on yet."""


class OpenStill(GoodCatchError):
    """It is open and waits for an answer. You can add something to it instead."""


class NotPutOff(GoodCatchError):
    """It was not put off, so there is nothing to open again. You can add something to it instead."""  # noqa: E501 - one sentence, shown as it stands


class MorningGoneBy(GoodCatchError):
    """That morning has gone by. Your newest digest and my Home tab have what is waiting now."""


class SharedAlready(GoodCatchError):
    """Your whole team can read it already."""


class LeftOutReadAlong(GoodCatchError):
    """Whoever you left out reads your team's channel along. Please choose “Only my manager for now” here: it then goes to the others who decide."""  # noqa: E501 - one sentence, shown as it stands


class StaysWithDeciders(GoodCatchError):
    """Whoever you left out reads your team's channel along, so it stays with those who decide."""


class NobodyLeft(GoodCatchError):
    """Then nobody would be left to answer. Please leave one of them in."""


class NotADecider(GoodCatchError):
    """Only people who answer for the team can be left out here; nobody else is asked anyway."""


class NotAnonymous(GoodCatchError):
    """Leaving no name is not possible here: {reason}. Please choose *confidential* or *named*."""


class TooManyTries(GoodCatchError):
    """That was five tries that did not fit. Please wait an hour, and check the code meanwhile."""


class NoSuchCode(GoodCatchError):
    """I know no report with this code. Please check it against your receipt, sign by sign."""


class OnlyTheReference(GoodCatchError):
    """That is the report's reference. The code is longer: on your receipt, four more groups of four stand behind it."""  # noqa: E501 - one sentence, shown as it stands


class WrongCode(NoSuchCode):
    """I know no report with this code. Please check it against your receipt, sign by sign. You have {tries} within the hour."""  # noqa: E501 - one sentence, shown as it stands


class KeepTheCode(GoodCatchError):
    """Please keep the code first: it is the only way back to your report, for you too."""


class NoNameKept(GoodCatchError):
    """No name is kept with this one: whoever wrote it left none, so there is nothing to open."""


class ForgottenAlready(GoodCatchError):
    """Whose report this is has been forgotten already, so there is nothing to open."""


class WhichOne(GoodCatchError):
    """Please write the report's reference behind it, such as `/goodcatch open NM-2F9D`."""


class NameShownAlready(GoodCatchError):
    """The name stands on it already: whoever wrote it put it there."""


class TooShortToMask(GoodCatchError):
    """Please write at least three characters, or they are masked in too many other words."""


class NotInIt(GoodCatchError):
    """I can't find these words in it. Please write them as they stand there."""


class LastReminder(GoodCatchError):
    """That was the last reminder for this one, so there is nothing to put off."""


class NotInTeam(GoodCatchError):
    """Please choose somebody who is in the team's channel."""


class NotYours(GoodCatchError):
    """That is for people who answer for a team."""


class SetUpByOthers(GoodCatchError):
    """Setting a team up is for workspace administrators and the learning lead. Please ask {whom}."""  # noqa: E501 - one sentence, shown as it stands


class AnswerBeforeThanks(GoodCatchError):
    """{team} would promise an answer sooner than thanks. Please give both numbers of days."""


class InYourTeamsChannel(GoodCatchError):
    """Please type it in your team's channel: a team's figures are shown to its own people."""


class NotAChannel(GoodCatchError):
    """A team is set up from its own channel. Please type the command there."""


class NotInvited(GoodCatchError):
    """I cannot see this channel yet. Please invite me first: type `/invite` in it, and then try again."""  # noqa: E501 - one sentence, shown as it stands


class SharedOutside(GoodCatchError):
    """This channel is shared with another organisation, and reports stay within the service. Please set the team up in a private channel of its own, and invite me there."""  # noqa: E501 - one sentence, shown as it stands


class WrongEntry(GoodCatchError):
    """{problem}."""


class SaidAlready(GoodCatchError):
    """You have said so already. Thank you."""


class YourOwn(GoodCatchError):
    """This one is yours. "Seen this too" is for colleagues who have met the same thing."""


class Outsider(GoodCatchError):
    """Good Catch is for members of this service's own teams, so I can't help here. Nothing was saved."""  # noqa: E501 - one sentence, shown as it stands


class NoTeam(GoodCatchError):
    """You are not in the channel of a team that uses Good Catch yet, so nothing was saved. Please ask {whom} to set your team up."""  # noqa: E501 - one sentence, shown as it stands


class GuestsNotTaken(GoodCatchError):
    """Your team takes no reports from guests here, so nothing was saved. Please tell {whom}, or speak up where you are employed."""  # noqa: E501 - one sentence, shown as it stands


class NotSaved(GoodCatchError):
    """Not saved – your text is still here, try again in a minute."""


class SavedAsFirstSent(GoodCatchError):
    """{reference} is saved, as you first sent it. What you have changed since is not in it: please copy it and send it as a new one."""  # noqa: E501 - one sentence, shown as it stands


class SlackIsSlow(GoodCatchError):
    """Slack is slow, please try again."""


class TooLong(GoodCatchError):
    """That is longer than Slack lets me put into a form (6,000 characters), so nothing was saved. Here are your words, all of them; please send them in two parts."""  # noqa: E501 - one sentence, shown as it stands


class ReasonNeeded(GoodCatchError):
    """Please say why, in your own words: whoever spoke up will read it."""


class WordsNeeded(GoodCatchError):
    """Please write a few words here."""


class DateNeeded(GoodCatchError):
    """Please choose a day after today, and within a year."""


class IdentifiersSeen(GoodCatchError):
    """Please leave out what could tell others who a child or family is. I saw: {kinds}."""


class NobodyToConfirm(GoodCatchError):
    """Nobody is there to confirm this: the service has no learning lead whom Slack reaches and who may know of it. Name one with `goodcatch service set --learning-lead U…`, and try again."""  # noqa: E501 - one sentence, shown as it stands


class AboutYourself(GoodCatchError):
    """This one is about you, so another learning lead looks at it."""


class NotForYouYet(GoodCatchError):
    """You have been a learning lead for less than a week, so one who was there before looks at this."""  # noqa: E501 - one sentence, shown as it stands


class NoSuchReport(GoodCatchError):
    """There is no report called {reference}. Perhaps it is erased already."""


class AnswersAlone(GoodCatchError):
    """Nobody else is there {where}. Name somebody else first, with `goodcatch teams add`, `goodcatch service set` or in Slack with `/goodcatch setup`, and try again."""  # noqa: E501 - one sentence, shown as it stands
