"""Rich text (docs.slack.dev, "Rich text block")."""

from sandbox.validate.composition import URL
from sandbox.validate.schema import (
    Checker,
    choice,
    flag,
    items,
    matching,
    record,
    tagged,
    text,
    whole,
)

_MOST = 1000
_ID = text(255)
_STYLES = ("bold", "italic", "strike", "underline", "code", "highlight", "client_highlight")
_STYLE: Checker = record({}, dict.fromkeys((*_STYLES, "unlink"), flag))

_INLINE: Checker = tagged(
    {
        "text": record({"text": text(3000)}, {"style": _STYLE}),
        "link": record({"url": text(URL)}, {"text": text(3000), "unsafe": flag, "style": _STYLE}),
        "emoji": record({"name": text(100)}, {"unicode": text(100), "style": _STYLE}),
        "user": record({"user_id": _ID}, {"style": _STYLE}),
        "usergroup": record({"usergroup_id": _ID}, {"style": _STYLE}),
        "channel": record({"channel_id": _ID}, {"style": _STYLE}),
        "broadcast": record({"range": choice("here", "channel", "everyone")}, {"style": _STYLE}),
        "color": record({"value": matching(r"#[0-9A-Fa-f]{6}")}, {"style": _STYLE}),
        "date": record(
            {"timestamp": whole(0, 9_999_999_999), "format": text(255)},
            {"url": text(URL), "fallback": text(255), "style": _STYLE},
        ),
    }
)

_WORDS = items(_INLINE, _MOST)
_SECTION = record({"elements": _WORDS}, {})

PARTS: Checker = items(
    tagged(
        {
            "rich_text_section": _SECTION,
            "rich_text_list": record(
                {
                    "style": choice("bullet", "ordered"),
                    "elements": items(tagged({"rich_text_section": _SECTION}), _MOST),
                },
                {"indent": whole(0, 8), "offset": whole(0, 10_000), "border": whole(0, 1)},
            ),
            "rich_text_preformatted": record(
                {"elements": _WORDS}, {"border": whole(0, 1), "language": text(100)}
            ),
            "rich_text_quote": record({"elements": _WORDS}, {"border": whole(0, 1)}),
        }
    ),
    _MOST,
)
"""What a rich_text block is made of."""
