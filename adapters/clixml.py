"""Reads CLIXML, PowerShell's wire form of objects, into plain Python values.

pypsrp's own reading is not used for objects: it gives multi-valued properties of Exchange back
as raw XML text and dates as strings.  The format: [MS-PSRP] 2.2.5,
https://learn.microsoft.com/openspecs/windows_protocols/ms-psrp/.

An object inside an object comes in two forms that mean the same: over plain remote PowerShell
identities, enums and sizes are strings; with a management shell in between they are ``Obj`` with
a ``ToString``.  Both become that text.
"""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID
from xml.etree import ElementTree

from commands.bounds import DEPTH, ELEMENTS, NODES

LISTS: Final = frozenset({"LST", "IE", "STK", "QUE"})
ONLY: Final = "Value"
"""The key under which an output that is no object (a line of text) is given."""


class NotClixml(ValueError):
    """The text is not CLIXML, or a value in it is not of its type."""


class Budget:
    """How many values one answer may still hold, in all its messages together."""

    def __init__(self, values: int = NODES) -> None:
        self.used = 0
        self._most = values

    def take(self, values: int) -> None:
        self.used += values
        if self.used > self._most:
            raise NotClixml(f"more than {self._most} values in one answer")


def objects(
    source: str | bytes | ElementTree.Element, budget: Budget | None = None
) -> Iterator[Mapping[str, Any]]:
    """Give the objects of a document, or the one object of an element, each as a dict.

    Args:
        source: A PSRP message, a file of ``Export-Clixml``, or one element of either.
        budget: What the answer that it is a part of may still hold; its own when there is none.

    Raises:
        NotClixml: when it cannot be read.
    """
    root = _root(source)
    reader = _Reader(budget or Budget())
    for element in root if _tag(root) == "Objs" else (root,):
        yield from reader.outputs(element)


def value(source: str | bytes | ElementTree.Element) -> Any:
    """Read one element as the value of a property is read."""
    return _Reader(Budget()).value(_root(source))


def moment(text: str) -> datetime:
    """Read a date with up to seven digits of fraction; one without an offset is taken as UTC.

    Raises:
        ValueError: when it is no date.
    """
    found = _DATE.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"not a date: {text!r}")
    fraction = (found["fraction"] or "").ljust(6, "0")[:6]
    at = datetime.fromisoformat(f"{found['seconds']}.{fraction}+00:00")
    offset = found["offset"] or "Z"
    if offset in "Zz":
        return at
    ahead = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
    try:
        return at + ahead if offset[0] == "-" else at - ahead
    except OverflowError:  # .NET's DateTime.MinValue or MaxValue with a zone
        return at


def string(text: str | None) -> str:
    r"""Undo the escapes: ``_x000A_`` is a newline, ``_x005F_`` an underscore, pairs are UTF-16."""
    if not text or "_x" not in text:
        return text or ""
    units = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


_DATE: Final = re.compile(
    r"(?P<seconds>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(?P<fraction>\d{1,9}))?"
    r"(?P<offset>[Zz]|[+-]\d\d:?\d\d)?"
)
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _bytes(text: str | None) -> bytes:
    return b64decode("".join((text or "").split()), validate=True)


def _date(text: str) -> datetime | str:
    """Read a date; one that is none stays a text, so that it spoils no property but its own."""
    try:
        return moment(text)
    except ValueError:
        return text


_PRIMITIVES: Final[Mapping[str, Callable[[str | None], Any]]] = {
    **dict.fromkeys(("S", "URI", "XD", "SBK", "ToString"), string),
    **dict.fromkeys(("By", "SB", "U16", "I16", "U32", "I32", "U64", "I64"), lambda t: int(t or "")),
    **dict.fromkeys(("Sg", "Db"), lambda t: float(t or "")),
    **dict.fromkeys(("D", "TS", "Version"), lambda t: t or ""),
    "B": lambda t: (t or "").strip().lower() == "true",
    "C": lambda t: chr(int(t or "")),
    "DT": lambda t: _date(t or ""),
    "BA": _bytes,
    "G": lambda t: UUID(t or ""),
    "Nil": lambda _: None,
    "SS": lambda _: None,  # a SecureString is never of use to us
}


def _root(source: str | bytes | ElementTree.Element) -> ElementTree.Element:
    if isinstance(source, ElementTree.Element):
        return source
    try:
        text = source.lstrip("\ufeff") if isinstance(source, str) else source.decode("utf-8-sig")
        if "<!" in text:  # neither comments nor a document type are written by PowerShell
            raise NotClixml("a document type or a comment")
        parser = ElementTree.XMLParser(target=_Shallow())  # noqa: S314  (so there are no entities)
        return ElementTree.fromstring(text, parser)  # noqa: S314
    except UnicodeError as error:
        raise NotClixml("a text that is not UTF-8") from error
    except ElementTree.ParseError as error:
        raise NotClixml(str(error)) from error


