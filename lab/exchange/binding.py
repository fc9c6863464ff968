"""PowerShell binds what was given to a cmdlet's parameters, before the cmdlet runs."""

from collections.abc import Mapping
from typing import Final

from lab.exchange.cmdlet import Cmdlet
from lab.records import Failure, SecureText
from lab.world_versions import at_least

COMMON: Final = frozenset(
    {
        "verbose",
        "debug",
        "erroraction",
        "warningaction",
        "informationaction",
        "errorvariable",
        "warningvariable",
        "outvariable",
        "outbuffer",
        "progressaction",
    }
)
"""Parameters that every cmdlet takes; they change nothing in the lab."""


SWITCHES: Final = frozenset(
    {
        "adpropertiesonly",
        "apponly",
        "arbitration",
        "binaryencoded",
        "clearpreviouscertificate",
        "confirm",
        "force",
        "publishcertificate",
        "refreshauthmetadata",
        "reloadconfig",
        "retrieveewsoperationaccesspolicy",
        "showmailboxvirtualdirectories",
        "skipimmediatecertificatedeployment",
        "status",
        "trustanysslcertificate",
        "usecachedtoken",
        "whatif",
    }
)
"""Parameters that a name without a value switches on; of all others it means ``$null``."""


def bound(given: Mapping[str, object]) -> dict[str, object]:
    """Give the parameters by their names in lower case, switches without a value being on."""
    named = {name.lower(): value for name, value in given.items()}
    return {
        name: True if value is None and name in SWITCHES else value for name, value in named.items()
    }


def binding(cmdlet: Cmdlet, given: Mapping[str, object], build: str = "") -> Failure | None:
    """Say which parameter the cmdlet does not have, lacks or cannot take; ``None``: all is well.

    ``build`` is the server's: older ones do not know every parameter.
    """
    names = [name.lower() for name in given]
    for name in given:
        if name.lower() not in _parameters(cmdlet, build) | COMMON:
            return _binding(
                f"A parameter cannot be found that matches parameter name '{name}'.",
                f"NamedParameterNotFound,{cmdlet.name}",
            )
    missing = [name for name in cmdlet.required if name.lower() not in names]
    if missing:
        return _binding(
            f"Cannot process command because of one or more missing mandatory parameters: "
            f"{' '.join(missing)}.",
            f"MissingMandatoryParameter,{cmdlet.name}",
        )
    exclusive = set(names) & frozenset[str]().union(*cmdlet.sets)
    if cmdlet.sets and not any(exclusive <= each for each in cmdlet.sets):
        return _binding(
            "Parameter set cannot be resolved using the specified named parameters.",
            f"AmbiguousParameterSet,{cmdlet.name}",
        )
    for name, value in given.items():
        if name.lower() in cmdlet.secure and not isinstance(value, SecureText | None):
            return _binding(
                f"Cannot bind parameter '{name}'. Cannot convert the \"{value}\" value of type "
                '"System.String" to type "System.Security.SecureString".',
                f"CannotConvertArgumentNoMessage,{cmdlet.name}",
            )
    return None


def _parameters(cmdlet: Cmdlet, build: str) -> frozenset[str]:
    if not build:
        return cmdlet.parameters
    lacking = {name for name, firsts in cmdlet.since.items() if not at_least(build, firsts)}
    return cmdlet.parameters - lacking


def _binding(message: str, identifier: str) -> Failure:
    return Failure(
        exception="System.Management.Automation.ParameterBindingException",
        message=message,
        category="InvalidArgument",
        error_id=identifier,
        terminating=True,
    )
