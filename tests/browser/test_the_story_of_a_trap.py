"""The whole story of one error trap, as `docs/explanation/the-story-of-a-trap.md` tells it.

Each step is taken or seen in the page by the person whose it is; the pictures are of that.
"""

import pytest
from playwright.async_api import Page, expect

from bot.app import Running
from bot.domain.ids import ChannelId
from bot.services.settings import Changes
from sandbox import cast
from sandbox.human import Person
from sandbox.workspace import Workspace
from tests.browser.conftest import Picture
from tests.browser.scene import Scene, holding
from tests.stories.deeds import HILLSIDE, RIVERSIDE, Receipt, cards, row_of, send, settled
from tests.stories.error_traps import near_miss_at_court
from tests.stories.in_the_library import EVERYONE

pytestmark = pytest.mark.browser

PRIYAS = (
    "I took over a case, and its court statement was due in two days. Nothing in the handover "
    "said so. I found out because the solicitor rang about something else."
)
GRACES = "At the handover nobody told the new worker when the court statement was due."
TOMS = "The court date of my new case was not in the handover. It was in the old worker's diary."
THANKS = "Thank you. That could have caught any of us. Can we look at it together on Wednesday?"
GRACE_SAYS = "The handover form does not ask for it. I have just looked."
YASMIN_SAYS = "Usually the old worker tells you. When they have left, there is nobody to ask."
RUTH_SAYS = "Each time it was luck that caught it: somebody rang."
NAME = "The court date is lost at handover"
REMINDER = "Staff have been reminded to write the court date into the handover."
PLAN = "The handover form asks for the next court date, and cannot be sent without one."
CHANGE = "The handover form asks for the next court date now. It cannot be sent without one."
IDEA = "Our handover form has no place for the court date either. Could we take over theirs?"
ON_THE_CARD = "What has uncovered it"
GONE = "Has the trap gone, or could it still catch somebody?"


async def test_a_near_miss_becomes_a_change_that_another_team_takes_up(
    page: Page, workspace: Workspace, bot: Running, picture: Picture
) -> None:
    scene = Scene(page, workspace, bot, picture)
    await the_bulletin_has_a_channel(scene)
    first = await priya_speaks_up(scene)
    await others_meet_the_same(scene)
    await the_manager_answers(scene, first)
    await the_learning_lead_says_yes(scene)
    await the_team_talks_it_over(scene)
    await a_reminder_becomes_something_stronger(scene)
    await something_is_changed(scene)
    await you_said_we_did(scene)
    await four_weeks_later_it_has_gone(scene)
    await priya_says_yes_to_sharing_it(scene)
    await it_is_put_in_the_library(scene, first)
    await somebody_in_another_team_finds_it(scene)
    await and_spreads_it_to_their_team(scene)
    await the_month_is_told_of(scene)


async def the_bulletin_has_a_channel(scene: Scene) -> None:
    changes = Changes(bulletin_channel=ChannelId(cast.EVERYONE))
    await scene.bot.services.settings.change_service(changes)
    scene.workspace.invite(EVERYONE, scene.workspace.bot_user_id)


async def priya_speaks_up(scene: Scene) -> Receipt:
    """In confidence. Her card comes later, and does not say who she is."""
    priya = scene.who("priya")
    await near_miss_at_court(priya, PRIYAS, "Confidential")
    await scene.look("priya", cast.RIVERSIDE)
    await expect(scene.modal.get_by_label("What happened, or nearly happened?")).to_have_value(
        PRIYAS
    )
    await scene.picture("40-story-form")
    receipt = await send(priya)
    assert "Possibly related" not in receipt.plain

    await scene.hours_pass()
    await scene.look("grace", cast.RIVERSIDE)
    card = scene.message(receipt.reference)
    await expect(card).to_contain_text("A colleague spotted this")
    await expect(card).to_contain_text(PRIYAS)
    await expect(card).not_to_contain_text("Priya")
    await scene.picture("41-story-card", card)
    shown = holding(cards(scene.workspace), PRIYAS)
    await scene.who("grace").say(RIVERSIDE, GRACE_SAYS, thread=shown)
    await settled(scene.workspace, scene.bot)
    return receipt


async def others_meet_the_same(scene: Scene) -> None:
    """In words of their own. The receipt shows what looks alike, to whoever may read that."""
    grace, tom = scene.who("grace"), scene.who("tom")
    await near_miss_at_court(grace, GRACES, "Named")
    await send(grace)
    await settled(scene.workspace, scene.bot)
    await near_miss_at_court(tom, TOMS, "Confidential")
    await scene.look("tom", cast.RIVERSIDE)
    await scene.send()
    await expect(scene.modal).to_contain_text("Possibly related")
    await expect(scene.modal).to_contain_text(GRACES[:40])
    await scene.picture("42-story-related")
    await scene.close()
    await scene.hours_pass()
    assert len(cards(scene.workspace)) == 3


