"""Secrets with their names, as programs write them: headers, JSON, forms, XML, PowerShell.

Every pattern has one way to read each character, so its work grows with the text and no faster;
what is cut off before its closing quote is taken to the end.
"""

import re
from typing import Final

from adapters import spoken_secrets
from adapters.key_material import looks_random
from adapters.marks import REDACTED, instead
from adapters.secret_names import NAME, START

_HEADER: Final = re.compile(
    r"(?i)\b((?:proxy-)?authorization|cookie|set-cookie|(?:x-)?api-key|ocp-apim-subscription-key)"
    r"(?:(['\"]\s*+[:=,]\s*+)(['\"]).*?(?:(?<!\\)\3|$)|(\"?\s*+[:=]\s*+)(?!"
    + spoken_secrets.STATES
    + r")(?:(?:bearer|basic|ntlm|negotiate|kerberos|digest)[ \t]*+\r?\n[ \t]*+)?"
    r"[^\r\n]++(?:\r?\n[ \t]++[^\r\n]++)*+)",
    re.MULTILINE,
)
"""Whatever the scheme; a pair of name and value as Python or JSON writes it ends at its quote, and
a header that is folded (RFC 7230, section 3.2.4) goes on in lines that begin with a space."""
_SCHEME: Final = re.compile(
    r"(?i)\b(bearer|basic|ntlm|negotiate|kerberos)(\s++)([\w.~+/-]{8,}+=*+)(?![\w=])"
)
"""Not a challenge: ``Bearer client_id="…"`` has an equals sign after a short word."""
_LONG: Final = 20
_WORD: Final = re.compile(r"[A-Za-z]{2,}-?[0-9.]{0,3}")

_VALUE: Final = (
    r"(?:(?P<b>\\{1,7})\"(?P<escaped>(?:[^\"\\]++|(?P=b)\\++\"|\\++(?!\"))*+)(?:(?P=b)\")?"
    r"|\"(?P<double>(?:[^\"\\]|\\.)*+)\\?(?:\"|\Z)"
    r"|'(?P<single>(?:[^'\\]|\\.)*+)\\?(?:'|\Z))"
)
_QUOTED: Final = re.compile(
    rf"(?is)(?P<name>(?P<q>\\{{0,7}}+[\"']){NAME}(?P=q)\s*+[:=]\s*+){_VALUE}"
)
_PLAIN: Final = re.compile(
    rf"(?i)(?P<name>{START}{NAME})(?P<is>\s*+=\s*+|:\s*+)"
    r"(?P<value>\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s&;,\"'<>{}\[\]]++)"
)
_ENCODED: Final = re.compile(
    rf"(?i)(?P<name>{START}{NAME}(?:%22)?(?:%(?:25)?3[DA])(?:%(?:25)?20|\+)?(?:%22)?)"
    r"(?:(?!%(?:25)?2[26C])[^\s&;,\"'<>])++"
)
"""Percent-encoded once or twice, as a form or as JSON."""
_ELEMENT: Final = re.compile(
    rf"(?i)(?P<tag>(?:<|&lt;)(?:[\w.-]{{1,40}}+:)?{NAME}(?:\s[^<>&]{{0,300}}+)?(?:>|&gt;))"
    r"(?P<value>[^<>&]++)"
)
_NAMED: Final = re.compile(
    rf"(?i)(?P<tag>\b(?:n|name|key|id)\s?=\s?[\"']{NAME}[\"']"
    r"\s{0,9}+(?:>|value\s?=\s?[\"']))(?P<value>[^<>\"']++)"
)
"""``<S N="Password">…</S>`` of CLIXML, ``<add key="Password" value="…"/>`` of a configuration."""
_SECURE: Final = re.compile(
    r"(?i)(?P<name>\bConvertTo-SecureString\s++(?:-String\s++)?)"
    r"(?P<value>\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s\"'$()|;-][^\s\"'()|;]*+)"
)
_ARGUMENT: Final = re.compile(
    rf"(?i)(?P<name>(?<![\w.-])--?(?=[a-z])(?=([\w-]++))(?:{NAME})[ \t]++)"
    rf"(?!{spoken_secrets.STATES})(?!(?:is|was|are|must|may|can|with|parameter|switch|option)\b)"
    r"(?P<value>\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s\"'$()|;,&<>{}\[\]-][^\s\"'()|;,&<>]*+)"
)


def without(value: str) -> str:
    """Give the text without them."""
    value = _QUOTED.sub(_quoted, value)
    value = _HEADER.sub(_header, value)
    value = _ELEMENT.sub(_element, value)
    value = _NAMED.sub(_element, value)
    value = _SECURE.sub(_argument, value)
    return _ARGUMENT.sub(_argument, value)


def plain(value: str) -> str:
    """Give the text without values of schemes, and of fields that are not quoted."""
    value = _SCHEME.sub(_scheme, value)
    value = _ENCODED.sub(rf"\g<name>{REDACTED}", value)
    return _PLAIN.sub(_plain, value)


def _quoted(match: re.Match[str]) -> str:
    quote = "'" if match["single"] is not None else '"'
    inside = match["escaped"] or match["double"] or match["single"] or ""
    around = (match["b"] or "") + quote
    return f"{match['name']}{around}{instead(inside)}{around}"


def _header(match: re.Match[str]) -> str:
    quote = match[3] or ""
    return f"{match[1]}{match[2] or match[4]}{quote}{instead(match[0])}{quote}"


def _element(match: re.Match[str]) -> str:
    inside = match["value"]
    return match["tag"] + (instead(inside) if inside.strip() else inside)


def _argument(match: re.Match[str]) -> str:
    quote = match["value"][0] if match["value"][0] in "\"'" else ""
    return f"{match['name']}{quote}{instead(match['value'])}{quote}"


def _scheme(match: re.Match[str]) -> str:
    said = match[3]
    mixed = any(each.isdigit() for each in said) and any(each.isalpha() for each in said)
    short = len(said) < _LONG
    if short and (match[1].lower() != "bearer" or not mixed or _WORD.fullmatch(said)):
        return match[0]  # prose: "Basic authentication", "Bearer OAuth2"
    return f"{match[1]}{match[2]}{instead(said)}"


def _plain(match: re.Match[str]) -> str:
    name, equals, rest = match["name"], match["is"], match["value"]
    if ":" in equals and rest[:1] not in "\"'" and not looks_random(rest):
        return match[0]  # prose: "token: expired"
    quote = rest[0] if rest[0] in "\"'" else ""
    return f"{name}{equals}{quote}{instead(rest)}{quote}"