class _Shallow(ElementTree.TreeBuilder):
    """Builds a tree, and stops before it is deeper than what is read by going down can be."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: Any, attrs: Any, /) -> ElementTree.Element:
        self._depth += 1
        if self._depth > ELEMENTS:
            raise NotClixml(f"elements more than {ELEMENTS} deep")
        return super().start(tag, attrs)

    def end(self, tag: Any, /) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


class _Reader:
    """Reads one document; objects are known by their ``RefId`` for later ``Ref``.

    An object that is referred to is the same one again, yet whoever reads the values meets it each
    time, so it counts each time, and as deep as it stands there.
    """

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._depth = 0
        self._deepest = 0
        self._known: dict[str, Any] = {}
        self._sizes: dict[str, tuple[int, int]] = {}
        self._types: dict[str, tuple[str, ...]] = {}

    def outputs(self, element: ElementTree.Element) -> Iterator[Mapping[str, Any]]:
        if _tag(element) != "Obj":
            yield {ONLY: self.value(element)}
            return
        contents = self._measured(element)
        if contents.listed is not None:
            yield from (
                item if isinstance(item, Mapping) else {ONLY: item} for item in contents.listed
            )
        elif contents.properties or contents.primitive is None:
            yield contents.properties
        else:
            yield {ONLY: contents.text or contents.primitive}

    def value(self, element: ElementTree.Element) -> Any:
        tag, reference = _tag(element), element.get("RefId", "")
        self._budget.take(1)
        if tag == "Obj":
            self._measured(element)
            return self._known[reference]
        if tag == "Ref":
            values, height = self._sizes.get(reference, (0, 0))
            self._budget.take(values)
            self._stand(self._depth + height)
            return self._known.get(reference)
        read = _PRIMITIVES.get(tag)
        if read is None:
            raise NotClixml(f"an element {tag} is not known")
        try:
            return read(element.text)
        except (ValueError, NotBase64, OverflowError) as error:
            raise NotClixml(f"{tag} {element.text!r}: {error}") from error

    def _measured(self, element: ElementTree.Element) -> "_Contents":
        """Read an object, and note what it is, of how many values and how deep."""
        reference = element.get("RefId", "")
        before, deepest = self._budget.used, self._deepest
        self._depth += 1
        self._deepest = self._depth
        self._stand(self._depth)
        contents = self._contents(element)
        self._known[reference] = contents.flat()
        self._depth -= 1
        self._sizes[reference] = self._budget.used - before, self._deepest - self._depth
        self._deepest = max(deepest, self._deepest)
        return contents

    def _stand(self, depth: int) -> None:
        self._deepest = max(self._deepest, depth)
        if depth > DEPTH:
            raise NotClixml(f"values more than {DEPTH} deep")

    def _contents(self, element: ElementTree.Element) -> "_Contents":
        contents = _Contents()
        reference = element.get("RefId", "")
        self._known[reference] = None  # until it is read: an object may point back at itself
        for child in element:
            match _tag(child):
                case "TN":
                    types = tuple(name.text or "" for name in child)
                    contents.types = self._types[child.get("RefId", "")] = types
                case "TNRef":
                    contents.types = self._types.get(child.get("RefId", ""), ())
                case "ToString":
                    contents.text = string(child.text)
                    self._known[reference] = contents.text
                case "Props" | "MS":
                    contents.properties = {**self._members(child), **contents.properties}
                case "DCT":
                    contents.listed_by_name = self._dictionary(child)
                case tag if tag in LISTS:
                    contents.listed = [self.value(item) for item in child]
                case _:
                    contents.primitive = self.value(child)
        return contents

    def _members(self, element: ElementTree.Element) -> dict[str, Any]:
        """Give the named members; ``SerializationData`` is .NET's own copy of the same object."""
        return {
            string(name): self.value(child)
            for child in element
            if (name := child.get("N")) and name != "SerializationData"
        }

    def _dictionary(self, element: ElementTree.Element) -> dict[str, Any]:
        pairs = ({child.get("N"): self.value(child) for child in entry} for entry in element)
        return {str(pair.get("Key")): pair.get("Value") for pair in pairs}


class _Contents:
    """What was inside one ``Obj``."""

    def __init__(self) -> None:
        self.types: tuple[str, ...] = ()
        self.text: str | None = None
        self.properties: dict[str, Any] = {}
        self.listed: list[Any] | None = None
        self.listed_by_name: dict[str, Any] | None = None
        self.primitive: Any = None

    def flat(self) -> Any:
        """Give what a property holds: items, or the text, or the properties.

        A ``ToString`` that only repeats the type's name says nothing; the properties do.
        """
        if self.listed is not None:
            return self.listed
        if self.listed_by_name is not None:
            return self.listed_by_name
        named_after_type = self.types and self.text == self.types[0].removeprefix("Deserialized.")
        if self.text is not None and not (named_after_type and self.properties):
            return self.text
        if self.properties:
            return self.properties
        return self.primitive if self.primitive is not None else self.text
