"""Certificates are made, given to SMTP, carried to another server and removed."""

from base64 import b64decode
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12

from lab.administrator import Administrator, CmdletFailed
from lab.records import Call, NobodyAnswers, SecureText
from lab.world_keys import AUTH_SUBJECT, make_certificate

AUTH = {
    "KeySize": 2048,
    "PrivateKeyExportable": True,
    "SubjectName": f"cn={AUTH_SUBJECT}",
    "FriendlyName": AUTH_SUBJECT,
    "DomainName": [],
}
PASSWORD = SecureText("correct horse battery staple")
YES, NO = 0, 2


@pytest.fixture
def answered(exchange):
    """Run a cmdlet on EX01 as somebody with one answer; gives output and questions."""

    async def answered(answer, cmdlet, **parameters):
        asked = []

        async def ask(question):
            asked.append(question.message)
            if answer is None:
                raise NobodyAnswers(question.message)
            return answer

        return await exchange.invoke(Call("EX01", cmdlet, parameters, ask)), asked

    return answered


def fresh(world, server, before):
    (made,) = set(world.servers[server].certificates) - before
    return world.certificates[made]


async def test_an_auth_certificate_is_made_as_exchange_makes_it(world, answered):
    before = set(world.servers["EX01"].certificates)
    began = world.clock.now().replace(microsecond=0)

    output, _ = await answered(NO, "New-ExchangeCertificate", **AUTH)

    made = fresh(world, "EX01", before)
    (record,) = output.objects
    assert record.properties == {"RawData": made.der}
    assert made.subject == f"CN={AUTH_SUBJECT}"
    assert made.public_key.key_size == 2048
    assert began <= made.starts <= world.clock.now()
    assert (made.ends.year - made.starts.year, made.ends.month) == (5, made.starts.month)
    usage = made.parsed.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert made.thumbprint not in world.servers["EX02"].certificates


@pytest.mark.parametrize(
    ("answer", "more", "questions", "replaced"),
    [
        pytest.param(NO, {}, 1, False, id="No keeps SMTP's certificate"),
        pytest.param(YES, {}, 1, True, id="Yes replaces it"),
        pytest.param(NO, {"Force": True}, 0, True, id="Force replaces it unasked"),
        pytest.param(NO, {"Services": "IIS"}, 0, False, id="not for SMTP"),
    ],
)
async def test_smtp_keeps_its_certificate_only_when_no_was_said(
    world, answered, answer, more, questions, replaced
):
    server = world.servers["EX01"]
    before, smtp = set(server.certificates), server.smtp_certificate

    _, asked = await answered(answer, "New-ExchangeCertificate", **AUTH, **more)

    made = fresh(world, "EX01", before).thumbprint
    assert ["default SMTP certificate?" in each for each in asked] == [True] * questions
    assert all(smtp in each and made in each for each in asked)
    assert server.smtp_certificate == (made if replaced else smtp)
    assert world.servers["EX02"].smtp_certificate == smtp


async def test_a_server_that_does_not_ask_replaces_it(world, answered):
    server = world.servers["EX01"]
    before = set(server.certificates)
    world.faults.set("no-smtp-prompt", target="EX01")

    _, asked = await answered(NO, "New-ExchangeCertificate", **AUTH)

    assert (server.smtp_certificate, asked) == (fresh(world, "EX01", before).thumbprint, [])


async def test_the_certificate_is_there_even_when_nobody_could_be_asked(world, answered):
    before = set(world.servers["EX01"].certificates)

    with pytest.raises(NobodyAnswers):
        await answered(None, "New-ExchangeCertificate", **AUTH)

    assert fresh(world, "EX01", before)


async def test_smtp_gets_its_old_certificate_back(world, answered):
    server = world.servers["EX01"]
    old = server.smtp_certificate
    await answered(YES, "New-ExchangeCertificate", **AUTH)
    given = {"Thumbprint": old, "Services": "SMTP", "Server": "EX01"}

    await answered(NO, "Enable-ExchangeCertificate", **given)
    kept = server.smtp_certificate
    _, asked = await answered(NO, "Enable-ExchangeCertificate", **given, Force=True)

    assert kept != old
    assert (server.smtp_certificate, asked) == (old, [])


async def moved(run, thumbprint, server="EX01"):
    given = {"Thumbprint": thumbprint, "Password": PASSWORD}
    exported = await run(server, "Export-HybridgeAuthCertificate", **given)
    return exported.objects[0].properties["FileData"]


async def test_a_certificate_is_carried_to_the_server_that_misses_it(world, run):
    current = world.auth_config.current
    del world.servers["EX02"].certificates[current]

    data = await moved(run, current)
    output = await run(
        "EX02",
        "Import-ExchangeCertificate",
        FileData=data,
        Password=PASSWORD,
        PrivateKeyExportable=True,
    )

    assert x509.load_der_x509_certificate(output.objects[0].properties["RawData"])
    assert world.servers["EX02"].certificates[current] is True
    opened = pkcs12.load_pkcs12(data, PASSWORD.encode())
    assert opened.key.private_numbers() == world.certificates[current].key.private_numbers()


