"""The commands about the auth certificate; nothing is changed before leads have approved it."""

from typing import Final

from commands import effective, validity
from commands.command import Command, Option, Role
from commands.phrases import say

CHECK: Final = Command(
    name="check auth cert",
    summary=say(
        "Look at the auth certificate: how long it lasts, whether every server and the cloud "
        "have it, and what is to be done. Changes nothing."
    ),
    synonyms={
        "en": (
            "check auth certificate",
            "verify auth cert",
            "inspect auth cert",
            "check certificate",
        ),
        "ko": ("인증서 점검", "인증서 확인", "인증서 검사", "auth 인증서 점검", "인증서 진단"),
        "fr": (
            "vérifie certificat",
            "vérifier certificat",
            "vérifiez certificat",
            "contrôle certificat",
            "contrôler certificat",
            "vérifier certificat auth",
        ),
    },
    takes_domain=True,
    suite="auth cert",
)
ROTATE: Final = Command(
    name="rotate auth cert",
    summary=say(
        "Plan the next auth certificate and have it take over without a gap, over three days and "
        "three decisions: the plan, its publication, and the end of the old one."
    ),
    synonyms={
        "en": ("rotate auth certificate", "renew auth cert", "renew auth certificate"),
        "ko": (
            "인증서 교체",
            "인증서 순환 교체",
            "인증서 갱신",
            "auth 인증서 교체",
            "auth 인증서 갱신",
        ),
        "fr": (
            "renouveler certificat",
            "renouvelle certificat",
            "renouvelez certificat",
            "renouveler certificat auth",
        ),
    },
    role=Role.OPERATOR,
    takes_domain=True,
    options=(
        Option(
            name="lifetime",
            summary=say("For how many days it is to be valid; five years without it."),
            reads=lambda text, _: validity.read(text),
            words=validity.WORDS,
            shows="days",
        ),
        Option(
            name="effective",
            summary=say(
                "When it is to take over: hours from the staging on, like +72h, or a time on the "
                "organisation's clocks, like 2026-11-25T01:00; 49 hours without it."
            ),
            reads=effective.read,
            words=effective.WORDS,
            shows="+49h|time",
        ),
    ),
    runbook="rotate auth cert",
)
REPLACE: Final = Command(
    name="replace auth cert now",
    summary=say(
        "Replace an auth certificate that has expired or is lost, at once, when two leads have "
        "approved it; for one that still works, rotate it."
    ),
    synonyms={
        "en": ("replace auth certificate now",),
        "ko": ("인증서 즉시 교체", "인증서 긴급 교체", "인증서 지금 교체"),
        "fr": (
            "remplacer certificat maintenant",
            "remplace certificat maintenant",
            "remplacez certificat maintenant",
        ),
    },
    role=Role.OPERATOR,
    takes_domain=True,
    runbook="replace auth cert now",
)
IMPORT: Final = Command(
    name="import auth cert",
    summary=say(
        "Bring the auth certificate, with its key, to a server that lacks it, from one that has "
        "it; never a new one."
    ),
    synonyms={
        "en": ("import auth certificate", "copy auth cert"),
        "ko": ("인증서 가져오기", "인증서 복사"),
        "fr": (
            "importer certificat",
            "importe certificat",
            "importez certificat",
            "copier certificat",
        ),
    },
    role=Role.OPERATOR,
    takes_domain=True,
    takes_server=True,
    runbook="import auth cert",
)
