"""Logs as events with fields: JSON lines in production, readable lines elsewhere. No personal data."""

import logging
import logging.config
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger


def without_addresses(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """Django quotes the raw address of a failed request, which may hold the token of a link: leave it out."""
    record = event.get("_record")
    if record is not None and record.name.startswith("django.request"):
        event["event"] = "request failed"
    return event


def without_rows(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """Databases quote the offending row below the first line of a complaint: keep only that line."""
    error = (event.pop("exc_info", None) or (None, None, None))[1]
    if isinstance(error, BaseException):
        event["error"] = f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
        event["trace"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
    return event


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def formatter(*, as_json: bool) -> logging.Formatter:
    """Formats our events and everybody else's records in the same way."""
    last: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if as_json:
        last = [without_addresses, without_rows, *last, structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        plain = structlog.dev.plain_traceback
        last = [*last, structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain)]
    return structlog.stdlib.ProcessorFormatter(foreign_pre_chain=SHARED, processors=last)


def configure(settings: dict[str, Any]) -> None:
    """What LOGGING_CONFIG names: `settings` is {"json": bool, "level": str}."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"event": {"()": lambda: formatter(as_json=settings["json"])}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "event"}},
            "root": {"handlers": ["stderr"], "level": settings["level"]},
            # Our own event tells what was not found or refused; only failures are Django's to tell.
            "loggers": {"django": {"handlers": [], "level": "NOTSET"}, "django.request": {"level": "ERROR"}},
        }
    )
    wrap = structlog.stdlib.ProcessorFormatter.wrap_for_formatter
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *SHARED, wrap],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