async def the_manager_answers(scene: Scene, first: Receipt) -> None:
    """The next morning, with words to Priya, not knowing that it is she."""
    amina = scene.who("amina")
    await scene.days_pass(lambda: holding(amina.dm, first.reference))
    digest = holding(amina.dm, first.reference)
    assert digest is not None
    row = row_of(scene.workspace, digest, f"Near miss {first.reference}")
    await amina.press(digest, "Talk it over", row=row)
    amina.fill("words", THANKS)
    assert (await amina.submit()).ok
    assert amina.modal is not None
    assert "Sent" in amina.modal.plain
    await amina.close()
    await settled(scene.workspace, scene.bot)


async def the_learning_lead_says_yes(scene: Scene) -> None:
    """The bot has asked overnight. Somebody who knows the work decides, and names it."""
    await scene.days_pass(lambda: holding(scene.who("moira").dm, "Is this one error trap?"))
    await scene.look("moira")
    question = scene.message("Is this one error trap?")
    for words in (PRIYAS, GRACES, TOMS):
        await expect(question).to_contain_text(words)
    await expect(question).not_to_contain_text("Tom Okafor")
    await scene.picture("43-story-question", question)

    await question.get_by_role("button", name="Yes, one trap").click()
    await scene.modal.get_by_label("What do you call it?").fill(NAME)
    await expect(scene.modal).to_contain_text("Handover or change of worker")
    await scene.picture("44-story-name", scene.modal)
    await scene.send()
    await expect(scene.modal).to_contain_text("Its card is on its way")
    await scene.close()
    await settled(scene.workspace, scene.bot)


async def the_team_talks_it_over(scene: Scene) -> None:
    """Tom takes it on, and four questions stand in the thread."""
    await scene.look("tom", cast.RIVERSIDE)
    await scene.message(ON_THE_CARD).get_by_role("button", name="Take it on").click()
    await expect(scene.message(ON_THE_CARD)).to_contain_text("Tom Okafor has taken it on.")
    card = holding(cards(scene.workspace), ON_THE_CARD)
    assert card is not None
    await scene.who("yasmin").say(RIVERSIDE, YASMIN_SAYS, thread=card)
    await scene.who("ruth").say(RIVERSIDE, RUTH_SAYS, thread=card)
    await scene.look("tom", cast.RIVERSIDE)
    await scene.picture("45-story-trap", scene.message(ON_THE_CARD))
    thread = await scene.thread_of(ON_THE_CARD)
    await expect(thread).to_contain_text("What would make it hard to get wrong?")
    await expect(thread).to_contain_text(YASMIN_SAYS)
    await scene.picture("46-story-huddle", thread)


async def a_reminder_becomes_something_stronger(scene: Scene) -> None:
    """The form asks one kind question. Whoever has it finds something better, or sends it again."""
    await scene.look("tom", cast.RIVERSIDE)
    await scene.message(ON_THE_CARD).get_by_role("button", name="Plan a change").click()
    await scene.modal.get_by_label("What could be changed?").fill(REMINDER)
    await scene.modal.get_by_label("Remind or train").check()
    await scene.send()
    await expect(scene.modal).to_contain_text("What would be different on Monday morning?")
    await scene.picture("47-story-gentle-question", scene.modal)

    await scene.modal.get_by_label("What could be changed?").fill(PLAN)
    await scene.modal.get_by_label("Design it out").check()
    await scene.send()
    await expect(scene.modal).to_contain_text("The plan stands on its card")
    await scene.close()
    await expect(scene.message(ON_THE_CARD)).to_contain_text(PLAN)
    await expect(scene.page.get_by_text(REMINDER)).to_have_count(0)


async def something_is_changed(scene: Scene) -> None:
    """Whoever wrote one of its near misses hears what is different because of it."""
    await scene.next_day()
    await scene.look("tom", cast.RIVERSIDE)
    await scene.message(ON_THE_CARD).get_by_role("button", name="It's changed").click()
    await scene.modal.get_by_label("What was changed?").fill(CHANGE)
    await scene.modal.get_by_label("Design it out").check()
    await scene.send()
    await expect(scene.modal).to_contain_text("Something is different because people spoke up.")
    await scene.close()
    await settled(scene.workspace, scene.bot)

    await scene.look("priya")
    told = scene.message("Something was changed because of your near miss")
    await expect(told).to_contain_text(CHANGE)
    await scene.picture("48-story-told", told)


async def you_said_we_did(scene: Scene) -> None:
    """On Thursday the team reads it, the three near misses as one."""
    await scene.days_pass(lambda: holding(cards(scene.workspace), "You said, we did"))
    await scene.look("yasmin", cast.RIVERSIDE)
    post = scene.message("You said, we did")
    await expect(post.get_by_text(CHANGE)).to_have_count(1)
    await scene.picture("49-story-you-said-we-did", post)


