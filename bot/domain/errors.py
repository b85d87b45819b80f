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


class NotAChannel(GoodCatchError):
    """A team is set up from its own channel. Please type the command there."""


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
