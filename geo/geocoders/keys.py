"""Keys of services: from the environment alone, so that no file of ours holds one."""

from __future__ import annotations

import os
from collections.abc import Mapping

# What geopy's services call what they know their customer by, where it is not the key.
_FURTHER = (
    "username",
    "auth_id",
    "security_key",
    "client_id",
    "secret_key",
)
_KEY = ("api_key", "apikey", "subscription_key", "auth_token")


def variable(provider: str, what: str) -> str:
    """Name the variable: ``DATELINE_OPENCAGE_KEY``, ``DATELINE_GEONAMES_USERNAME``."""
    return f"DATELINE_{provider}_{'key' if what in _KEY else what}".upper()


def credentials(provider: str) -> Mapping[str, str]:
    """Return what the environment holds for a service, by geopy's word for it."""
    given = {what: os.environ.get(variable(provider, what), "") for what in _FURTHER}
    key = os.environ.get(variable(provider, "api_key"), "")
    return {what: value for what, value in (*given.items(), ("key", key)) if value}


def fitting(wanted: str, given: Mapping[str, str]) -> str:
    """Return the credential for a parameter of a geopy class, or ""."""
    return given.get("key" if wanted in _KEY else wanted, "")
