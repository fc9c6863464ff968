"""Changes of the directory: keys, names, applications; what is kept for the undo, and what not."""

from base64 import b64encode
from dataclasses import replace

import pytest

from commands.action import Already, Moved, NoOpposite, Not, Undoing
from commands.actions.applications import DeleteApplication, NewApplication, NewPrincipal
from commands.actions.keys import SetApplicationKeys, SetPrincipalKeys, dropped
from commands.actions.principal_names import SetNames
from commands.book import stored
from commands.catalog import BOOK
from commands.outside.certificate import thumbprint
from tests.commands.actions.port import Directory, Doing, a_world
from tests.commands.made import APP_ID, APPLICATION, EXCHANGE_ONLINE, KEY, PRINCIPAL, SHARED

OURS, OLD, THEIRS = b"our certificate", b"an expired one", b"another team's"


def key(der, *, sent=True, **values):
    return replace(KEY, thumbprint=thumbprint(der), der=der if sent else b"", **values)


def text(der):
    return b64encode(der).decode()


def holding(*keys):
    application = replace(APPLICATION, keys=keys)
    shared = replace(SHARED, keys=keys)
    return Directory(principals={EXCHANGE_ONLINE: shared}, applications=(application,))


GOES = key(OLD, key_id="22222222-2222-2222-2222-222222222222", name="CN=old")
STAYS = key(THEIRS)
CHANGE = SetApplicationKeys(
    object_id="app",
    app_id=APP_ID,
    kept=(STAYS.thumbprint,),
    add=(text(OURS),),
    **dropped((GOES,)),
)
LOST = key(THEIRS, sent=False)
PURGE = SetPrincipalKeys(
    object_id="sp-shared", app_id=EXCHANGE_ONLINE, **dropped((GOES, key(OURS, key_id="3"), LOST))
)
UPLOAD = SetPrincipalKeys(
    object_id="sp-shared", app_id=EXCHANGE_ONLINE, kept=(STAYS.thumbprint,), add=(text(OURS),)
)
NAMES = SetNames(
    principal="sp-shared",
    app_id=EXCHANGE_ONLINE,
    names=("foreign", "https://mail.example.com/"),
    old_names=("foreign", "https://mail.example.com"),
)

STATES = [
    pytest.param(CHANGE, holding(STAYS, GOES), Not, id="keys of the application as planned"),
    pytest.param(CHANGE, holding(STAYS, key(OURS)), Already, id="keys of the application there"),
    pytest.param(CHANGE, holding(STAYS), Moved, id="a key of the application gone"),
    pytest.param(PURGE, holding(GOES, key(OURS), LOST), Not, id="shared keys as planned"),
    pytest.param(PURGE, holding(), Already, id="no shared keys"),
    pytest.param(PURGE, holding(GOES), Moved, id="one shared key gone already"),
    pytest.param(UPLOAD, holding(STAYS), Not, id="upload as planned"),
    pytest.param(UPLOAD, holding(STAYS, key(OURS)), Already, id="uploaded"),
    pytest.param(UPLOAD, holding(), Moved, id="somebody purged before the upload"),
    pytest.param(UPLOAD, Directory(), Moved, id="no shared principal"),
]


def named(*names):
    return Directory(principals={EXCHANGE_ONLINE: replace(SHARED, names=names)})


@pytest.mark.parametrize(
    ("action", "graph", "expected"),
    [
        *STATES,
        pytest.param(NAMES, named(*reversed(NAMES.old_names)), Not, id="names as planned"),
        pytest.param(NAMES, named(*NAMES.names), Already, id="names there"),
        pytest.param(NAMES, named("foreign", "new"), Moved, id="names changed by another"),
    ],
)
async def test_lists_are_compared_whole_and_without_order(action, graph, expected):
    world = a_world(graph=graph)

    looks = [await action.already(world), await action.verify(world)]

    assert [type(look) for look in looks] == [expected, expected]
    if expected is Moved:
        assert action.was in str(looks[0].seen)


async def test_a_key_change_names_what_must_be_there_what_comes_and_what_goes():
    world = a_world(graph=holding(STAYS, GOES))

    await CHANGE.do(world, Doing())

    ((doing, object_id, change, seconds),) = world.graph.sent
    assert (doing, object_id, seconds) == ("application keys", "app", 7.0)
    assert change.expected == {STAYS.thumbprint, GOES.thumbprint}
    assert [each.der for each in change.add] == [OURS]
    assert change.drop == {GOES.thumbprint}


