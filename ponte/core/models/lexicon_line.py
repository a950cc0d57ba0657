"""One line of the lexicon of an index: which of its words have something in common."""

from django.db import models


class LexiconLine(models.Model):
    """The words of an index under a key: a stem, a sound, a part. Bytes for both, like the values of postings.

    Typed words are looked up here and become words of the index; who may find a row by them the postings say.
    So a word that is only in hidden values is no secret here, and never shown from here.
    """

    index = models.CharField(max_length=40)
    key = models.BinaryField(max_length=200)
    words = models.BinaryField()  # divided by line ends

    class Meta:
        constraints = [models.UniqueConstraint(fields=["index", "key"], name="lexicon_key_is_unique")]

    def __str__(self) -> str:
        return f"{self.index}: {bytes(self.key).decode()}"
