"""Links and pictures in the documents lead to something that is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]

_LINK = re.compile(r"\]\(([^()\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
_CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def anchors(document: Path) -> set[str]:
    """What its headings can be linked by, as GitHub makes it of them."""
    headings = _HEADING.findall(_CODE.sub("", document.read_text(encoding="utf-8")))
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in kept}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_whatever_a_document_links_to_is_there(document: Path) -> None:
    links = _LINK.findall(document.read_text(encoding="utf-8"))
    nowhere = []
    for link in links:
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            nowhere.append(link)
    assert nowhere == []


def test_every_picture_is_shown_in_some_document() -> None:
    shown = {
        (document.parent / link).resolve()
        for document in DOCUMENTS
        for link in _LINK.findall(document.read_text(encoding="utf-8"))
        if "://" not in link
    }
    assert {path for path in (ROOT / "docs/pictures").iterdir() if path not in shown} == set()
