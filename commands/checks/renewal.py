"""What to type for a new auth certificate.

https://learn.microsoft.com/exchange/plan-and-deploy/integration-with-sharepoint-and-skype/maintain-oauth-certificate
Never with ``-Force``: it also replaces the server's default SMTP certificate.  The effective date
is given in UTC, because a server east of Greenwich would otherwise wait for its offset.
"""

from typing import Final

_CREATE: Final = (
    "$new = New-ExchangeCertificate -KeySize 2048 -PrivateKeyExportable $true"
    ' -SubjectName "cn=Microsoft Exchange Server Auth Certificate"'
    ' -FriendlyName "Microsoft Exchange Server Auth Certificate" -DomainName @()'
)

STAGE: Final = "\n".join(
    (
        _CREATE,
        "Set-AuthConfig -NewCertificateThumbprint $new.Thumbprint"
        " -NewCertificateEffectiveDate (Get-Date).ToUniversalTime().AddHours(49)",
    )
)
"""Make the next certificate; it takes over in 49 hours, when every server has received it."""

REPLACE: Final = "\n".join(
    (
        _CREATE,
        "Set-AuthConfig -NewCertificateThumbprint $new.Thumbprint"
        " -NewCertificateEffectiveDate (Get-Date).ToUniversalTime()",
        "Set-AuthConfig -PublishCertificate",
        "Set-AuthConfig -ClearPreviousCertificate",
        "Restart-Service MSExchangeServiceHost",
        "Restart-WebAppPool MSExchangeOWAAppPool",
        "Restart-WebAppPool MSExchangeECPAppPool",
    )
)
"""Replace one that is expired or lost, at once."""


def copy(thumbprint: str, holder: str, server: str) -> str:
    """Copy a certificate with its key from one server to another."""
    return "\n".join(
        (
            '$password = Read-Host -AsSecureString "Password for the copy"',
            f"$copy = Export-ExchangeCertificate -Server {holder} -Thumbprint {thumbprint}"
            " -BinaryEncoded -Password $password",
            f"Import-ExchangeCertificate -Server {server} -FileData $copy.FileData"
            " -Password $password -PrivateKeyExportable $true",
        )
    )