async def test_the_way_back_of_an_application_puts_keys_back_with_their_ids_and_names():
    world = a_world(graph=holding(STAYS, key(OURS)))

    await CHANGE.opposite().do(world, Doing())

    ((_, _, change, _),) = world.graph.sent
    (added,) = change.add
    assert (added.der, added.key_id, added.name) == (OLD, GOES.key_id, "CN=old")
    assert change.drop == {thumbprint(OURS)}
    assert change.expected == {STAYS.thumbprint, thumbprint(OURS)}


async def test_a_purge_drops_every_key_also_those_whose_value_was_not_sent():
    world = a_world(graph=holding(GOES, key(OURS), LOST))

    await PURGE.do(world, Doing())

    ((doing, _, change, _),) = world.graph.sent
    assert doing == "principal keys"
    assert change.drop == change.expected == {thumbprint(each) for each in (OURS, OLD, THEIRS)}
    assert sorted(PURGE.call.values["keyCredentials"]["drop"]) == sorted(change.drop)
    assert PURGE.call.values["keyCredentials"]["keep"] == []


def test_the_undo_of_a_purge_says_what_it_does_not_bring_back():
    back = PURGE.opposite()

    assert sorted(back.add) == sorted((text(OLD), text(OURS)))
    assert "ids are new" in str(back.after)
    assert "names" in str(back.after)
    assert LOST.thumbprint in str(back.after)
    assert LOST.thumbprint not in back.will


def test_a_purge_of_keys_without_a_value_cannot_be_undone_and_says_which():
    opposite = SetPrincipalKeys(
        object_id="s", app_id=EXCHANGE_ONLINE, lost=(LOST.thumbprint,)
    ).opposite()

    assert isinstance(opposite, NoOpposite)
    assert opposite.because is Undoing.IMPOSSIBLE
    assert LOST.thumbprint in str(opposite.why)


@pytest.mark.parametrize(
    "action",
    [CHANGE, CHANGE.opposite(), PURGE, PURGE.opposite(), UPLOAD, NAMES],
    ids=["keys", "keys back", "purge", "purge back", "upload", "names"],
)
def test_it_is_the_same_after_it_was_stored(action):
    assert BOOK.action(stored(action)) == action


async def test_names_are_written_whole_and_only_over_those_that_were_read():
    world = a_world(graph=named(*NAMES.old_names))

    await NAMES.do(world, Doing())

    assert world.graph.sent == [("names", "sp-shared", NAMES.old_names, NAMES.names, 7.0)]
    assert NAMES.opposite().names == NAMES.old_names
    assert str(NAMES.before) == "https://mail.example.com"
    assert "https://mail.example.com/" in str(NAMES.after)


async def test_an_application_is_found_by_its_name_and_its_ids_are_learned():
    action = NewApplication(display_name=APPLICATION.name)
    there = a_world(graph=Directory(applications=(APPLICATION,)))

    assert isinstance(await action.already(a_world()), Not)
    look = await action.verify(there)

    assert isinstance(look, Already)
    assert sorted(look.learned.values()) == sorted((APPLICATION.id, APP_ID))
    undo = BOOK.action(stored(action.opposite()), look.learned)
    assert undo == DeleteApplication(display_name=APPLICATION.name, object_id=APPLICATION.id)
    assert isinstance(await undo.already(there), Not)
    assert await undo.verify(a_world()) == Already()


async def test_two_applications_of_the_name_stop_everything():
    twins = (APPLICATION, replace(APPLICATION, id="other", app_id="other"))

    look = await NewApplication(display_name=APPLICATION.name).already(
        a_world(graph=Directory(applications=twins))
    )

    assert isinstance(look, Moved)


async def test_a_new_application_asks_for_the_one_role_that_ews_needs():
    world = a_world()

    await NewApplication(display_name="n").do(world, Doing())

    ((_, name, (need,), seconds),) = world.graph.sent
    assert (name, seconds) == ("n", 7.0)
    assert need.resource_app_id == EXCHANGE_ONLINE


async def test_a_principal_goes_with_its_application_or_is_said_to_stay():
    action = NewPrincipal(app_id=APP_ID)

    assert isinstance(await action.already(a_world()), Not)
    there = a_world(graph=Directory(principals={APP_ID: PRINCIPAL}))
    assert await action.verify(there) == Already()
    assert action.opposite().because is Undoing.NOTHING
    alone = NewPrincipal(app_id=APP_ID, with_application=False)
    assert alone.opposite().because is Undoing.IMPOSSIBLE
