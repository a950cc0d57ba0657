"""Questionnaires, their versions, and answers to them."""

from ponte.ask.models.answer import Answer
from ponte.ask.models.questionnaire import Questionnaire
from ponte.ask.models.response import Response, ResponseState
from ponte.ask.models.upload import Upload
from ponte.ask.models.version import Version, VersionState

__all__ = ["Answer", "Questionnaire", "Response", "ResponseState", "Upload", "Version", "VersionState"]
