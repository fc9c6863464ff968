"""What is repeated after a failure and what is not; the token it is sent with."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from azure.core.credentials import AccessToken
from azure.core.exceptions import ClientAuthenticationError

from bot.talk import PostFailed
from bot.teams import Outgoing
from bot.teams.connector import PostDelayed
from bot.teams.credential import Bearer
from jobs.record import Conversation
from tests.bot.teams.far_side import APP, BOT, CHANNEL, TENANT, FarSide, Fault


@pytest.fixture
async def outgoing(settings, clock) -> AsyncIterator[Outgoing]:
    outgoing = Outgoing(settings, clock)
    yield outgoing
    await outgoing.close()


@pytest.fixture
def where(far: FarSide) -> Conversation:
    return Conversation(service_url=far.url, tenant=TENANT, id=CHANNEL, root="42", bot=BOT)


async def test_a_post_gives_the_activity_id(outgoing, where, far):
    activity = await outgoing.connector.post(where, b'{"text":"x"}')

    assert activity == "1795178156866"
    assert far.writes[0].headers["Content-Type"] == "application/json"


POSTS_REPEATED = [429, 412]
POSTS_UNKNOWN = [408, 500, 502, 503, 504]
POSTS_REFUSED = [400, 402, 405, 413, 302]
FINAL = [403, 404]


@pytest.mark.parametrize("status", POSTS_REPEATED)
async def test_a_post_that_was_certainly_not_taken_is_repeated(outgoing, where, far, status: int):
    far.faults = [Fault(status), Fault(status)]

    await outgoing.connector.post(where, b"{}")

    assert len(far.writes) == 3


@pytest.mark.parametrize("status", POSTS_UNKNOWN)
async def test_a_post_that_may_have_been_taken_is_not_repeated(outgoing, where, far, status: int):
    far.faults = [Fault(status)]

    with pytest.raises(PostFailed) as failed:
        await outgoing.connector.post(where, b"{}")

    assert (failed.value.unknown, failed.value.gone, len(far.writes)) == (True, False, 1)


async def test_a_post_whose_answer_is_lost_is_not_repeated(outgoing, where, far):
    await outgoing.connector.post(where, b"{}")
    far.faults = [Fault(cut=True)]

    with pytest.raises(PostFailed) as failed:
        await outgoing.connector.post(where, b"{}")

    assert (failed.value.unknown, len(far.writes)) == (True, 2)


@pytest.mark.parametrize("status", POSTS_REFUSED)
async def test_a_post_that_is_refused_is_not_repeated(outgoing, where, far, status: int):
    far.faults = [Fault(status, code="MessageSizeTooBig")]

    with pytest.raises(PostFailed, match="MessageSizeTooBig") as failed:
        await outgoing.connector.post(where, b"{}")

    assert (failed.value.unknown, failed.value.gone, len(far.writes)) == (False, False, 1)


@pytest.mark.parametrize("status", FINAL)
async def test_a_conversation_that_takes_nothing_more_is_gone(outgoing, where, far, status: int):
    far.faults = [Fault(status, code="BotNotInConversationRoster"), Fault(status)]

    with pytest.raises(PostFailed, match="BotNotInConversationRoster") as posting:
        await outgoing.connector.post(where, b"{}")
    with pytest.raises(PostFailed) as editing:
        await outgoing.connector.edit(where, "1", b"{}")

    assert (posting.value.gone, editing.value.gone, len(far.writes)) == (True, True, 2)


@pytest.mark.parametrize("status", [408, 412, 429, 500, 502, 503, 504])
async def test_an_edit_is_repeated(outgoing, where, far, status: int):
    far.faults = [Fault(status), Fault(cut=True)]

    await outgoing.connector.edit(where, "1", b"{}")

    assert [write.method for write in far.writes] == ["PUT"] * 3


async def test_an_edit_that_keeps_failing_may_be_tried_later(outgoing, where, far):
    far.faults = [Fault(503)] * 4

    with pytest.raises(PostDelayed):
        await outgoing.connector.edit(where, "1", b"{}")

    assert len(far.writes) == 4


async def test_a_bot_that_is_told_how_long_to_wait_waits_so_long(outgoing, where, far, clock):
    far.faults = [
        Fault(429, headers={"Retry-After": "7"}),
        Fault(429, headers={"Retry-After": "9999"}),
        Fault(429, headers={"Retry-After": "Fri, 20 Nov 2026 10:00:00 GMT"}),
    ]

    await outgoing.connector.post(where, b"{}")

    assert clock.waits[:2] == [7.0, 60.0]
    assert 4.0 <= clock.waits[2] <= 8.0


async def test_the_waits_grow_and_are_not_the_same_for_all(outgoing, where, far, clock):
    far.faults = [Fault(412)] * 3

    await outgoing.connector.post(where, b"{}")

    for wait, most in zip(clock.waits, (2.0, 4.0, 8.0), strict=True):
        assert most / 2 <= wait <= most


async def test_a_service_that_is_not_there_was_certainly_not_reached(outgoing, where, clock):
    nowhere = Conversation(**{**vars(where), "service_url": "https://localhost:1"})

    with pytest.raises(PostDelayed) as failed:
        await outgoing.connector.post(nowhere, b"{}")

    assert (failed.value.unknown, len(clock.waits)) == (False, 3)


async def test_the_token_is_not_sent_to_a_host_that_is_not_listed(outgoing, where, far):
    away = Conversation(**{**vars(where), "service_url": "https://elsewhere.example"})

    with pytest.raises(PostFailed, match="service_hosts") as failed:
        await outgoing.connector.post(away, b"{}")

    assert (failed.value.gone, far.token_reads) == (True, 0)


async def test_a_redirect_is_not_followed_with_the_token(outgoing, where, far):
    far.faults = [Fault(307, headers={"Location": f"{far.url}/v3/conversations/x/activities"})]

    with pytest.raises(PostFailed):
        await outgoing.connector.post(where, b"{}")

    assert len(far.writes) == 1


async def test_a_post_whose_answer_names_no_message_cannot_be_edited_later(outgoing, where, far):
    far.faults = [Fault(200)]

    with pytest.raises(PostFailed, match="no id") as failed:
        await outgoing.connector.post(where, b"{}")

    assert failed.value.unknown


async def test_a_refused_token_is_fetched_again_once(outgoing, where, far):
    far.faults = [Fault(401)]

    await outgoing.connector.post(where, b"{}")

    sent = [write.headers["Authorization"] for write in far.writes]
    assert sent == ["Bearer outgoing-1", "Bearer outgoing-2"]


async def test_a_bot_whose_every_token_is_refused_gives_up(outgoing, where, far):
    far.faults = [Fault(401)] * 5

    with pytest.raises(PostFailed, match="401"):
        await outgoing.connector.post(where, b"{}")

    assert len(far.writes) == 2


async def test_many_sends_at_once_fetch_one_token(outgoing, where, far):
    await asyncio.gather(*(outgoing.connector.edit(where, "1", b"{}") for _ in range(20)))

    assert (far.token_reads, len(far.writes)) == (1, 20)


async def test_the_bot_shows_its_certificate_to_its_own_tenant(outgoing, where, far):
    await outgoing.connector.post(where, b"{}")

    (body,) = far.login_bodies
    assert body["client_id"] == APP
    assert body["scope"] == "https://api.botframework.com/.default"
    assert body["client_assertion"].count(".") == 2


async def test_without_a_token_nothing_is_sent(outgoing, where, far):
    far.token_down = True

    with pytest.raises(PostFailed, match="token"):
        await outgoing.connector.post(where, b"{}")

    assert far.writes == []


class Source:
    """A credential that gives a numbered token, or fails."""

    def __init__(self) -> None:
        self.given = 0
        self.failing = False
        self.seconds = 3600
        self.closed = 0

    async def get_token(self, *scopes: str):
        await asyncio.get_running_loop().run_in_executor(None, lambda: None)
        if self.failing:
            raise ClientAuthenticationError("no")
        self.given += 1
        return AccessToken(f"token-{self.given}", int(time.time()) + self.seconds)

    async def close(self) -> None:
        self.closed += 1


async def test_a_token_is_renewed_five_minutes_before_its_end(clock):
    source = Source()
    bearer = Bearer(lambda: source, scope="s", clock=clock)
    await bearer.token()

    clock.pass_time(3600 - 310)
    early = await bearer.token()
    clock.pass_time(20)
    late = await asyncio.gather(*(bearer.token() for _ in range(5)))

    assert (early, set(late), source.given) == ("token-1", {"token-2"}, 2)


async def test_a_token_is_used_to_its_end_while_the_login_service_is_down(clock):
    source = Source()
    bearer = Bearer(lambda: source, scope="s", clock=clock)
    await bearer.token()
    source.failing = True

    clock.pass_time(3400)
    assert await bearer.token() == "token-1"
    clock.pass_time(300)
    with pytest.raises(PostFailed):
        await bearer.token()


async def test_a_token_that_lives_shorter_than_that_is_not_fetched_for_every_send(clock):
    source = Source()
    source.seconds = 200
    bearer = Bearer(lambda: source, scope="s", clock=clock)

    for _ in range(10):
        await bearer.token()

    assert source.given == 1
    await bearer.close()
    assert source.closed == 1
