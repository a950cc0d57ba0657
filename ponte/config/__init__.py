"""Wiring: settings, addresses and the WSGI entry."""
