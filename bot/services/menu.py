"""The menu: everything the bot can do, ready to be handed to its edges."""

from dataclasses import dataclass
from typing import Self

from bot.services.absences import Absences
from bot.services.access import Access
from bot.services.answers import Answers
from bot.services.asking import Asking
from bot.services.calendars import Calendars
from bot.services.capture import Capture
from bot.services.changes import Changes
from bot.services.clockwork import Clockwork
from bot.services.context import Context
from bot.services.directory import Directory
from bot.services.discussion import Discussion
from bot.services.erasing import Erasing
from bot.services.exporting import Exporting
from bot.services.giving_up import GivingUp
from bot.services.hearing import Hearing
from bot.services.homes import Homes
from bot.services.looking_over import LookingOver
from bot.services.mornings import Mornings
from bot.services.naming import Naming
from bot.services.nights import Nights
from bot.services.nudging import Nudging
from bot.services.outgoing import Preparing
from bot.services.own import OwnReports
from bot.services.reactions import Reactions
from bot.services.redacting import Redacting
from bot.services.requests import Requests
from bot.services.returning import Returning, Tries
from bot.services.rotating import Rotating
from bot.services.sealing import Sealing
from bot.services.sending import Sending
from bot.services.settings import SettingUp
from bot.services.slipping import Slipping
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
    changes: Changes
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
    directory: Directory

    @classmethod
    def on(cls, context: Context) -> Self:
        """The services of one context."""
        changes, mornings, nudging = Changes(context), Mornings(context), Nudging(context)
        sealing, requests = Sealing(context), Requests(context)
        return cls(
            capture=Capture(context),
            own=OwnReports(context),
            answers=Answers(context),
            asking=Asking(context),
            naming=Naming(context),
            unsealing=Unsealing(context),
            redacting=Redacting(context),
            looking_over=LookingOver(context),
            changes=changes,
            reactions=Reactions(context),
            discussion=Discussion(context),
            homes=Homes(context),
            returning=Returning(context, Tries()),
            mornings=mornings,
            nudging=nudging,
            absences=Absences(context),
            hearing=Hearing(context),
            clockwork=Clockwork(
                context=context,
                mornings=mornings,
                nudging=nudging,
                slipping=Slipping(context),
                changes=changes,
                weeks=Weeks(context),
                calendars=Calendars(context),
                sealing=sealing,
                requests=requests,
                nights=Nights(context),
            ),
            preparing=Preparing(context),
            sending=Sending(context),
            sealing=sealing,
            rotating=Rotating(context),
            giving_up=GivingUp(context),
            requests=requests,
            access=Access(context),
            erasing=Erasing(context),
            exporting=Exporting(context),
            settings=SettingUp(context),
            directory=context.directory,
        )
