"""What contacts see: one file a noun, each function an effect as a message."""

from bot.render.screens.answers import answer
from bot.render.screens.assessment import profile, step
from bot.render.screens.menu import question
from bot.render.screens.policies import policy

__all__ = ["answer", "policy", "profile", "question", "step"]
