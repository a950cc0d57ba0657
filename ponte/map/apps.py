"""The map application."""

from django.apps import AppConfig


class MapConfig(AppConfig):
    name = "ponte.map"
    label = "map"
