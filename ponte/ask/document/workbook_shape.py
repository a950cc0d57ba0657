"""How a workbook with answers is laid out: written by exports, read back by forms."""

SHEET, ABOUT = "answers", "about"
HEADS = ("place", "question", "kind", "choices", "answer")