@pytest.mark.parametrize("binary", [True, False])
async def test_exchange_itself_exports_one_before_the_october_2025_update_only(world, run, binary):
    current, server = world.auth_config.current, world.servers["EX01"]
    given = {"Thumbprint": current, "BinaryEncoded": binary, "Password": PASSWORD}
    server.build = "15.2.2562.27"

    exported = await run("EX01", "Export-ExchangeCertificate", **given)
    server.build = "15.2.2562.29"
    refused = await run("EX01", "Export-ExchangeCertificate", **given)

    data = exported.objects[0].properties["FileData"]
    data = data if binary else b64decode(data)
    assert pkcs12.load_pkcs12(data, PASSWORD.encode()).cert
    assert refused.objects == ()
    assert "can't be exported with its private key (KB5069337)" in refused.failures[0].message


@pytest.mark.parametrize("slot", ["current", "next", "previous", ""])
async def test_every_auth_certificate_is_kept_whatever_it_is_named_as(world, run, slot):
    """Named by AuthConfig with another subject, or with the subject and not named at all."""
    now = world.clock.now()
    subject = "tokens.contoso.com" if slot else AUTH_SUBJECT
    made = make_certificate(subject, starts=now, ends=now + timedelta(days=9))
    world.servers["EX01"].certificates[world.add_certificate(made)] = True
    if slot:
        setattr(world.auth_config, slot, made.thumbprint)
    given = {"Thumbprint": made.thumbprint, "BinaryEncoded": True, "Password": PASSWORD}

    refused = await run("EX01", "Export-ExchangeCertificate", **given)

    assert "KB5069337" in refused.failures[0].message


async def test_another_certificate_is_exported_as_ever(world, run):
    smtp = world.servers["EX01"].smtp_certificate
    given = {"Thumbprint": smtp, "BinaryEncoded": True, "Password": PASSWORD}

    exported = await run("EX01", "Export-ExchangeCertificate", **given)

    assert exported.objects[0].properties["FileData"]


@pytest.mark.parametrize(
    ("given", "plant", "says"),
    [
        pytest.param({"Thumbprint": "xyz"}, "", "40 hexadecimal digits", id="no thumbprint"),
        pytest.param({"Password": SecureText("short")}, "", "too short", id="short password"),
        pytest.param({"Thumbprint": "AB" * 20}, "", "There is no certificate", id="unknown"),
        pytest.param({"Thumbprint": "SMTP"}, "", "is no auth certificate", id="another one"),
        pytest.param({}, "keyless", "without its private key", id="no key"),
        pytest.param({}, "kept", "could not be exported", id="not exportable"),
        pytest.param({"Thumbprint": "SMTP"}, "listed", "", id="in the list"),
        pytest.param({}, "", "", id="the auth certificate"),
    ],
)
async def test_the_endpoint_gives_out_auth_certificates_alone(world, run, given, plant, says):
    server, current = world.servers["EX01"], world.auth_config.current
    if plant == "keyless":
        server.certificates[current] = False
    elif plant == "kept":
        server.not_exportable.append(current)
    elif plant == "listed":
        server.also_exported.append(server.smtp_certificate)
    given = {"Thumbprint": current, "Password": PASSWORD} | given
    if given["Thumbprint"] == "SMTP":
        given["Thumbprint"] = server.smtp_certificate

    output = await run("EX01", "Export-HybridgeAuthCertificate", **given)

    if says:
        assert (output.objects, output.failures[0].terminating) == ((), True)
        assert says in output.failures[0].message
    else:
        data = output.objects[0].properties["FileData"]
        assert pkcs12.load_pkcs12(data, PASSWORD.encode()).key


async def test_an_imported_key_can_leave_only_when_it_was_said(world, run):
    current = world.auth_config.current
    data = await moved(run, current)
    del world.servers["EX02"].certificates[current]
    await run("EX02", "Import-ExchangeCertificate", FileData=data, Password=PASSWORD)

    given = {"Thumbprint": current, "Password": PASSWORD}
    output = await run("EX02", "Export-HybridgeAuthCertificate", **given)

    assert "is not exportable" in output.failures[0].message


async def test_a_missing_key_is_brought_and_a_present_one_is_not_taken_twice(world, run):
    current = world.auth_config.current
    data = await moved(run, current)
    world.servers["EX02"].certificates[current] = False
    given = {"FileData": data, "Password": PASSWORD, "PrivateKeyExportable": True}

    first = await run("EX02", "Import-ExchangeCertificate", **given)
    second = await run("EX02", "Import-ExchangeCertificate", **given)

    assert not first.failures
    assert "already exists" in second.failures[0].message
    assert world.servers["EX02"].certificates[current] is True


