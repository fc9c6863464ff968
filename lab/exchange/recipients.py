"""Mailboxes, mail users and accounts, as far as the two-way test needs them."""

from collections.abc import Iterable

from lab.exchange.cmdlet import Turn, not_found
from lab.exchange.shapes import MANAGEMENT, PRESENTATION_BASES, Shape, ad_object, domain
from lab.records import Choice, Many, Output, Record, Value
from lab.world_premises import Recipient

_TYPES = {"User": 1, "UserMailbox": 1, "MailUser": 6}
_DETAILS = {"User": 0x10000, "UserMailbox": 1, "MailUser": 128, "LinkedUser": 0x2000000}


def get_mailbox(turn: Turn) -> Output:
    return _recipients(turn, "Mailbox", ("UserMailbox",))


def get_mail_user(turn: Turn) -> Output:
    return _recipients(turn, "MailUser", ("MailUser",))


def get_user(turn: Turn) -> Output:
    return _recipients(turn, "User", ("User", "UserMailbox", "MailUser"))


def get_recipient(turn: Turn) -> Output:
    return _recipients(turn, "ReducedRecipient", ("UserMailbox", "MailUser"))


def _recipients(turn: Turn, shape: str, kinds: Iterable[str]) -> Output:
    """Give who ``-Identity`` names among the kinds; without it, all of them."""
    side = turn.world if turn.server is not None else turn.world.tenant
    wanted = turn.text("identity").rpartition("/")[2]
    found = [
        each
        for each in side.mailboxes
        if each.kind in kinds and (not wanted or each.answers_to(wanted))
    ]
    if wanted and not found:
        raise not_found(turn, turn.text("identity"))
    return Output([_recipient(turn, shape, each) for each in found])


def _recipient(turn: Turn, kind: str, found: Recipient) -> Record:
    shape = Shape(
        (f"{MANAGEMENT}.{kind}", *PRESENTATION_BASES),
        "Person",
        ("person", "organizationalPerson", "user"),
        "CN=Users",
        "0.20 (15.0.0.0)",
    )
    details = "LinkedUser" if found.linked else found.kind
    own: dict[str, Value] = {
        "Alias": found.name.replace(" ", ""),
        "DisplayName": found.name,
        "UserPrincipalName": found.upn,
        "SamAccountName": found.name.replace(" ", "")[:20],
        "Sid": found.sid or None,
        "RecipientType": Choice(_type("RecipientType"), found.kind, _TYPES[found.kind]),
        "RecipientTypeDetails": Choice(
            _type("RecipientTypeDetails"), details, _DETAILS.get(details, 0)
        ),
    }
    if found.address:
        own |= {
            "PrimarySmtpAddress": found.address,
            "WindowsEmailAddress": found.address,
            "EmailAddresses": _addresses(found),
        }
    if found.kind == "MailUser":
        own["ExternalEmailAddress"] = f"SMTP:{found.external_address}"
    if found.kind == "UserMailbox":
        own["ServerName"] = found.server.lower()
        own["ExchangeGuid"] = found.guid
    if kind == "User":
        own["UserAccountControl"] = (
            "AccountDisabled, PasswordNotRequired, NormalAccount"
            if found.linked
            else "NormalAccount"
        )
    identity = f"{domain(turn)}/Users/{found.name}" if turn.server else found.name
    return ad_object(turn, shape, name=found.name, guid=found.guid, own=own, identity=identity)


def _addresses(found: Recipient) -> Many:
    others = [f"smtp:{each}" for each in found.aliases]
    return Many("Microsoft.Exchange.Data.ProxyAddress", [f"SMTP:{found.address}", *others])


def _type(name: str) -> str:
    return f"Microsoft.Exchange.Data.Directory.Recipient.{name}"
