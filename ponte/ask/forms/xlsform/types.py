"""The types of an XLSForm and what they are here."""

import re
from dataclasses import dataclass

from ponte.ask.document.kinds import Kind

SIMPLE = {
    "text": Kind.TEXT,
    "string": Kind.TEXT,
    "integer": Kind.INTEGER,
    "int": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "date": Kind.DATE,
    "note": Kind.NOTE,
    "image": Kind.IMAGE,
    "photo": Kind.IMAGE,
    "file": Kind.FILE,
    "geopoint": Kind.PLACE,
    "gps": Kind.PLACE,
    "location": Kind.PLACE,
    "acknowledge": Kind.TICK,
    "trigger": Kind.TICK,
    "calculate": Kind.CALCULATION,
    "start": Kind.TOLD,
    "end": Kind.TOLD,
    "today": Kind.TOLD,
}
# Types of XLSForm that are kept and not asked: what they are called in words is their type.
_KEPT = """audio video barcode geotrace geoshape range rank time datetime deviceid phonenumber username email
 simserial subscriberid audit hidden xml-external csv-external select_one_from_file background-audio osm
 select_multiple_from_file select_one_external uri:deviceid uri:phonenumber uri:username uri:email
 start-geopoint background-geopoint"""
KEPT = frozenset(_KEPT.split())
_CHOOSING = (
    (Kind.ONE, re.compile(r"(?:select_one|select one(?: from)?|select1|add select one prompt using)\s+(.+)")),
    (
        Kind.MANY,
        re.compile(
            r"(?:select_multiple|select multiple(?: from)?|select all that apply(?: from)?"
            r"|add select multiple prompt using)\s+(.+)"
        ),
    ),
)
_OTHER = re.compile(r"\s+or[_ ](?:specify[_ ])?other\Z")
_BEGIN = re.compile(r"begin[_ ](group|repeat|lgroup|looped group)\Z")
_END = re.compile(r"end[_ ](group|repeat|lgroup|looped group)\Z")


@dataclass(frozen=True)
class Type:
    """What a cell of the column `type` says; no kind when nobody knows the type."""

    kind: str = ""
    choices: str = ""
    other: bool = False
    begins: bool = False
    ends: bool = False


def understood_type(cell: str) -> Type:
    """One cell."""
    text = re.sub(r"\s+", " ", cell.strip())
    low = text.lower()
    if low in SIMPLE:
        return Type(SIMPLE[low])
    if found := _BEGIN.match(low):
        return Type(Kind.GROUP if found[1] == "group" else Kind.REPEAT, begins=True)
    if found := _END.match(low):
        return Type(Kind.GROUP if found[1] == "group" else Kind.REPEAT, ends=True)
    if low.split(" ")[0] in KEPT:
        return Type(Kind.KEPT)
    for kind, pattern in _CHOOSING:
        if found := re.fullmatch(pattern, low):
            name = text[len(text) - len(found[1]) :]
            plain = _OTHER.sub("", name)
            if " " in plain:
                return Type(Kind.KEPT)
            return Type(kind, choices=plain, other=plain != name)
    return Type()
