"""The one package that knows the Bot Framework: Teams on one side, ``bot/talk.py`` on the other."""

from bot.teams.opening import Outgoing, Teams, open_teams
from bot.teams.settings import Refusal, TeamsSettings

__all__ = ["Outgoing", "Refusal", "Teams", "TeamsSettings", "open_teams"]
