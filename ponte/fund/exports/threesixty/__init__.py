"""Awards in the 360Giving Data Standard 1.4: written, read and checked. The files beside: SOURCES.md."""
