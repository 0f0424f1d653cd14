"""Log lines as JSON, one for each event, without addresses, names or search words."""

import re
import traceback
from ipaddress import ip_address
from types import TracebackType
from typing import Any

import structlog

Event = structlog.types.EventDict
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None]

PERSONAL_KEYS = ("user_agent", "ip", "user_id", "email", "handle")
QUERY = re.compile(r"\?\S*")
# Who reads the log must not be able to open what only the mailbox's owner may open.
KEY_IN_PATH = re.compile(r"(/confirm-email/|/password/reset/key/|/export/)[^/\s]+")
LIKE_AN_ADDRESS = re.compile(
    r"(?<![\w:.])(?:\d+(?:\.\d+){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*[0-9a-fA-F])"
)


def without_personal_data(logger: object, method: str, event: Event) -> Event:
    """Drop what could name a person: agents, handles, addresses, and what stands behind a `?`."""
    for key in PERSONAL_KEYS:
        event.pop(key, None)
    for key in ("event", "request"):
        if key in event:
            text = KEY_IN_PATH.sub(r"\1[key]", QUERY.sub("", str(event[key])))
            event[key] = LIKE_AN_ADDRESS.sub(_hidden_address, text)
    return event


def _hidden_address(match: re.Match[str]) -> str:
    try:
        address = ip_address(match[0])
    except ValueError:
        return match[0]
    return match[0] if address.is_loopback or address.is_unspecified else "[address]"


def traceback_without_messages(exc_info: ExceptionInfo) -> str:
    """Return the types and stacks of an exception and its causes.

    Their messages stay out: a database repeats in them the very values that it refused.
    """
    lines: list[str] = []
    error: BaseException | None = exc_info[1]
    while error is not None:
        lines += [f"{type(error).__qualname__}\n", *traceback.format_tb(error.__traceback__)]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "".join(lines)


SHARED_PROCESSORS: list[structlog.types.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.ExceptionRenderer(traceback_without_messages),
    without_personal_data,
]

structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        *SHARED_PROCESSORS,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)


def logging_config(*, level: str) -> dict[str, Any]:
    """Return Django's LOGGING: every logger writes JSON to standard error.

    Args:
        level: the lowest level that is written, as logging names it.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED_PROCESSORS,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            },
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "json"},
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's own handlers would write a second, plain line.
            "django": {"handlers": [], "propagate": True},
            # The request middleware already writes one line for each of these.
            "django.request": {"level": "CRITICAL"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            # Its debug lines hold the values of queries.
            "django.db.backends": {"level": "INFO"},
            "gunicorn.error": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        },
    }
