"""The log tells what happened without telling about whom."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from ponte.core import logs


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What was logged so far, read back."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs.formatter(as_json=True))
    level = logging.root.level
    logging.root.addHandler(handler)
    logging.root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.root.removeHandler(handler)
    logging.root.setLevel(level)


@pytest.mark.django_db
def test_a_request_leaves_one_event(client: Client, lines) -> None:
    answer = client.get("/en/?q=amina@example.org")
    (event,) = [line for line in lines() if line["event"] == "request"]
    assert (event["method"], event["path"], event["status"]) == ("GET", "/en/", 200)
    assert event["request_id"] == answer["X-Request-ID"]
    assert event["ms"] > 0
    assert "amina" not in json.dumps(event)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/en/account/password/reset/key/1-secret/", "/en/nowhere/secret/"])
def test_secrets_in_addresses_stay_out(client: Client, lines, path: str) -> None:
    client.get(path)
    assert "secret" not in json.dumps(lines())


def test_rows_quoted_by_the_database_stay_out(lines) -> None:
    try:
        raise ValueError("duplicate key\nDETAIL: Key (email)=(amina@example.org)")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/en/secret/")
    (event,) = lines()
    assert event["event"] == "request failed"
    assert event["error"] == "ValueError: duplicate key"
    assert event["trace"][0].endswith("test_rows_quoted_by_the_database_stay_out")
    assert "amina" not in json.dumps(event)
    assert "secret" not in json.dumps(event)


@pytest.mark.django_db
def test_the_id_of_our_proxy_is_kept_and_nobody_elses(client: Client, settings) -> None:
    given = {"X-Request-ID": "0123456789abcdef"}
    assert client.get("/en/", headers=given)["X-Request-ID"] != given["X-Request-ID"]
    settings.BEHIND_PROXY = True
    assert client.get("/en/", headers=given)["X-Request-ID"] == given["X-Request-ID"]
    assert client.get("/en/", headers={"X-Request-ID": "a\tb c"})["X-Request-ID"] != "a\tb c"
