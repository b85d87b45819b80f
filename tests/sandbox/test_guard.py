"""Pages of other sites cannot drive the workspace, and the page keeps to itself."""

import aiohttp
import pytest
from yarl import URL

from sandbox.guard import allowed, is_loopback
from sandbox.workspace import Workspace
from tests.sandbox.kit import PRIYA, RIVERSIDE

SAY = {"as": PRIYA, "channel": RIVERSIDE, "text": "Hello"}


@pytest.mark.parametrize(
    ("host", "origin", "may"),
    [
        ("127.0.0.1:8400", None, True),
        ("localhost:8400", "http://localhost:8400", True),
        ("[::1]:8400", None, True),
        ("127.0.0.1:8400", "http://127.0.0.1:8400", True),
        ("127.0.0.1:8400", "http://127.0.0.1:9999", False),
        ("127.0.0.1:8400", "https://evil.example", False),
        ("127.0.0.1:8400", "null", False),
        ("evil.example:8400", None, False),
        ("127.0.0.1.evil.example", None, False),
        ("", None, False),
        ("[", None, False),
    ],
)
def test_only_this_machine_and_this_page_come_in(host: str, origin: str | None, may: bool) -> None:  # noqa: FBT001  # a column of the table
    assert allowed(host, origin) is may


def test_an_address_of_the_network_is_not_this_machine() -> None:
    assert not is_loopback("192.168.1.5")
    assert not is_loopback(None)


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Host": "evil.example"}, {"Origin": "null"}],
)
@pytest.mark.parametrize("path", ["/control/say", "/api/chat.postMessage", "/response/x"])
async def test_a_foreign_page_is_refused_everywhere(
    page: aiohttp.ClientSession, workspace: Workspace, path: str, headers: dict[str, str]
) -> None:
    before = len(workspace.messages("#riverside"))
    body = {**SAY, "token": workspace.bot_token}
    async with page.post(path, json=body, headers=headers) as response:
        assert response.status == 403
    assert len(workspace.messages("#riverside")) == before


async def test_a_form_cannot_do_what_the_page_does(page: aiohttp.ClientSession) -> None:
    async with page.post("/control/say", data=SAY) as response:
        assert response.status == 415


async def test_every_answer_carries_a_strict_policy(page: aiohttp.ClientSession) -> None:
    for path in ("/", "/control/state", "/ui/index.html", "/nowhere"):
        async with page.get(path) as response:
            policy = response.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'self';")
            assert "unsafe" not in policy
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.headers["Referrer-Policy"] == "no-referrer"


async def test_the_page_is_served(page: aiohttp.ClientSession) -> None:
    async with page.get("/") as response:
        assert response.status == 200
        assert response.content_type == "text/html"


@pytest.mark.parametrize(
    "path", ["/ui/%2e%2e/workspace.py", "/ui/..%2fworkspace.py", "/ui//etc/passwd", "/ui/none.js"]
)
async def test_only_the_pages_own_files_are_served(
    page: aiohttp.ClientSession, workspace: Workspace, path: str
) -> None:
    async with page.get(URL(workspace.url + path, encoded=True)) as response:
        assert response.status == 404
