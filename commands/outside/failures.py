"""What went wrong on the way outside, for readers of every language.

An adapter says it in plain English words, which also go to the log; here the same words are
sentences to be translated.  What a system outside answered itself stays as it is.
"""

from typing import Final

from commands.outside import sign_in
from commands.phrases import Phrase, Value, listed, say

WORDS: Final = {
    each.template: each
    for each in (
        *sign_in.words(),
        say("TLS could not be agreed on"),
        say("TLS: no cipher that both sides accept"),
        say("TLS: no version that both sides accept"),
        say("TLS: the other side broke off the handshake"),
        say("TLS: the other side does not know the name"),
        say("TLS: the other side wants a certificate of ours"),
        say("a library that this needs is not installed"),
        say("it has expired"),
        say("it is another one than was expected"),
        say("it is for another address"),
        say("it is for another name"),
        say("it is not valid yet"),
        say("it sent us on to another address"),
        say("it was not said why"),
        say("it was revoked"),
        say("its answer could not be read"),
        say("no answer in time"),
        say("no authority that is trusted here has issued it"),
        say("no connection could be made"),
        say("no connection in time"),
        say("no way from here to the address"),
        say("the account's password or ticket has expired"),
        say("the address makes no sense"),
        say("the certificate is not accepted"),
        say("the connection was closed without an answer"),
        say("the connection was dropped"),
        say("the connection was dropped during TLS"),
        say("the connection was refused"),
        say("the encryption of the connection no longer fits"),
        say("the name could not be looked up"),
        say("the name was not found"),
        say("the proxy could not be used"),
        say("the sign-in could not be completed"),
        say("there is no credential for this way of signing in"),
        say("this machine forbids the connection"),
        say("this machine has too many open connections"),
        say("what answers there does not speak TLS"),
    )
}
"""By the words of the adapters; a test looks for those that are missing."""
_BETWEEN: Final = ": "


def told(detail: str) -> Value:
    """Give a detail as a phrase where its words are ours: the whole, or what it is made up of."""
    if detail in WORDS:
        return WORDS[detail]
    what, _, why = detail.partition(_BETWEEN)
    if what not in WORDS or not why:
        return detail
    return listed([WORDS[what], _phrase(told(why))], _BETWEEN)


def _phrase(value: Value) -> Phrase:
    return value if isinstance(value, Phrase) else Phrase("{words}", (("words", value),))
