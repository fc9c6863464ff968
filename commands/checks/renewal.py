"""What to type for a new auth certificate.

https://learn.microsoft.com/exchange/plan-and-deploy/integration-with-sharepoint-and-skype/maintain-oauth-certificate
Never with ``-Force``: it also replaces the server's default SMTP certificate.  The effective date
is given in UTC, because a server east of Greenwich would otherwise wait for its offset.
"""

from typing import Final

from commands.check import Asked
from commands.checks.powershell import Command, lines, typed
from commands.checks.timeline import DEDICATED_APPLICATION_EXISTS

_CREATE: Final = typed(
    "$new = New-ExchangeCertificate -KeySize 2048 -PrivateKeyExportable $true"
    " -SubjectName 'cn=Microsoft Exchange Server Auth Certificate'"
    " -FriendlyName 'Microsoft Exchange Server Auth Certificate' -DomainName @()"
)

STAGE: Final = lines(
    _CREATE,
    typed(
        "Set-AuthConfig -NewCertificateThumbprint $new.Thumbprint"
        " -NewCertificateEffectiveDate (Get-Date).ToUniversalTime().AddHours(49)"
    ),
)
"""Make the next certificate; it takes over in 49 hours, when every server has received it."""

_PUBLISH: Final = lines(
    typed("Set-AuthConfig -PublishCertificate"),
    typed("Restart-Service MSExchangeServiceHost"),
    typed("Restart-WebAppPool MSExchangeOWAAppPool"),
    typed("Restart-WebAppPool MSExchangeECPAppPool"),
)
_REPLACE: Final = lines(
    _CREATE,
    typed(
        "Set-AuthConfig -NewCertificateThumbprint $new.Thumbprint"
        " -NewCertificateEffectiveDate (Get-Date).ToUniversalTime()"
    ),
    _PUBLISH,
)

UPDATE: Final = typed(".\\ConfigureExchangeHybridApplication.ps1 -UpdateCertificate")
"""Microsoft's script: https://aka.ms/ConfigureExchangeHybridApplication"""


def replace(asked: Asked) -> Command:
    """Replace a certificate that is expired, lost or of no use, at once, in Entra ID too.

    The previous one is not cleared: other servers may still have to hear of the new one.
    """
    if asked.now < DEDICATED_APPLICATION_EXISTS:
        return _REPLACE
    return lines(_REPLACE, UPDATE)


def copy(thumbprint: str, holder: str, server: str) -> Command:
    """Copy a certificate with its key from one server to another."""
    return lines(
        typed("$password = Read-Host -AsSecureString 'Password for the copy'"),
        typed(
            "$copy = Export-ExchangeCertificate -Server {holder} -Thumbprint {thumbprint}"
            " -BinaryEncoded -Password $password",
            holder=holder,
            thumbprint=thumbprint,
        ),
        typed(
            "Import-ExchangeCertificate -Server {server} -FileData $copy.FileData"
            " -Password $password -PrivateKeyExportable $true",
            server=server,
        ),
    )
