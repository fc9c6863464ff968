"""Teams as a bot meets it: a channel with people, the Connector, and signed deliveries.

``teams = await lab.teams.start(world, tokens, authority, app_id)``; its ``control()`` routes go
into the control address.
"""

from lab.teams.service import Teams, start

__all__ = ["Teams", "start"]
