"""Cmdlet objects as Exchange Online's REST backend writes and reads them in JSON.

Strings, booleans and nulls are native; everything else carries notes beside it
(``Guid@data.type``), and what is an object in PowerShell is its text here.  The shape is that of
answers captured from the service and published; no document describes it.
"""

import base64
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from lab.records import Choice, Failure, Many, Output, Record, Text, Value

BYTES = "#Exchange.ByteArrayType"


def answer(base: str, objects: Sequence[Record], output: Output, next_link: str = "") -> Any:
    """Give one page of objects with the call's warnings."""
    page: dict[str, Any] = {
        "@odata.context": f"{base}/$metadata#Collection(Exchange.GenericHashTable)",
        "adminapi.warnings@odata.type": "#Collection(String)",
        "@adminapi.warnings": list(output.warnings),
        "value": [_object(record) for record in objects],
    }
    if next_link:
        page["@odata.nextLink"] = next_link
    return page


def refusal(failure: Failure) -> Any:
    """Give the body of a 400: the outer message says nothing, the inner ones everything."""
    return {
        "error": {
            "code": "BadRequest",
            "message": "Invalid Operation",
            "details": [{"message": f"|{failure.exception}|{failure.message}"}],
            "innererror": {
                "message": "Error executing cmdlet",
                "type": "Microsoft.Exchange.Admin.OData.Core.ODataServiceException",
                "internalexception": {
                    "message": failure.message,
                    "type": failure.exception,
                    "internalexception": {"message": failure.message, "type": failure.exception},
                },
            },
        }
    }


def parameters(sent: Mapping[str, Any]) -> dict[str, object]:
    """Read the parameters of a call: typed objects become plain dicts and bytes."""
    return {name: _parameter(value) for name, value in sent.items()}


def selected(page: Any, names: Sequence[str]) -> Any:
    """Keep only some properties of each object, their notes with them."""
    wanted = {name.lower() for name in names}
    page["value"] = [
        {key: value for key, value in one.items() if key.split("@")[0].lower() in wanted}
        for one in page["value"]
    ]
    return page


def _object(record: Record) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for name, value in record.properties.items():
        written |= _property(name, value)
    return written


def _property(name: str, value: Value) -> dict[str, Any]:
    match value:
        case datetime():
            return {f"{name}@data.type": "System.DateTime", name: moment(value)}
        case UUID():
            return {
                f"{name}@data.type": "System.Guid",
                f"{name}@odata.type": "#Guid",
                name: str(value),
            }
        case bytes():
            return {
                f"{name}@data.type": "System.Byte[]",
                f"{name}@odata.type": "#Binary",
                name: base64.b64encode(value).decode(),
            }
        case Many():
            items = [_text(item) for item in value.items]
            return {f"{name}@odata.type": "#Collection(String)", name: items}
        case Record() | Choice() | Text():
            return {name: _text(value)}
        case _:
            return {name: value}


def _text(value: Value) -> str:
    match value:
        case Record() | Text():
            return value.text
        case Choice():
            return value.name
        case Many():
            return ", ".join(_text(item) for item in value.items)
        case datetime():
            return moment(value)
        case bytes():
            return base64.b64encode(value).decode()
        case _:
            return str(value)


def moment(value: datetime) -> str:
    """Write a time with seven digits of fraction and an offset, as the service does."""
    in_utc = value.astimezone(UTC)
    return f"{in_utc:%Y-%m-%dT%H:%M:%S}.{in_utc.microsecond:06d}0+00:00"


def _parameter(value: Any) -> object:
    if isinstance(value, dict):
        kind = value.get("@odata.type")
        if kind == BYTES:
            return base64.b64decode(value["Data"])
        return {name: _parameter(each) for name, each in value.items() if name != "@odata.type"}
    if isinstance(value, list):
        return [_parameter(each) for each in value]
    return value
