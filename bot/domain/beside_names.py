"""Words that stand beside names of people, or look like names and are none.

`bot.domain.likely_names` says what each of these sets is for. All are written as
`spelling.plain` writes them.
"""

from bot.domain.spelling import word_set

TITLES = word_set("""
    mr mrs ms miss mx dr doctor prof professor sir rev reverend judge pc dc sgt sergeant nurse
    """)
KIN = word_set("""
    auntie aunty aunt uncle nan nana nanna nanny gran granny grandma grandad granddad grandpa
    grandmother grandfather baby toddler infant mum mam mummy dad daddy mother father stepmum
    stepdad stepmother stepfather brother sister sibling twin cousin son daughter boy girl
    boyfriend girlfriend partner husband wife neighbour niece nephew lodger
    """)
AT_WORK = word_set("""
    called named colleague carer worker practitioner teacher midwife visitor solicitor guardian
    """)
PLACEHOLDERS = word_set("""
    child mother father parent mum dad family baby sibling person worker school team plan
    section form option annex appendix part room building block phase step group type category
    year grade level vitamin hepatitis case house flat schedule practitioner manager carer adult
    twin
    """)
"""Before a single letter: "Child A", "Plan B", "Appendix C"."""

NAMED_AFTER = word_set("""
    st saint ss project operation team ward room unit group exercise storm hurricane
    """)
"""Before what bears a person's name and is none, with a capital: "St James", "Operation Jasper"."""

PLACES = word_set(
    "road street avenue lane crescent ward hospital infirmary unit centre team hub hospice"
)
CAPITAL_PLACES = word_set("""
    academy act award bridge building bus chapel children's church clinic close college
    community cottage court day drive family farm fields foundation gardens grange green grove
    hall health high hill house infant infants inn inquiry junior law lodge medical mosque mount
    nursery park place playgroup practice primary programme project report review rise room rule
    school secondary sixth square station suite surgery terrace trust university view village
    way week wing wood youth
    """)
"""After what bears a person's name and is none, where these have a capital: "Rose Hill Park"."""

PLACES_OR_SURNAMES = word_set("day green hall hill law wood")
NOT_AFTER_A_NAME = word_set("the of a an on your our his her it them")
NAMED_FOR_A_CASE = word_set("competence competent guidelines inquiry law laws rule wish")
"""Sarah's law, Gillick competence."""

LEARNED_FROM = word_set("report reports review")
"""After "the" and a name without possessive: the Munro review."""

OF_A_FAMILY = word_set(
    "boys brothers case children family girls household kids siblings sisters twins"
)
SPEAKING = word_set("""
    said says told tells asked asks rang rings phoned texted emailed came comes went goes
    arrived left lives lived disclosed reported attended wanted wants felt feels thought thinks
    explained agreed replied answered cried smiled looked seemed knew knows noticed mentioned
    moved stayed ran spoke speaks visited picked brought gave took got gets needs needed made
    sent wrote
    """)
HAVING = word_set("has had hadn't hasn't")
BEING = word_set("was is didn't doesn't wasn't isn't") | HAVING
TELLING = word_set("""
    told asked rang met saw phoned texted emailed with visited thanked called named seen
    """)
THEIRS = word_set("""
    mum mam dad mother father brother sister nan gran grandma parents family siblings school
    teacher social foster carer carers case file record records dob date address bedroom phone
    bruise injury name surname plan health nursery birthday
    """)
"""After "April's", these say that April is a person."""

IN_A_PLACE = word_set("in near outside around")
TO_AND_FROM = word_set("to from at")
MOVING = word_set("""
    moved move moves moving went goes go going travelled travelling returned relocated back
    """)
PARTICLES = word_set("""
    van der den de da do dos del al el bin bint ibn ap ab ferch von la le
    """)

NO_NAMES = word_set("""
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays
    thursdays fridays saturdays sundays january february march april may june july august
    september october november december spring summer autumn winter christmas easter eid diwali
    ramadan mash lado camhs marac mappa ofsted cafcass nspcc childline senco sendco ehcp icpc
    rcpc edt dash sims cpoms mosaic liquidlogic azeus carefirst niche athena merlin teams slack
    outlook word excel zoom onedrive sharepoint google whatsapp facebook instagram snapchat
    tiktok facetime alexa barnardo barnardos kooth samaritans cruse home office council police
    section working together children act protection conference strategy meeting core group
    social worker workers manager team duty assessment single child need looked after care
    leaver order court family centre hub help early support service services local authority
    health visitor midwife nurse school nursery academy college hospital surgery clinic ward
    unit emergency department practice learning lead principal head deputy director officer
    reviewing independent chair minutes plan review visit record records chronology genogram
    summary report form template letter email referral contact front door screening threshold
    supervision oversight handover rota whiteboard british english welsh scottish irish polish
    romanian somali kurdish pakistani indian bangladeshi african caribbean asian black white
    arabic urdu punjabi bengali roma ukrainian turkish afghan syrian albanian nigerian eritrean
    muslim christian catholic hindu sikh jewish islam god england wales scotland ireland britain
    uk london leeds bradford manchester birmingham liverpool sheffield bristol newcastle
    nottingham leicester hull york wakefield huddersfield halifax derby coventry cardiff swansea
    newport glasgow edinburgh belfast luton brighton reading oxford cambridge kent essex surrey
    sussex devon cornwall norfolk suffolk dorset somerset cumbria durham lancashire yorkshire
    riverside the a an and or but if so then when where who what why how this that these those
    it he she they we you i my our your his her their its in on at to from for of by with as is
    was are were be been has had have do did does not no yes also both each every any all some
    one two three first second last next new old please thanks thank sorry hi hello dear ok okay
    before because while until since there here now today tomorrow yesterday still just only
    even again out up down off over nothing something somebody someone everyone everybody nobody
    said told asked rang could massage sensory box bank friendly loss death monitor should would
    might must can cannot via per etc re cc am pm
    """)
"""With a capital, and beside a name or a word like "baby", these are no part of a name."""
