"""What can be asked: each thing a person can type stands in one of the tuples below.

A new check is one file in ``commands/checks`` and one line here; a test notices a forgotten line.
"""

from collections.abc import Mapping
from typing import Final

from commands.action import Book
from commands.check import Suite
from commands.checks import (
    auth_config,
    auth_server_acs,
    auth_server_evosts,
    auth_server_metadata,
    certificate_current,
    certificate_entra,
    certificate_next,
    certificate_published,
    certificate_servers,
    challenges,
    connector_cloud,
    connector_on_premises,
    directories,
    ews,
    hybrid_application,
    partner_application,
    published_names,
    server_builds,
    service_principal_names,
    shared_principal,
    sign_in_cloud,
    sign_in_on_premises,
    tenant,
)
from commands.command import Command
from commands.on_approvals import APPROVE, REJECT, WHOAMI
from commands.on_jobs import CANCEL, HISTORY, JOB, JOBS, RESUME, RETRY, UNDO
from commands.on_schedules import SCHEDULE, SCHEDULES, UNSCHEDULE
from commands.phrases import say

SUITES: Final[Mapping[str, Suite]] = {
    "oauth": Suite(
        name="oauth",
        title=say("OAuth between Exchange Server and Exchange Online"),
        checks=(
            tenant.CHECK,
            auth_config.CHECK,
            auth_server_acs.CHECK,
            auth_server_evosts.CHECK,
            auth_server_metadata.CHECK,
            partner_application.CHECK,
            certificate_current.CHECK,
            certificate_next.CHECK,
            certificate_servers.CHECK,
            certificate_published.CHECK,
            certificate_entra.CHECK,
            hybrid_application.CHECK,
            shared_principal.CHECK,
            service_principal_names.CHECK,
            connector_on_premises.CHECK,
            connector_cloud.CHECK,
            directories.CHECK,
            challenges.CHECK,
            published_names.CHECK,
            ews.CHECK,
            server_builds.CHECK,
            sign_in_on_premises.CHECK,
            sign_in_cloud.CHECK,
        ),
    ),
}

BOOK: Final = Book.of(actions=(), conditions=())
"""The changes that jobs may carry out and the states they may wait for, by name."""

COMMANDS: Final = (
    Command(
        name="check oauth",
        summary=say(
            "Look at everything that OAuth between Exchange Server and Exchange Online rests on, "
            "and test it both ways. Changes nothing."
        ),
        synonyms={
            "en": ("verify oauth", "test oauth", "examine oauth", "inspect oauth"),
            "ko": ("oauth 확인", "oauth 점검", "oauth 검사", "oauth 테스트", "oauth 진단"),
            "fr": (
                "vérifie oauth",
                "vérifier oauth",
                "vérifiez oauth",
                "contrôle oauth",
                "contrôler oauth",
                "teste oauth",
                "tester oauth",
            ),
        },
        takes_domain=True,
        suite="oauth",
    ),
    JOBS,
    JOB,
    CANCEL,
    HISTORY,
    SCHEDULE,
    SCHEDULES,
    UNSCHEDULE,
    RETRY,
    RESUME,
    UNDO,
    APPROVE,
    REJECT,
    WHOAMI,
    Command(
        name="help",
        summary=say("Show what can be asked, or what one command does."),
        synonyms={
            "en": ("commands", "usage"),
            "ko": ("도움말", "도움", "명령어", "사용법"),
            "fr": ("aide", "commandes"),
        },
        takes_command=True,
    ),
)


def command_named(name: str) -> Command:
    """Give the command of a canonical name; raises ``KeyError``."""
    return {command.name: command for command in COMMANDS}[name]
