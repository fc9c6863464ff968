"""The checks by suite: a new check is one file in ``commands/checks`` and one line here."""

from collections.abc import Mapping
from typing import Final

from commands.check import Suite
from commands.checks import (
    auth_config,
    auth_server_acs,
    auth_server_evosts,
    auth_server_metadata,
    certificate_callers,
    certificate_current,
    certificate_decision,
    certificate_entra,
    certificate_next,
    certificate_previous,
    certificate_published,
    certificate_servers,
    certificate_smtp,
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
    "auth cert": Suite(
        name="auth cert",
        title=say("Auth certificate of Exchange Server"),
        checks=(
            certificate_decision.CHECK,
            certificate_current.CHECK,
            certificate_next.CHECK,
            certificate_previous.CHECK,
            certificate_servers.CHECK,
            certificate_smtp.CHECK,
            certificate_published.CHECK,
            certificate_entra.CHECK,
            certificate_callers.CHECK,
            shared_principal.CHECK,
        ),
    ),
}
