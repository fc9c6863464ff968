"""The commands on approvals: say yes or no to a plan, and learn what one may do."""

from typing import Final

from commands.command import Command, Role
from commands.phrases import say

APPROVE: Final = Command(
    name="approve",
    summary=say(
        "Approve what a job's card shows. Nobody approves what they asked for themselves; the "
        "gate is named where a plan has several."
    ),
    synonyms={
        "en": ("approve job", "accept"),
        "ko": ("승인", "작업 승인", "승인함"),
        "fr": ("approuve", "approuver", "approuvez", "approuve tâche", "approuver tâche"),
    },
    role=Role.LEAD,
    takes_number=True,
    takes_gate=True,
)
REJECT: Final = Command(
    name="reject",
    summary=say("Refuse what a job's card shows, which ends the job. What follows is the reason."),
    synonyms={
        "en": ("reject job", "decline"),
        "ko": ("거부", "작업 거부", "거절", "반려"),
        "fr": (
            "refuse",
            "refuser",
            "refusez",
            "refuse tâche",
            "refuser tâche",
            "rejette",
            "rejeter",
            "rejetez",
        ),
    },
    role=Role.LEAD,
    takes_number=True,
    takes_gate=True,
    takes_reason=True,
)
WHOAMI: Final = Command(
    name="whoami",
    summary=say("Say what you may do here, and which list or group gives you that."),
    synonyms={
        "en": ("who am i", "role", "permissions"),
        "ko": ("내 권한", "내 권한 보여줘", "권한", "내 역할", "나는 누구"),
        "fr": ("qui suis-je", "qui suis je", "mon rôle", "mes droits"),
    },
)
