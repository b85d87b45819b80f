"""What people read for every choice there is: places in the work, causes, wishes and replies."""

from datetime import date
from typing import Final

from bot.domain.change import Strength, Verdict
from bot.domain.events import Event, Reply
from bot.domain.personal_data import Identifier
from bot.domain.privacy import VisibleReport
from bot.domain.report import Audience, Kind, Mode
from bot.domain.taxonomy import Factor, Stage, Wish
from bot.views.ids import Block
from bot.views.text import day

KINDS: Final = {Kind.NEAR_MISS: "near miss", Kind.SUGGESTION: "suggestion"}

QUESTIONS: Final = {
    Kind.NEAR_MISS: {
        Block.WHAT: "What happened, or nearly happened?",
        Block.MORE: "… and more",
        Block.CAUGHT: "What caught it, or could have?",
        Block.STAGE: "Where in our work?",
        Block.FACTORS: "What made it easy to slip?",
        Block.IDEA: "Any idea that would make it harder to get wrong?",
    },
    Kind.SUGGESTION: {
        Block.WHAT: "What could be better?",
        Block.MORE: "… and more",
        Block.IDEA: "What could we try? (small is good)",
        Block.HELPS: "Who would it help?",
        Block.WISH: "I'd like to",
    },
}
"""What each form asks, in the order it asks it; the answers are shown under the same words."""

STAGES: Final = {
    Stage.FRONT_DOOR: "Contact and referral (front door, duty)",
    Stage.SCREENING: "Screening, threshold and allocation",
    Stage.STRATEGY: "Strategy discussion",
    Stage.ENQUIRY: "Section 47 enquiry or interview",
    Stage.VISIT: "Visit (home, direct work, seeing the child alone)",
    Stage.ASSESSMENT: "Assessment and analysis",
    Stage.CONFERENCE: "Child protection conference",
    Stage.CORE_GROUP: "Core group and plan",
    Stage.REVIEW: "Review, step up or step down, ending our work",
    Stage.HANDOVER: "Handover or transfer between workers, teams, areas",
    Stage.COURT: "Court and legal (care proceedings, statements)",
    Stage.PLACEMENT: "Placement and looked-after care (matching, carers, family time)",
    Stage.SUPERVISION: "Supervision and management decision",
    Stage.RECORDING: "Recording and information systems",
    Stage.OUT_OF_HOURS: "Out of hours, leaving care or other",
    Stage.NOT_SURE: "Not sure",
}

FACTORS: Final = {
    Factor.INFORMATION: "Information missing, late or in another place",
    Factor.WORKLOAD: "Too many things at once (workload, caseload)",
    Factor.OTHER_AGENCY: "It depended on another team or agency",
    Factor.HANDOVER: "Handover or change of worker",
    Factor.UNCLEAR_ROLES: "Unclear who does what, or when",
    Factor.EQUIPMENT: "Form, system, template or equipment got in the way",
    Factor.PROCEDURE: "Procedure unclear, clashing, or unlike real practice",
    Factor.TIME_PRESSURE: "Time pressure, deadlines or interruptions",
    Factor.SUPERVISION: "Supervision or advice hard to get",
    Factor.CHILD_VOICE: "Child's view hard to hear (family, access, interpreter)",
    Factor.FIRST_VIEW: "First view stuck (hard to think again)",
    Factor.TIREDNESS: "Tiredness, stress or safety on the job",
    Factor.TRAINING: "Training or experience not yet there",
    Factor.SERVICE_GAP: "Service or placement not available",
    Factor.SOMETHING_ELSE: "Something else",
}

WISHES: Final = {
    Wish.TRY_MYSELF: "Try it myself",
    Wish.WITH_OTHERS: "Do it with others",
    Wish.HAND_OVER: "Hand it over",
}

MODES: Final = {
    Mode.NAMED: ("Named", "Everybody who may read this sees who wrote it."),
    Mode.CONFIDENTIAL: (
        "Confidential",
        "Your team and managers are not shown your name. Not untraceable.",
    ),
    Mode.ANONYMOUS: (
        "No name kept",
        "We keep nothing that says who you are. You get a code to come back.",
    ),
}
"""Each with a line that says plainly what it means."""

AUDIENCES: Final = {
    Audience.TEAM: ("My team", "It appears in the team's channel, to be talked over there."),
    Audience.DECIDERS: (
        "Only my manager for now",
        "Whoever decides for the team, but for those left out; not the channel.",
    ),
}
"""Each with a line that says plainly what it means."""

_BUT_FOR_THOSE_LEFT_OUT: Final = "Only those who decide, but for whom you left out"

REPLIES: Final = {
    Reply.THANK_YOU: "Thank you",
    Reply.GO_AHEAD: "Go ahead",
    Reply.TRY_UNTIL: "Try it until …",
    Reply.TALK_IT_OVER: "Talk it over",
    Reply.NOT_NOW: "Not now, because …",
}

STRENGTHS: Final = {
    Strength.DESIGN_OUT: (
        "Design it out",
        "It cannot go wrong that way any more: a step or a form is gone, or merged.",
    ),
    Strength.EASIER: (
        "Make it easier",
        "A checklist, a shared calendar, time set aside, a second pair of eyes.",
    ),
    Strength.REMIND: (
        "Remind or train",
        "An email, a briefing, a poster, a course: people are asked to take care.",
    ),
}
"""Each with a line of examples, strongest first."""

VERDICTS: Final = {
    Verdict.YES: "it has helped",
    Verdict.A_BIT: "it has helped a bit",
    Verdict.NO: "it has not helped yet",
}
"""To stand in a sentence."""

_STRENGTH_IN_A_SENTENCE: Final = {
    Strength.DESIGN_OUT: "designs it out",
    Strength.EASIER: "makes it easier",
    Strength.REMIND: "reminds or trains",
}

IDENTIFIERS: Final = {
    kind: f"an {kind}" if kind in {Identifier.NHS_NUMBER, Identifier.EMAIL} else f"a {kind}"
    for kind in Identifier
}
"""What was seen, to stand in a sentence."""


def named(report: VisibleReport) -> str:
    """As it stands in a sentence: near miss NM-7K3Q."""
    return f"{KINDS[report.kind]} {report.reference}"


def title(report: VisibleReport) -> str:
    """As it begins one: Near miss NM-7K3Q."""
    return f"{KINDS[report.kind].capitalize()} {report.reference}"


def readers(report: VisibleReport) -> str:
    """Who may read it, in the words of the form; to a reporter who left somebody out, without them.

    For then it may be their manager who does not.
    """
    left_out = report.leaves_somebody_out
    return _BUT_FOR_THOSE_LEFT_OUT if left_out else AUDIENCES[report.audience][0]


def reply(given: Reply, until: date | None, today: date) -> str:
    """A reply that was given, to stand before its words: "Try it until Thursday"."""
    if given is Reply.TRY_UNTIL:
        return f"Try it until {day(until, today)}" if until else "Try it"
    return {Reply.NOT_NOW: "Not now, because"}.get(given, REPLIES[given])


def strength(of: Strength) -> str:
    """What a change does, to stand in a sentence: makes it easier."""
    return _STRENGTH_IN_A_SENTENCE[of]


def outcome(event: Event, today: date) -> str:
    """What came of a report, an answer or a change: Try it until Thursday."""
    if event.reply:
        return reply(event.reply, event.until, today)
    how = f" ({strength(event.strength)})" if event.strength else ""
    return f"What was changed{how}"
