"""Sign-in through the office's own identity servers, where PONTE_OIDC names some."""

import json
import os
import subprocess
import sys

import pytest

from tests.running import ROOT

SERVER = {"id": "office", "name": "Office account", "server": "https://id.example.org"}
SECRETS = {"client_id": "ponte", "secret": "between us"}
LOOK = """
import django
django.setup()
from django.conf import settings
from django.urls import reverse
print(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])
print(reverse("openid_connect_login", args=["office"]), reverse("socialaccount_connections"))
"""


def test_a_server_named_in_the_settings_gets_its_addresses(tmp_path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "ponte.config.settings",
        "PONTE_OIDC": json.dumps([SERVER | SECRETS]),
        "PONTE_VAR_DIR": str(tmp_path),
    }
    said = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert "https://id.example.org" in said
    assert "/en/account/oidc/office/login/ /en/account/server/" in said


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_sign_in_page_offers_it_with_a_button(client, settings, language) -> None:
    settings.ROOT_URLCONF = "tests.accounts.addresses_with_servers"
    app = {
        "provider_id": "office",
        "name": "Office account",
        **SECRETS,
        "settings": {"server_url": SERVER["server"]},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    page = client.get(f"/{language}/account/login/").content.decode()
    assert f'method="post" action="/{language}/account/oidc/office/login/' in page
    assert "Office account" in page
    assert client.get("/en/account/oidc/office/login/").status_code == 200
    assert "between us" not in page
