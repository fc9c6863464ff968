"""New RSA keys of the lab: for certificates, and for what signs tokens."""

from cryptography.hazmat.primitives.asymmetric import rsa


def new_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    """Make one from scratch: a tenth of a second at 2048 bits."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)
