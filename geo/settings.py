"""One Settings for everything: command line, then ``DATELINE_*``, then ``dateline.toml``."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from geo.errors import InputError
from geo.model import Sureness

PUBLIC_NOMINATIM = "https://nominatim.openstreetmap.org"
PUBLIC_PHOTON = "https://photon.komoot.io"
# geopy's own names for the services it knows; what3words and the like know no names.
KNOWN_GEOCODERS = frozenset(
    "arcgis azure baidu baiduv3 banfrance bing databc geocodeearth geocodio geokeo"
    " geolake geonames google googlev3 here herev7 ignfrance liveaddress mapbox"
    " mapquest maptiler nominatim opencage openmapquest pelias photon pickpoint tomtom"
    " woosmap yandex".split()
)


def default_cache_dir() -> Path:
    """Return the project's ``cache/`` when started in it, else the user's cache folder."""
    here = Path.cwd()
    return (
        here / "cache"
        if _is_this_project(here)
        else platformdirs.user_cache_path("dateline", appauthor=False)
    )


def _is_this_project(folder: Path) -> bool:
    try:
        project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return False
    return bool(project.get("project", {}).get("name") == "dateline")


class Settings(BaseSettings):
    """What a user may set; see docs/settings.md."""

    model_config = SettingsConfigDict(
        env_prefix="DATELINE_", toml_file="dateline.toml", extra="forbid", frozen=True
    )

    cache_dir: Path = Field(
        default_factory=default_cache_dir,
        description="Gazetteer and geocoder cache. May be deleted.",
    )
    data_dir: Path = Field(
        default_factory=lambda: platformdirs.user_data_path(
            "dateline", appauthor=False
        ),
        description="Collections and corrections: people's work.",
    )
    geocoders: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Online geocoders to ask, in order; none by default.",
    )
    nominatim_url: str = Field(
        default=PUBLIC_NOMINATIM, description="The Nominatim server to ask."
    )
    photon_url: str = Field(
        default=PUBLIC_PHOTON, description="The Photon server to ask."
    )
    pelias_url: str = Field(
        default="", description="The Pelias server to ask; there is no public one."
    )
    geocoder_timeout: float = Field(
        default=10.0, gt=0, le=120, description="Seconds to wait for a geocoder."
    )
    max_characters: int = Field(
        default=2_000_000, gt=0, description="Longest text taken as one article."
    )
    max_megabytes: int = Field(
        default=50, gt=0, le=500, description="Largest file that is read."
    )
    read_seconds: float = Field(
        default=20.0, gt=0, le=600, description="Seconds that one file may take."
    )
    more_links: bool = Field(
        default=False,
        description="Show more links where no rule says, and more wrong ones.",
    )
    article_seconds: float = Field(
        default=300.0, gt=0, description="Seconds that one article may be read for."
    )
    read_urls: bool = Field(
        default=True,
        description="Read the pages and feeds whose address the user gives.",
    )
    private_urls: bool = Field(
        default=False,
        description="Read addresses inside the own network as well, on any port.",
    )

    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Names the dashboard answers to beside this machine's own.",
    )

    sign_in: Path | None = Field(
        default=None,
        description="File that says where people sign in; without it nobody is asked.",
    )

    person_articles: int = Field(
        default=0,
        ge=0,
        description="Articles one person who signed in may open in a day; 0 is any number.",
    )
    person_seconds: float = Field(
        default=0.0,
        ge=0,
        description="Seconds of reading one person who signed in has in a day; 0 is any number.",
    )

    @property
    def sureness(self) -> Sureness:
        """How likely a link must be that no rule states."""
        return Sureness.MORE if self.more_links else Sureness.SURER

    @field_validator("geocoders", "allowed_hosts", mode="before")
    @classmethod
    def _split_names(cls, value: object) -> object:
        """Accept ``nominatim,photon`` from the environment as well as a list."""
        if isinstance(value, str):
            return tuple(name.strip() for name in value.split(",") if name.strip())
        return value

    @field_validator("sign_in", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        """Take a variable that says nothing for none: an empty path would be this folder."""
        return value or None

    @field_validator("geocoders")
    @classmethod
    def _known_names(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        unknown = set(value) - KNOWN_GEOCODERS
        if unknown:
            known = " ".join(sorted(KNOWN_GEOCODERS))
            raise ValueError(f"unknown geocoder {min(unknown)!r}; known: {known}")
        return tuple(dict.fromkeys(value))

    @field_validator("nominatim_url", "photon_url", "pelias_url")
    @classmethod
    def _http_only(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value.rstrip("/")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: what the caller says, the environment, the file."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """Read the settings once for this process.

    Raises:
        InputError: A setting has a value that cannot be used; the message names it.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        message = f"setting {name}: {first['msg']} (see docs/settings.md)"
        raise InputError(message) from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"dateline.toml cannot be read: {error}") from error
