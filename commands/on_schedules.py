"""The commands on schedules: ask for a check again and again, see what is asked for, end it."""

from typing import Final

from commands.command import Command, Option, Role
from commands.phrases import say

SCHEDULE: Final = Command(
    name="schedule",
    summary=say(
        "Have a check made again and again: every day, every weekday or every monday at a time, "
        "or every 6 hours. It posts here when a verdict changes."
    ),
    synonyms={
        "ko": ("예약",),
        "fr": ("planifie", "planifier", "planifiez", "programme", "programmer", "programmez"),
    },
    role=Role.OPERATOR,
    takes_request=True,
    options=(Option(name="always", summary=say("Post every time, changed or not."), flag=True),),
)
SCHEDULES: Final = Command(
    name="schedules",
    summary=say("List what is scheduled, and when each is due."),
    synonyms={
        "en": ("list schedules", "show schedules"),
        "ko": ("예약 목록", "예약 현황"),
        "fr": ("planifications", "liste planifications", "montre planifications"),
    },
)
UNSCHEDULE: Final = Command(
    name="unschedule",
    summary=say(
        "End a schedule; who made it may always. A check that it has begun is still made to its "
        "end."
    ),
    synonyms={
        "en": ("remove schedule", "delete schedule", "cancel schedule", "stop schedule"),
        "ko": ("예약 취소", "예약 삭제", "예약 해제", "예약 중지"),
        "fr": (
            "déplanifie",
            "déplanifier",
            "supprime planification",
            "supprimer planification",
            "annule planification",
            "annuler planification",
        ),
    },
    role=Role.OPERATOR,
    takes_number=True,
)
