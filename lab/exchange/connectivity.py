"""Test-OAuthConnectivity, on both sides: its parameters, and the object it prints."""

from typing import Final
from urllib.parse import urlsplit

from lab.exchange.cmdlet import Refused, Turn, not_found
from lab.oauth.connectivity import Asked, Result, evaluate
from lab.records import Choice, Failure, Output, Record, Text, Value
from lab.world_premises import Recipient

_SERVICES: Final = {"ews": "ews", "autod": "autodiscover", "generic": "ews"}
_TYPES: Final = (
    "Microsoft.Exchange.Security.OAuth.ValidationResultNode",
    "Microsoft.Exchange.Data.ConfigurableObject",
    "System.Object",
)
_LOCALISED: Final = "Microsoft.Exchange.Data.Common.LocalizedString"


def test_oauth_connectivity(turn: Turn) -> Output:
    """Run the test from here.  What fails is in the object; only bad parameters are errors."""
    asked = Asked(
        server=turn.server,
        service=_service(turn),
        target=_target(turn),
        user=None if turn.flag("apponly") else _user(turn),
        cached=turn.flag("usecachedtoken"),
    )
    return Output([_node(evaluate(turn.world, asked))])


def _service(turn: Turn) -> str:
    wanted = turn.text("service")
    if wanted.casefold() in _SERVICES:
        return _SERVICES[wanted.casefold()]
    raise _unbindable(
        "Service",
        f'Cannot convert value "{wanted}" to type "Microsoft.Exchange.Monitoring.ModServiceType". '
        "Specify one of the following enumerator names and try again: EWS, AutoD, Generic",
    )


def _target(turn: Turn) -> str:
    wanted = turn.text("targeturi")
    parts = urlsplit(wanted)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _unbindable("TargetUri", f'Cannot convert "{wanted}" to type "System.Uri".')
    return wanted


def _user(turn: Turn) -> Recipient | None:
    """Find the mailbox on this side; no name means a call for nobody."""
    wanted = turn.text("mailbox")
    if not wanted:
        return None
    side = turn.world if turn.server is not None else turn.world.tenant
    for each in side.mailboxes:
        if each.kind == "UserMailbox" and each.answers_to(wanted):
            return each
    raise not_found(turn, wanted)


def _node(result: Result) -> Record:
    """Lay out the result: IsValid and ObjectState never change, only ResultType tells."""
    kind = "Success" if result.success else "Error"
    identity = "Microsoft.Exchange.Security.OAuth.ValidationResultNodeId"
    own: dict[str, Value] = {
        "Task": Text(_LOCALISED, result.task),
        "Detail": Text(_LOCALISED, result.detail),
        "ResultType": Choice(
            "Microsoft.Exchange.Security.OAuth.ResultType", kind, 0 if result.success else 2
        ),
        "Identity": identity,
        "IsValid": True,
        "ObjectState": Choice("Microsoft.Exchange.Data.ObjectState", "New", 0),
    }
    return Record(_TYPES, _TYPES[0], own)


def _unbindable(parameter: str, reason: str) -> Refused:
    return Refused(
        Failure(
            exception="System.Management.Automation.ParameterBindingException",
            message=f"Cannot process argument transformation on parameter '{parameter}'. {reason}",
            category="InvalidData",
            error_id="ParameterArgumentTransformationError,Test-OAuthConnectivity",
            terminating=True,
        )
    )
