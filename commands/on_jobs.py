"""The commands on jobs: what is under way, what has been, and what can be wanted of one job."""

from typing import Final

from commands.command import Command, Role
from commands.phrases import say

JOBS: Final = Command(
    name="jobs",
    summary=say("List the jobs that are under way or waiting, and the last ones that ended."),
    synonyms={
        "en": ("list jobs", "show jobs", "all jobs"),
        "ko": ("작업 목록", "작업 목록 보여줘", "작업 현황", "전체 작업"),
        "fr": ("tâches", "liste tâches", "montre tâches", "affiche tâches", "travaux"),
    },
    takes_domain=True,
    domain_is_optional=True,
)
JOB: Final = Command(
    name="job",
    summary=say("Show one job's card again, here; the card that moves is then this one."),
    synonyms={
        "en": ("show job", "job status"),
        "ko": ("작업", "작업 보여줘", "작업 상태"),
        "fr": ("tâche", "montre tâche", "affiche tâche", "travail"),
    },
    takes_number=True,
)
CANCEL: Final = Command(
    name="cancel",
    summary=say(
        "End a job at once, whatever it is doing or waiting for. Who asked for it may always."
    ),
    synonyms={
        "en": ("cancel job", "stop job", "abort job"),
        "ko": ("취소", "작업 취소", "작업 중지", "작업 중단"),
        "fr": (
            "annule",
            "annuler",
            "annulez",
            "annule tâche",
            "annuler tâche",
            "annulez tâche",
            "arrête tâche",
            "arrêter tâche",
        ),
    },
    role=Role.OPERATOR,
    takes_number=True,
)
HISTORY: Final = Command(
    name="history",
    summary=say("List the jobs that have ended, newest first, each with what it found."),
    synonyms={
        "en": ("job history", "show history", "past jobs"),
        "ko": ("이력", "기록", "작업 이력", "작업 기록", "이력 보여줘"),
        "fr": ("historique", "historique tâches", "montre historique", "affiche historique"),
    },
    takes_domain=True,
    domain_is_optional=True,
    takes_since=True,
)
RETRY: Final = Command(
    name="retry",
    summary=say("Try a job that failed again, from the step that failed."),
    synonyms={
        "en": ("retry job", "try job"),
        "ko": ("재시도", "작업 재시도", "다시 시도"),
        "fr": ("réessaie", "réessayer", "réessayez", "relance tâche", "relancer tâche"),
    },
    role=Role.OPERATOR,
    takes_number=True,
)
RESUME: Final = Command(
    name="resume",
    summary=say("Have a job look again that waits because nobody could tell what happened."),
    synonyms={
        "en": ("resume job", "continue job"),
        "ko": ("재개", "작업 재개", "작업 계속"),
        "fr": ("reprends", "reprendre", "reprenez", "continue tâche"),
    },
    role=Role.OPERATOR,
    takes_number=True,
)
UNDO: Final = Command(
    name="undo",
    summary=say(
        "Plan to put back what a job changed. The plan is a job itself and waits for approval."
    ),
    synonyms={
        "en": ("undo job", "revert job"),
        "ko": ("되돌리기", "되돌려줘", "작업 되돌리기"),
        "fr": ("défais", "défaire", "défaites", "rétablis", "rétablir", "défais tâche"),
    },
    role=Role.OPERATOR,
    takes_number=True,
)
