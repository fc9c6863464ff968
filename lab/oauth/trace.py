"""The log that Test-OAuthConnectivity prints into its Detail, tokens and all."""

from dataclasses import dataclass, field


class Stopped(Exception):
    """The test ends here; the message is what stands under ``Exception:``."""


@dataclass
class Trace:
    """Lines in the order they were written."""

    lines: list[str] = field(default_factory=list)

    def say(self, where: str, text: str) -> None:
        self.lines.append(f"Information:[{where}] {text}")

    def fail(self, where: str, text: str) -> None:
        self.lines.append(f"Error:[{where}] {text}")
