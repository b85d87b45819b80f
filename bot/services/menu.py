"""The menu: everything the bot can do, ready to be handed to its edges."""

from dataclasses import dataclass
from typing import Self

from bot.services import likeness
from bot.services.absences import Absences
from bot.services.access import Access
from bot.services.answers import Answers
from bot.services.asking import Asking
from bot.services.bulletins import Bulletins
from bot.services.calendars import Calendars
from bot.services.capture import Capture
from bot.services.changes import Changes
from bot.services.clockwork import Clockwork
from bot.services.context import Context
from bot.services.directory import Directory
from bot.services.discussion import Discussion
from bot.services.erasing import Erasing
from bot.services.exporting import Exporting
from bot.services.figures import TeamFigures
from bot.services.following import Following
from bot.services.gentleness import Gentleness
from bot.services.giving_up import GivingUp
from bot.services.hearing import Hearing
from bot.services.homes import Homes
from bot.services.indexing import Indexing
from bot.services.library import Library
from bot.services.looking_over import LookingOver
from bot.services.mornings import Mornings
from bot.services.naming import Naming
from bot.services.nights import Nights
from bot.services.nudging import Nudging
from bot.services.outgoing import Preparing
from bot.services.own import OwnReports
from bot.services.patterns import Patterns
from bot.services.publishing import Publishing
from bot.services.pulse import Pulses
from bot.services.reactions import Reactions
from bot.services.redacting import Redacting
from bot.services.redesigning import Redesigning
from bot.services.requests import Requests
from bot.services.returning import Returning, Tries
from bot.services.rotating import Rotating
from bot.services.sealing import Sealing
from bot.services.sending import Sending
from bot.services.settings import SettingUp
from bot.services.slipping import Slipping
from bot.services.spreading import Spreading
from bot.services.trap_ideas import TrapIdeas
from bot.services.trap_links import TrapLinks
from bot.services.trap_lists import TrapLists
from bot.services.trap_nudging import TrapNudging
from bot.services.traps import Traps
from bot.services.unsealing import Unsealing
from bot.services.weeks import Weeks


@dataclass(frozen=True)
class Services:
    """One of each service, all working on the same context."""

    capture: Capture
    own: OwnReports
    answers: Answers
    asking: Asking
    naming: Naming
    unsealing: Unsealing
    redacting: Redacting
    looking_over: LookingOver
    publishing: Publishing
    library: Library
    spreading: Spreading
    bulletins: Bulletins
    changes: Changes
    gentleness: Gentleness
    reactions: Reactions
    discussion: Discussion
    homes: Homes
    returning: Returning
    mornings: Mornings
    nudging: Nudging
    absences: Absences
    hearing: Hearing
    clockwork: Clockwork
    preparing: Preparing
    sending: Sending
    sealing: Sealing
    rotating: Rotating
    giving_up: GivingUp
    requests: Requests
    access: Access
    erasing: Erasing
    exporting: Exporting
    settings: SettingUp
    traps: Traps
    trap_ideas: TrapIdeas
    trap_links: TrapLinks
    trap_lists: TrapLists
    redesigning: Redesigning
    figures: TeamFigures
    pulses: Pulses
    directory: Directory

    @classmethod
    def on(cls, context: Context) -> Self:
        """The services of one context."""
        capture, library = Capture(context), Library(context)
        return cls(
            capture=capture,
            own=OwnReports(context),
            answers=Answers(context),
            asking=Asking(context),
            naming=Naming(context),
            unsealing=Unsealing(context),
            redacting=Redacting(context),
            looking_over=LookingOver(context),
            publishing=Publishing(context),
            library=library,
            spreading=Spreading(library, capture),
            bulletins=Bulletins(context),
            changes=Changes(context),
            gentleness=Gentleness(context),
            reactions=Reactions(context),
            discussion=Discussion(context),
            homes=Homes(context),
            returning=Returning(context, Tries()),
            mornings=Mornings(context),
            nudging=Nudging(context),
            absences=Absences(context),
            hearing=Hearing(context),
            clockwork=_clockwork(context),
            preparing=Preparing(context),
            sending=Sending(context),
            sealing=Sealing(context),
            rotating=Rotating(context),
            giving_up=GivingUp(context),
            requests=Requests(context),
            access=Access(context),
            erasing=Erasing(context),
            exporting=Exporting(context),
            settings=SettingUp(context),
            traps=Traps(context),
            trap_ideas=TrapIdeas(context),
            trap_links=TrapLinks(context),
            trap_lists=TrapLists(context),
            redesigning=Redesigning(context),
            figures=TeamFigures(context),
            pulses=Pulses(context),
            directory=context.directory,
        )


def _clockwork(context: Context) -> Clockwork:
    return Clockwork(
        context=context,
        mornings=Mornings(context),
        nudging=Nudging(context),
        slipping=Slipping(context),
        changes=Changes(context),
        weeks=Weeks(context),
        calendars=Calendars(context),
        sealing=Sealing(context),
        requests=Requests(context),
        nights=Nights(context),
        following=Following(context),
        indexing=Indexing(context),
        trap_nudging=TrapNudging(context),
        patterns=Patterns(context, likeness.related_pairs),
        bulletins=Bulletins(context),
    )
