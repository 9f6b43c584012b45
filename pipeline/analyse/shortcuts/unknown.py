"""What a shortcut raises when a component is not of the kind that it knows."""


class UnknownComponent(Exception):
    """A component is of another kind than a shortcut was made for; spaCy must run it."""
