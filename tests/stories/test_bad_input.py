"""What is no request gets a clear answer in the thread, and nothing is run."""

import pytest

from tests.stories.conftest import Story


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("check oauth " + "x" * 100_000, "characters", id="100 KB"),
        pytest.param("check\x07 oauth\x1b[2J hbna.co.kr", "control characters", id="controls"),
        pytest.param("check oauth hbn\u0430.co.kr", "another alphabet", id="a Cyrillic letter"),
        pytest.param("check oauth 10.0.0.1", "10.0.0.1", id="an address in place of a domain"),
        pytest.param("check oauth hbna.co.kr; Remove-Mailbox x", "Remove-Mailbox", id="more"),
        pytest.param("check oauth contoso.com", "hbna.co.kr", id="a domain not configured"),
        pytest.param("chekc oauth hbna.co.kr", "check oauth hbna.co.kr", id="a misspelt command"),
        pytest.param("check oauth $(whoami).hbna.co.kr", "hbna.co.kr", id="a shell's substitution"),
        pytest.param("삭제해줘", "help", id="an unknown wish in Korean"),
    ],
)
async def test_it_is_answered_in_the_thread_and_nothing_is_run(
    hbna: Story, text: str, says: str
) -> None:
    answered = await hbna.say("operator", text)

    (reply,) = await hbna.hears_from_bot(1)
    assert says in reply
    assert len(reply) < 2000
    assert await hbna.bot.desk.jobs() == []
    posts = hbna.lab.teams.chat.posts.values()
    assert {post.thread for post in posts} == {answered.id}


async def test_a_guest_is_refused_with_the_reason(hbna: Story) -> None:
    await hbna.say("guest", "check oauth hbna.co.kr")

    (reply,) = await hbna.hears_from_bot(1)
    assert "Guest" in reply
    assert await hbna.bot.desk.jobs() == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("check oauth hbna.co.kr을 확인해줘", id="Korean particle and verb"),
        pytest.param("hbna.co.kr oauth 점검", id="Korean order"),
        pytest.param("vérifie oauth hbna.co.kr", id="French"),
        pytest.param("CHECK\u00a0OAuth  “HBNA.CO.KR”.", id="case, NBSP, quotes, full stop"),
    ],
)
async def test_it_is_understood_as_people_write_it(hbna: Story, text: str) -> None:
    await hbna.say("operator", text)

    (job,) = await hbna.bot.desk.jobs()
    assert str(job.request) == "check oauth hbna.co.kr"


async def test_help_says_what_can_be_asked(hbna: Story) -> None:
    await hbna.say("operator", "help")

    await hbna.hears_from_bot(1)
    assert "check oauth" in str(hbna.cards()[0])
