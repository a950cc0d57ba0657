"""From where pages may load what: from ourselves, and tiles under the map from a server that the office trusts."""

from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from environs import Env


def map_tiles(env: Env) -> dict[str, str]:
    """Where tiles are, whose map it is (that has to be said), and what the office says about its borders.

    Without any, only land is drawn, without borders.
    """
    if not (url := env.str("MAP_TILES", "")):
        return {}
    return {
        "url": url,
        "attribution": env.str("MAP_TILES_ATTRIBUTION"),
        "disclaimer": env.str("MAP_TILES_DISCLAIMER", ""),
    }


def policy(tiles: dict[str, str]) -> dict[str, dict[str, list[str]]]:
    """The content security policy of every page."""
    pictures = [SELF, "data:"]
    if tiles:
        parts = urlsplit(tiles["url"])
        pictures.append(f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}")
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF],
            "style-src": [SELF],
            "img-src": pictures,
            "font-src": [SELF],
            "connect-src": [SELF],
            "form-action": [SELF],
            "base-uri": [NONE],
            "frame-ancestors": [NONE],
            "manifest-src": [SELF],
        }
    }
