"""The lines of the table that are about the auth certificate and its like."""

from typing import Final

from lab.exchange import auth_config, certificate_files, certificates
from lab.exchange.changes import COMMON_WRITE
from lab.exchange.cmdlet import Cmdlet, cmdlet

CERTIFICATES: Final[tuple[Cmdlet, ...]] = (
    cmdlet(
        "Get-ExchangeCertificate",
        certificates.get_exchange_certificate,
        "Server Thumbprint DomainName Instance",
    ),
    cmdlet(
        "New-ExchangeCertificate",
        certificates.new_exchange_certificate,
        "SubjectName FriendlyName DomainName KeySize PrivateKeyExportable Services Server Force "
        f"{COMMON_WRITE}",
    ),
    cmdlet(
        "Enable-ExchangeCertificate",
        certificates.enable_exchange_certificate,
        f"Server Force DoNotRequireSsl NetworkServiceAllowed {COMMON_WRITE}",
        required="Thumbprint Services",
    ),
    cmdlet(
        "Import-ExchangeCertificate",
        certificate_files.import_exchange_certificate,
        f"Password PrivateKeyExportable FriendlyName Server {COMMON_WRITE}",
        required="FileData",
        secure="Password",
    ),
    cmdlet(
        "Export-ExchangeCertificate",
        certificate_files.export_exchange_certificate,
        f"Password BinaryEncoded Server {COMMON_WRITE}",
        required="Thumbprint",
        secure="Password",
    ),
    cmdlet(
        "Remove-ExchangeCertificate",
        certificates.remove_exchange_certificate,
        f"Server {COMMON_WRITE}",
        required="Thumbprint",
    ),
    cmdlet(
        "Set-AuthConfig",
        auth_config.set_auth_config,
        "CertificateThumbprint NewCertificateThumbprint NewCertificateEffectiveDate "
        "SkipImmediateCertificateDeployment PublishCertificate ClearPreviousCertificate Realm "
        f"ServiceName Force {COMMON_WRITE}",
        sets=(
            "CertificateThumbprint SkipImmediateCertificateDeployment Force",
            "NewCertificateThumbprint NewCertificateEffectiveDate "
            "SkipImmediateCertificateDeployment Force",
            "PublishCertificate ClearPreviousCertificate Force",
            "Realm ServiceName",
        ),
    ),
)
