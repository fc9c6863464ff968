"""A certificate is made and carried from server to server by an unmodified client."""

from xml.etree.ElementTree import XML

import pytest
from cryptography.hazmat.primitives.serialization import pkcs12
from pypsrp.complex_objects import ObjectMeta
from pypsrp.host import PSHost, PSHostUserInterface

from lab import scenario
from lab.exchange.service import ExchangeLab
from lab.world_keys import AUTH_SUBJECT

PASSWORD = "pässwörd \U0001f600"
AUTH = {
    "KeySize": 2048,
    "PrivateKeyExportable": True,
    "SubjectName": f"CN={AUTH_SUBJECT}",
    "FriendlyName": AUTH_SUBJECT,
    "DomainName": [],
}


class Answers(PSHostUserInterface):
    """Takes the choice with a label, and keeps what it was asked."""

    def __init__(self, label):
        super().__init__()
        self.label, self.asked = label, []

    def PromptForChoice(self, runspace, pipeline, caption, message, choices, default_choice):  # noqa: N802
        self.asked.append(message)
        labels = [each.extended_properties["label"] for each in choices]
        return labels.index(self.label)


def host(ui):
    return PSHost(None, None, False, "rules", None, ui, "1.0")


@pytest.fixture
def world(secure):
    loaded = scenario.load("healthy")
    loaded.faults = secure.faults
    exchange = ExchangeLab(loaded)
    secure.exchange.answers = dict.fromkeys(exchange.cmdlets("EX01"), exchange.invoke)
    return loaded


@pytest.mark.parametrize(("label", "replaced"), [("&No", False), ("&Yes", True)])
async def test_the_question_about_smtp_comes_to_the_clients_host(secure, world, label, replaced):
    server, ui = world.servers["EX01"], Answers(label)
    before, smtp = set(server.certificates), server.smtp_certificate

    shell = await secure.do(secure.call, "New-ExchangeCertificate", AUTH, host=host(ui))

    (made,) = set(server.certificates) - before
    assert not shell.streams.error
    assert XML(shell.output[0]._xml).find("Props/BA[@N='RawData']").text
    assert ["default SMTP certificate?" in each for each in ui.asked] == [True]
    assert server.smtp_certificate == (made if replaced else smtp)


async def test_a_certificate_travels_under_a_secure_string(secure, world, cmdlet):
    """The password is never on the wire in clear; the file comes and goes as bytes."""
    other = world.servers["EX01"].smtp_certificate
    del world.servers["EX02"].certificates[other]

    def work():
        with secure.pool() as pool:
            pool.exchange_keys()
            password = pool.serialize(PASSWORD, ObjectMeta("SS"))
            smtp = {"Thumbprint": other, "BinaryEncoded": True, "Password": password}
            exported = cmdlet(pool, "Export-ExchangeCertificate", smtp)
            data = exported.output[0].adapted_properties["FileData"]
            given = {"FileData": data, "Password": password, "Server": "EX02"}
            return data, cmdlet(pool, "Import-ExchangeCertificate", given)

    data, imported = await secure.do(work)

    assert not imported.streams.error
    assert isinstance(data, bytes)
    assert pkcs12.load_pkcs12(data, PASSWORD.encode()).key
    assert world.servers["EX02"].certificates[other] is True
    assert [call.parameters["Password"] for call in secure.exchange.calls] == [PASSWORD] * 2


async def test_a_plain_text_is_no_secure_string(secure, world):
    given = {"Thumbprint": world.auth_config.current, "Password": "plain"}

    shell = await secure.do(secure.call, "Export-ExchangeCertificate", given)

    assert shell.had_errors
    (error,) = shell.streams.error
    assert error.fq_error == "CannotConvertArgumentNoMessage,Export-ExchangeCertificate"
    assert 'type "System.String" to type "System.Security.SecureString"' in str(error)


async def test_null_takes_a_staged_certificate_back(secure, world):
    world.auth_config.next = world.auth_config.current
    given = {"NewCertificateThumbprint": None, "Force": True}

    shell = await secure.do(secure.call, "Set-AuthConfig", given)

    assert not shell.streams.error
    assert world.auth_config.next == ""


@pytest.mark.parametrize(
    ("cmdlet_name", "names"),
    [
        ("Restart-HybridgeServiceHost", ["MSExchangeServiceHost"]),
        (
            "Restart-HybridgeWebPools",
            [
                "MSExchangeOWAAppPool",
                "MSExchangeECPAppPool",
                "MSExchangeServicesAppPool",
                "MSExchangeAutodiscoverAppPool",
            ],
        ),
    ],
)
async def test_restarts_are_offered_by_the_maintenance_endpoint_alone(
    secure, world, cmdlet_name, names
):
    options = {"path": "wsman", "configuration": "Hybridge.Maintenance"}

    elsewhere = await secure.do(secure.call, cmdlet_name)
    services = (world.services.hosts, world.services.pools)
    untouched = services == ({}, {})
    allowed = await secure.do(secure.call, cmdlet_name, **options)

    assert elsewhere.streams.error[0].fq_error == "CommandNotFoundException"
    assert untouched
    assert [each.adapted_properties["Name"] for each in allowed.output] == names
    assert sum(map(len, services)) == 1
