"""What every test shares: RSA keys that the lab draws from a pool, for making one takes long."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from lab import rsa_keys

POOL = 24
"""More than any one test needs, so that no two of its keys are alike."""


class Pool:
    """Real keys of this process, given again from the first on when so many have been made."""

    def __init__(self) -> None:
        self._made: defaultdict[int, list[rsa.RSAPrivateKey]] = defaultdict(list)
        self._given: defaultdict[int, int] = defaultdict(int)

    def new_key(self, bits: int = 2048) -> rsa.RSAPrivateKey:
        made, given = self._made[bits], self._given[bits]
        if len(made) < POOL:
            made.append(rsa.generate_private_key(public_exponent=65537, key_size=bits))
        self._given[bits] += 1
        return made[given % POOL]


@pytest.fixture(scope="session", autouse=True)
def keys_of_a_pool() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rsa_keys, "new_key", Pool().new_key)
        yield
