"""What can be asked: each thing a person can type stands in one of the tuples below.

A new action or runbook is one file and one line here, a new check likewise in
``commands/suites.py``; a test notices a forgotten line.
"""

from collections.abc import Mapping
from typing import Final

from commands import on_certificates, on_changes, on_expiry
from commands.actions import (
    applications,
    auth_certificates,
    auth_keys,
    auth_server_metadata,
    auth_servers,
    awaited,
    brought,
    certificate_copies,
    clearing,
    connectors,
    ews,
    graph_activity,
    keys,
    overrides,
    partner_application,
    principal_names,
    publishing,
    restarts,
    sign_in_log,
    signing,
    spreading,
    staging,
    stepping_back,
    taking_over,
)
from commands.book import Book
from commands.command import Command
from commands.on_approvals import APPROVE, REJECT, WHOAMI
from commands.on_jobs import CANCEL, HISTORY, JOB, JOBS, RESUME, RETRY, UNDO
from commands.on_schedules import SCHEDULE, SCHEDULES, UNSCHEDULE
from commands.phrases import say
from commands.runbook import Runbook
from commands.runbooks import importing, oauth, replacement, rotation
from commands.runbooks.guarded import guarded
from commands.suites import SUITES

__all__ = ["BOOK", "COMMANDS", "RUNBOOKS", "SUITES", "command_named"]

BOOK: Final = Book.of(
    actions=(
        auth_servers.NewAuthServer,
        auth_servers.RemoveAuthServer,
        auth_servers.EnableAuthServer,
        auth_servers.SetApplication,
        auth_server_metadata.SetMetadataUrl,
        auth_server_metadata.RefreshMetadata,
        partner_application.SetPartnerApplication,
        connectors.NewConnector,
        connectors.SetConnector,
        connectors.RemoveConnector,
        overrides.NewOverride,
        overrides.SetOverride,
        overrides.RemoveOverride,
        overrides.RefreshSettings,
        principal_names.SetNames,
        applications.NewApplication,
        applications.DeleteApplication,
        applications.NewPrincipal,
        keys.SetApplicationKeys,
        keys.SetPrincipalKeys,
        ews.SetEws,
        ews.SetEwsList,
        ews.SetEwsSwitch,
        auth_certificates.NewAuthCertificate,
        auth_certificates.KeepSmtpCertificate,
        certificate_copies.CopyCertificate,
        staging.StageCertificate,
        publishing.PublishCertificate,
        stepping_back.GoBack,
        clearing.ClearPrevious,
        auth_keys.AddAuthKey,
        auth_keys.DropAuthKey,
        restarts.RestartSigning,
    ),
    conditions=(
        awaited.Consented,
        awaited.BothWays,
        brought.BroughtByHand,
        graph_activity.GraphCallsSeen,
        sign_in_log.SignInsSeen,
        signing.NobodySignsWith,
        signing.SignsWith,
        spreading.Spread,
        spreading.Begun,
        taking_over.StillStaged,
    ),
)
"""The changes that jobs may carry out and the states they may wait for, by name."""

RUNBOOKS: Final[Mapping[str, Runbook]] = {
    each.name: guarded(each)
    for each in (
        oauth.CONFIGURE,
        oauth.REPAIR,
        oauth.PURGE,
        rotation.ROTATE,
        replacement.REPLACE_NOW,
        importing.IMPORT,
    )
}
"""The changes that can be asked for, by name."""

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
    on_certificates.CHECK,
    on_expiry.CHECK,
    on_certificates.ROTATE,
    on_certificates.REPLACE,
    on_certificates.IMPORT,
    on_changes.SHOW,
    on_changes.CONFIGURE,
    on_changes.REPAIR,
    on_changes.PURGE,
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
