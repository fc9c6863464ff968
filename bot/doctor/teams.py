"""Asks for what a conversation in Teams needs: a token to speak with, and keys to hear with."""

from bot.doctor.lines import Line, fail, ok
from bot.talk import PostFailed
from bot.teams.keys import KeysUnavailable
from bot.teams.opening import Outgoing
from bot.teams.settings import Refusal, TeamsSettings
from commands.ports import Clock


async def look_at_teams(settings: TeamsSettings, clock: Clock) -> list[Line]:
    """Look at the bot's own sign-in and at the keys that Teams signs with."""
    try:
        outgoing = Outgoing(settings, clock)
    except Refusal as error:
        return [fail("Teams", str(error), "correct [teams] in the configuration")]
    try:
        if not settings.authenticated:
            return [ok("Teams", "no sign-in: the development switch is set")]
        return [await _token(outgoing), await _keys(outgoing)]
    finally:
        await outgoing.close()


async def _token(outgoing: Outgoing) -> Line:
    try:
        await outgoing.bearer.token()
    except PostFailed as error:
        return fail(
            "Teams, token",
            str(error),
            "compare app_id, the first of tenants, and the certificate with the registration",
        )
    return ok("Teams, token", "the login service gives one for the bot's registration")


async def _keys(outgoing: Outgoing) -> Line:
    try:
        await outgoing.keys.find("")
    except KeysUnavailable:
        return fail(
            "Teams, keys",
            "the keys that Teams signs with cannot be read, so nobody can be let in",
            f"let this machine reach {outgoing.settings.metadata}",
        )
    return ok("Teams, keys", "the keys that Teams signs with can be read")
