"""What this machine needs of its own to sign in, looked at before anybody is asked."""

from collections.abc import Callable, Sequence
from typing import Final

from bot.doctor.lines import Line, fail, ok, warn
from bot.door_settings import LISTEN, TeamsAccess
from bot.teams.settings import is_loopback
from bot.toml import environment
from commands.organisation import Organisation
from commands.outside.sign_in import Trouble

_ABOUT: Final = "this machine, Kerberos"


def look_at_kerberos(
    organisations: Sequence[Organisation], missing: Callable[[], Trouble | None]
) -> list[Line]:
    """Look whether Kerberos is possible from here, where a server is signed in to by it."""
    ways = {server.auth for each in organisations for server in each.servers}
    if not ways & {"kerberos", "negotiate"}:
        return []
    trouble = missing()
    if trouble is None:
        return [ok(_ABOUT, "its libraries and its configuration can be used")]
    found, cure = str(trouble.words), str(trouble.cure)
    if "kerberos" in ways:
        return [fail(_ABOUT, f"{found}; nobody was asked, the account is not concerned", cure)]
    return [warn(_ABOUT, f"{found}, so servers with auth = negotiate get NTLM", cure)]


def look_at_listen(teams: TeamsAccess) -> list[Line]:
    """Notice a loopback address in the file where the container's own is set from outside."""
    wanted = environment(LISTEN)
    if (
        not wanted
        or not is_loopback(teams.host)
        or is_loopback(wanted.rpartition(":")[0].strip("[]"))
    ):
        return []
    return [
        warn(
            "configuration, teams.listen",
            f"{teams.host} is reached from within this container only, and {LISTEN} says {wanted}",
            "take listen out of hybridge.toml",
        )
    ]