async def four_weeks_later_it_has_gone(scene: Scene) -> None:
    """Anybody in the team says so with one press, and it is not kept who."""
    card = holding(cards(scene.workspace), ON_THE_CARD)
    assert card is not None
    await scene.days_pass(lambda: holding(scene.workspace.thread(card), GONE))
    await scene.look("grace", cast.RIVERSIDE)
    thread = await scene.thread_of(ON_THE_CARD)
    question = thread.get_by_test_id("message").filter(has_text=GONE)
    await scene.picture("50-story-check-back", question)
    await question.get_by_role("button", name="It has gone").click()
    await expect(scene.page.get_by_text("Thank you for looking back.").last).to_be_visible()
    await scene.hours_pass()
    await scene.look("yasmin", cast.RIVERSIDE)
    done = scene.message(ON_THE_CARD)
    await expect(done).to_contain_text("Something was changed, and it has gone.")
    await expect(done).not_to_contain_text("Grace Lewis says")
    await scene.picture("51-story-gone", done)


async def priya_says_yes_to_sharing_it(scene: Scene) -> None:
    priya = scene.who("priya")
    await scene.days_pass(lambda: holding(priya.dm, "May the whole story be shared"))
    await scene.look("priya")
    asked = scene.message("May the whole story be shared")
    await scene.picture("52-story-consent", asked)
    await asked.get_by_role("button", name="Yes, it may").click()
    await expect(scene.message("It may be shared beyond your team")).to_be_visible()
    await scene.hours_pass()


async def it_is_put_in_the_library(scene: Scene, first: Receipt) -> None:
    """By the learning lead, who reads first what everybody will read."""
    moira = scene.who("moira")
    assert (await moira.command("/goodcatch", f"publish {first.reference}")).ok
    await scene.look("moira")
    for words in (PRIYAS, CHANGE, GRACE_SAYS):
        await expect(scene.modal).to_contain_text(words)
    for name in ("Priya", "Amina", "Grace"):
        await expect(scene.modal).not_to_contain_text(name)
    await scene.modal.get_by_label("What shall it be called?").fill(NAME)
    await scene.picture("53-story-publish", scene.modal)
    await scene.send()
    await expect(scene.modal).to_contain_text("stands in the library")
    await scene.close()
    await settled(scene.workspace, scene.bot)


async def somebody_in_another_team_finds_it(scene: Scene) -> None:
    """Word for word, with what was changed: one command and one press."""
    owen = scene.who("owen")
    assert (await owen.command("/goodcatch", "find court handover", channel=HILLSIDE)).ok
    await scene.look("owen", cast.HILLSIDE)
    await expect(scene.modal).to_contain_text(NAME)
    await expect(scene.modal).to_contain_text(CHANGE)
    await scene.picture("54-story-found", scene.modal)
    await scene.modal.get_by_role("button", name="Read it all").click()
    await expect(scene.modal.get_by_text("A colleague wrote this near miss:")).to_be_visible()
    for words in (PRIYAS, THANKS, CHANGE, GRACE_SAYS):
        await expect(scene.modal).to_contain_text(words)
    await scene.picture("55-story-whole", scene.modal)


async def and_spreads_it_to_their_team(scene: Scene) -> None:
    await scene.modal.get_by_role("button", name="Spread this to my team").click()
    await scene.modal.get_by_label("What could be better?").fill(IDEA)
    await scene.modal.get_by_label("Hand it over").check()
    await scene.send()
    await expect(scene.modal).to_contain_text("Thank you")
    await all_closed(scene.who("owen"))
    await scene.workspace.until(lambda: holding(cards(scene.workspace, HILLSIDE), IDEA))
    await scene.look("lena", cast.HILLSIDE)
    card = scene.message(IDEA)
    await expect(card).to_contain_text(NAME)
    await scene.picture("56-story-spread", card)


async def the_month_is_told_of(scene: Scene) -> None:
    """On the first working day, once the learning lead has sent it."""
    moira = scene.who("moira")
    await scene.days_pass(lambda: holding(moira.dm, "as a draft"))
    await scene.workspace.move_time(hours=1)
    await scene.look("moira")
    await scene.page.get_by_role("button", name="Send it").click()
    await scene.page.get_by_test_id("confirm").get_by_role("button", name="Send it").click()
    await expect(scene.page.get_by_text("is on its way")).to_be_visible()
    await scene.hours_pass()
    await scene.look("marcus", cast.EVERYONE)
    story = scene.message("Spread this to my team").filter(has_text=PRIYAS)
    await expect(story).to_contain_text(CHANGE)
    await expect(story).not_to_contain_text("Priya")
    await scene.picture("57-story-bulletin", story)


async def all_closed(person: Person) -> None:
    """Close every window that is open, one on top of the other."""
    while person.modal is not None:
        await person.close()
