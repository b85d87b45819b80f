"""First names that are words, months or places as well, so that a capital alone is no sign.

`bot.domain.likely_names` asks for more before it marks one of these. Put together by hand, as the
names are.
"""

from bot.domain.spelling import word_set

ALWAYS_CAPITALS = word_set(
    "amber april august autumn christian jan june lexus may mercedes roman summer"
)
"""Months, seasons, faiths, ratings, makes of car: even in mid-sentence a capital says nothing."""

ALSO_WORDS = ALWAYS_CAPITALS | word_set("""
    akin blessing bright christian coral crystal dawn destiny earl eden eve faith fern frank
    glen grace grant guy harper harsh hind honor honour hope hunter ion isis joy june kit lexus
    liberty loveness marigold mark max meadow melody mercedes mercy miles moses myrtle nana nat
    nest nova oasis ocean olive opal pat patience pilar praise precious primrose prudence rab
    raja rand raven reem rio river rose rosemary saffron salam sky sol sterling summer
    temperance trinity will
    """)

IDEAS = word_set("""
    blessing bright destiny eden faith grace honor honour hope joy liberty melody mercy oasis
    patience praise prudence sky sol temperance trinity
    """)
"""What can be said to be or have been something, at the beginning of a sentence."""

LOWER_CASE_WORDS = word_set("""
    abel ada alma angel ann archer aria aspen aurora awen bailey barney bill bo bob bonnie brad
    carol carter celeste chad clay cliff cooper cruz daisy dale dean della des dev devi dolly
    dong ebony ed ela elen elif elin flora fraser fred freda gail gaston gaynor gus hank hazel
    heath heather holly imam iris isa ivy jack jade jago jay jean jenny jerry jimmy jin jo jules
    juniper kip kitty lance laurel lee lily ling lou lu luna mae mags mani marina mason mat matt
    maxie medi mel merle mick mina misty mitch mo moe mona monty morgan nada ned nick nina nur
    oscar paige pearl penny percy pierce piper polly poppy ram ray reg rex rita rob robin rod
    rosa rowan ruby rudy safa salem sally sandy savannah scarlet serenity shay shea sherry sid
    sierra simba sonny stan stella sue tad tara tate ted teddy thor tommy tony troy trudy tudor
    una val verity victor viola violet wade warren willow woody wren zion
    """)
"""Without a capital these are words; with one they are names, even where a sentence begins."""

ALSO_PLACES = word_set("""
    alba alexandria ashton aubrey austin beverley bradley brandon brooklyn carlton charlotte
    chelsea chester clyde devon douglas elton florence georgia hadley hudson india jordan
    kingsley lincoln lourdes milan montgomery nelson paisley paris preston salem savanna
    savannah sienna skye sydney troy victoria vienna virginia
    """)
