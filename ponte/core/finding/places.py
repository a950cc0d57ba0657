"""Where in a record a word stands, which is half of what a match is worth."""

NAME, ALSO, TEXT, SAID = "word", "also", "text", "said"  # name; other names and numbers; texts; its own words
WORDS = (NAME, ALSO, TEXT, SAID)


def place_of(field: str) -> str:
    """The place a field of the index stands for, at whatever level; empty when it holds no words."""
    place = field.partition(":")[0]
    return place if place in WORDS else ""
