"""A story that stands in the library before another story begins."""

from bot.app import Running
from bot.domain.change import Strength
from bot.domain.events import Reply
from bot.domain.ids import UserId
from bot.services.answers import Said
from bot.services.changes import Altered
from bot.services.publishing import Release
from sandbox import cast
from sandbox.workspace import Workspace
from tests.stories.deeds import kept, near_miss, settled

WHAT = "The court bundle nearly went to the old flat, for the list is from last year."
ANSWER = "Please try it this week."
CHANGE = "The form takes the address from the case file."
TITLE = "A court bundle on its way to the old flat"
EVERYONE = "#everyone"


async def shelve(workspace: Workspace, bot: Running) -> str:
    """A near miss of Riverside's that was changed, agreed to and let out; its reference.

    How it comes to that is told elsewhere: only its first word and its card come about in Slack.
    """
    priya, services = workspace.person("priya"), bot.services
    reference = (await near_miss(priya, WHAT)).reference
    await workspace.move_time(hours=3)
    (report,) = await kept(bot)
    amina, id = UserId(cast.AMINA), report.id
    await services.answers.say(Said(amina, id, Reply.GO_AHEAD, ANSWER, None, "answer"))
    await services.changes.record(Altered(amina, id, CHANGE, Strength.DESIGN_OUT, "change"))
    await services.own.consent(UserId(priya.id), id, yes=True)
    await workspace.move_time(hours=3)
    release = Release(UserId(cast.MOIRA), id, TITLE, "publish")
    await services.publishing.publish(release, is_asked=True)
    await settled(workspace, bot)
    return reference
