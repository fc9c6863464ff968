"""Reads translations: an English template on one line, its translation indented on the next."""


def pairs(text: str) -> dict[str, str]:
    """Read translations; empty lines part them as one likes.

    Raises:
        ValueError: A line stands without its partner, or a template comes twice.
    """
    found: dict[str, str] = {}
    template = ""
    for line in filter(str.strip, text.splitlines()):
        sentence = line.strip()
        if line[0].isspace() != bool(template):
            raise ValueError(f"reading translations: {sentence!r} has no partner")
        if not template:
            template = sentence
            continue
        if template in found:
            raise ValueError(f"reading translations: {template!r} is translated twice")
        found[template], template = sentence, ""
    if template:
        raise ValueError(f"reading translations: {template!r} has no partner")
    return found
