"""Serve Ponte: prepare what is needed, then run the web server and the background worker together."""

import http.client
import os
import socket
import sys

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ponte.core.preparation import prepare
from ponte.core.processes import Company

START_LIMIT = 60  # seconds until the first answer


def web_command() -> list[str]:
    """Granian with measured settings (docs/operate/scale.md).

    Four threads a process keep PostgreSQL's connections few and SQLite's queue of writers short.
    Two processes, also on SQLite: pages wait for Python, readers never wait in WAL mode, and the
    rare writers queue at BEGIN.
    """
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", settings.HOST, "--port", str(settings.PORT), "--workers", str(settings.WORKERS)),
        *(
            "--blocking-threads",
            str(settings.THREADS),
            "--backpressure",
            "128",
            "--workers-kill-timeout",
            "8",
        ),
        *("--respawn-failed-workers", "--log-level", "warning", "ponte.config.wsgi:application"),
    ]


def worker_command() -> list[str]:
    """The worker of background tasks; it finishes its task when asked to stop."""
    manage = str(settings.BASE_DIR / "manage.py")
    return [sys.executable, manage, "db_worker", "--queue-name", "*", "--no-reload", "--verbosity", "0"]


def refuse_a_taken_port() -> None:
    """Say so before anything starts, with what to do."""
    family = socket.AF_INET6 if ":" in settings.HOST else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.HOST, settings.PORT))
        except OSError as error:
            reason = error.strerror or str(error)
            raise CommandError(
                f"Port {settings.PORT} on {settings.HOST} cannot be used ({reason.lower()}). "
                "Another program may be using it. "
                f"Stop that program, or choose another port: make run PORT={settings.PORT + 1}"
            ) from error


def site_answers() -> bool:
    """Whether a first request got any answer at all."""
    host = "127.0.0.1" if settings.HOST in {"0.0.0.0", "::"} else settings.HOST  # noqa: S104
    connection = http.client.HTTPConnection(host, settings.PORT, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


class Command(BaseCommand):
    """`manage.py serve`, also `make run`."""

    help = "Prepare database, catalogues and static files, then serve pages and run background work."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--stop-with-parent", action="store_true", help="stop when the process that started this one ends"
        )

    def handle(self, *, stop_with_parent: bool, **options: object) -> None:
        refuse_a_taken_port()
        prepare()
        if settings.DEMO and "load_demo" in get_commands():
            call_command("load_demo")
        company = Company()
        company.listen()
        parent = os.getppid()
        try:
            company.start("web server", web_command())
            company.start("background worker", worker_command())
            dead = company.watch(until=site_answers, seconds=START_LIMIT)
            if dead is None and not company.asked_to_stop:
                if not site_answers():
                    raise CommandError(f"The web server gave no answer within {START_LIMIT} seconds.")
                self.stdout.write(f"Ponte is at {settings.URL} (Ctrl+C stops it)")
                dead = company.watch(until=lambda: stop_with_parent and os.getppid() != parent)
        finally:
            company.stop()
        if dead:
            status = company.children[dead].returncode
            raise CommandError(f"The {dead} ended by itself (status {status}), so everything was stopped.")
