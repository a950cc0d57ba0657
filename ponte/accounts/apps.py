"""The accounts application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "ponte.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Hook into migrations."""
        from ponte.accounts.receivers import make_cache_table

        post_migrate.connect(make_cache_table, sender=self)
