"""The components of the interface. Templates reach them by `{% load ui %}`."""
