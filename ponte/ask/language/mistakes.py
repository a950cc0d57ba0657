"""What is wrong with an expression, in words."""

from ponte.core.refusal import Refused


class Mistake(Refused):
    """An expression that cannot be read, is not supported, or has no answer; the sentence names what."""
