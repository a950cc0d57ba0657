"""The door of the API."""