async def test_a_certificate_alone_comes_without_a_key(world, run):
    current = world.auth_config.current
    del world.servers["EX02"].certificates[current]

    await run("EX02", "Import-ExchangeCertificate", FileData=world.certificates[current].der)

    assert world.servers["EX02"].certificates[current] is False


WRONG = [
    pytest.param("Import", {"FileData": b"junk", "Password": PASSWORD}, "incorrect", id="junk"),
    pytest.param("Import", {"FileData": "text"}, "System.Byte[]", id="text for bytes"),
    pytest.param(
        "Import", {"FileData": b"x", "Password": "plain"}, "System.Security.SecureString", id="text"
    ),
    pytest.param("Import", {"Password": PASSWORD}, "missing mandatory", id="no data"),
    pytest.param("Export", {"Password": PASSWORD}, "missing mandatory", id="which one"),
    pytest.param("Export", {"Thumbprint": "CURRENT"}, "password is needed", id="no password"),
    pytest.param("Export", {"Thumbprint": "AB" * 20}, "not found on server", id="unknown"),
    pytest.param("Enable", {"Thumbprint": "CURRENT"}, "missing mandatory", id="no service"),
    pytest.param(
        "Enable", {"Thumbprint": "CURRENT", "Services": "FAX"}, "AllowedServices", id="service"
    ),
    pytest.param("New", {"KeySize": 512}, "key size 512", id="a short key"),
    pytest.param("New", {"SubjectName": "nobody"}, "X.500", id="no name"),
    pytest.param("New", {"Server": "EX09"}, "couldn't be found", id="no such server"),
    pytest.param("New", {"Server": "EX02"}, "RPC server is unavailable", id="a server that is off"),
    pytest.param("Remove", {"Thumbprint": "SMTP"}, "internal transport", id="SMTP's"),
]


@pytest.mark.parametrize(("verb", "given", "says"), WRONG)
async def test_what_is_wrong_is_told_in_exchanges_words(world, run, verb, given, says):
    world.faults.set("server-down", target="EX02")
    named = {"CURRENT": world.auth_config.current, "SMTP": world.servers["EX01"].smtp_certificate}
    parameters = {name: named.get(str(each), each) for name, each in given.items()}

    output = await run("EX01", f"{verb}-ExchangeCertificate", **parameters)

    assert says in output.failures[0].message


async def test_the_wrong_password_opens_nothing(world, run):
    current = world.auth_config.current
    data = await moved(run, current)
    del world.servers["EX02"].certificates[current]

    output = await run(
        "EX02", "Import-ExchangeCertificate", FileData=data, Password=SecureText("wrong")
    )

    assert "password is incorrect" in output.failures[0].message
    assert current not in world.servers["EX02"].certificates


@pytest.mark.parametrize(
    ("answer", "more", "gone"), [(NO, {}, False), (NO, {"Confirm": False}, True)]
)
async def test_removing_asks(world, answered, answer, more, gone):
    current = world.auth_config.current

    await answered(answer, "Remove-ExchangeCertificate", Thumbprint=current, **more)

    assert (current in world.servers["EX01"].certificates) is not gone
    assert current in world.servers["EX02"].certificates


async def test_the_second_administrator_sends_bytes_and_passwords_as_text(world):
    administrator, current = Administrator(world), world.auth_config.current
    await administrator.run("EX02", "Remove-ExchangeCertificate", Thumbprint=current, Server="EX02")
    gone = current not in world.servers["EX02"].certificates
    (exported,) = await administrator.run(
        "EX01",
        "Export-HybridgeAuthCertificate",
        Thumbprint=current,
        Password=str(PASSWORD),
    )

    await administrator.run(
        "EX02",
        "Import-ExchangeCertificate",
        FileData=exported["FileData"],
        Password=str(PASSWORD),
    )

    assert gone
    assert world.servers["EX02"].certificates[current] is True
    world.clock.advance(timedelta(days=3000).total_seconds())
    with pytest.raises(CmdletFailed, match="has expired"):
        await administrator.run("EX01", "Set-AuthConfig", CertificateThumbprint=current)


async def test_the_second_administrator_leaves_smtp_its_certificate(world):
    smtp = world.servers["EX01"].smtp_certificate

    await Administrator(world).run("EX01", "New-ExchangeCertificate", PrivateKeyExportable=True)

    assert len(world.servers["EX01"].certificates) == 3
    assert world.servers["EX01"].smtp_certificate == smtp


def test_a_password_is_not_shown():
    assert "horse" not in repr({"Password": PASSWORD})
    assert "horse" not in repr(Call("EX01", "Import-ExchangeCertificate", {"Password": PASSWORD}))
