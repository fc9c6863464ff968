"""The commands that plan changes; nothing is changed before leads have approved the plan."""

from typing import Final

from commands.command import Command, Option, Role
from commands.ews_clients import OPTION, read
from commands.phrases import say

_EWS_APPS: Final = Option(
    name=OPTION,
    summary=say(
        "Which applications may use EWS in Exchange Online beside the dedicated one, by their ids "
        "with commas between, “teams” or “office”; “only-ours” where nothing else may. Only used "
        "where EWS is shut and has to be opened for a list."
    ),
    reads=lambda text, _: read(text),
    shows="ids",
)

CONFIGURE: Final = Command(
    name="configure oauth",
    summary=say(
        "Plan all that OAuth between Exchange Server and Exchange Online needs, and carry it out "
        "once a lead has approved it. What is in place stays as it is."
    ),
    synonyms={
        "en": ("set up oauth", "setup oauth"),
        "ko": ("oauth 구성", "oauth 설정"),
        "fr": ("configurer oauth", "configurez oauth"),
    },
    role=Role.OPERATOR,
    takes_domain=True,
    options=(
        Option(
            name="shared-principal",
            summary=say(
                "Upload the certificate to the principal that all tenants share instead of using a "
                "dedicated application; only for organisations that must (CVE-2025-53786)."
            ),
            flag=True,
        ),
        _EWS_APPS,
    ),
    runbook="configure oauth",
)
REPAIR: Final = Command(
    name="repair oauth",
    summary=say(
        "Check OAuth, plan what mends what is found wrong and nothing else, and carry it out once "
        "a lead has approved it."
    ),
    synonyms={
        "en": ("fix oauth", "mend oauth"),
        "ko": ("oauth 복구", "oauth 수리"),
        "fr": ("réparer oauth", "répare oauth", "réparez oauth"),
    },
    role=Role.OPERATOR,
    takes_domain=True,
    options=(_EWS_APPS,),
    runbook="repair oauth",
)
SHOW: Final = Command(
    name="plan oauth",
    summary=say(
        "Show what configure oauth would do, step by step with every value. Asks for nothing and "
        "changes nothing."
    ),
    synonyms={
        "en": ("show plan oauth",),
        "ko": ("oauth 계획",),
        "fr": ("montrer plan oauth",),
    },
    takes_domain=True,
    options=(_EWS_APPS,),
    runbook="configure oauth",
    plans_only=True,
)
PURGE: Final = Command(
    name="purge shared keys",
    summary=say(
        "Plan the removal of all keys from the principal that all tenants share, and carry it out "
        "once two leads have approved it."
    ),
    synonyms={
        "en": ("remove shared keys",),
        "ko": ("공유 키 제거", "공유 키 삭제"),
        "fr": ("purger clés partagées", "supprimer clés partagées"),
    },
    role=Role.OPERATOR,
    takes_domain=True,
    options=(
        Option(
            name="stop-sign-in",
            summary=say(
                "Remove them although Exchange signs in to the cloud through them: free/busy times "
                "of people in the cloud stop until the dedicated application is in use."
            ),
            flag=True,
        ),
    ),
    runbook="purge shared keys",
)
