"""The accounts application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from ponte.core import written_pages


class AccountsConfig(AppConfig):
    name = "ponte.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Hook into migrations and into the written documentation."""
        from ponte.accounts import roles_page
        from ponte.accounts.receivers import make_cache_table

        post_migrate.connect(make_cache_table, sender=self)
        written_pages.register(lambda: {"docs/roles.md": roles_page.page()})
