"""What a browser needs: our scripts and styles, the basemap, and the way to Leaflet.

The same files serve the dashboard, as few as may be since its frame loads one after
another (`served_map`), and the exported page, which holds them in its text.
"""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from xstatic.pkg import leaflet

from geo.errors import DataError

FOLDER = Path(__file__).parent
TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"  # asked only when switched on

# "<" could end an island early; the line separators end a line of script in old engines.
_ESCAPES = {c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}

# In the order they must be loaded: each uses only those before it.
MAP_SCRIPTS = (
    "bus.js", "dom.js", "basemap_world.js", "basemap.js", "theme.js", "styles.js", "arrows.js", "picture_menu.js", "background.js",
    "outlines.js", "washes.js", "heat.js", "looks.js", "labels.js", "legend.js", "accessibility.js", "opening.js", "edge_signs.js", "view.js", "journeys.js", "place_columns.js", "groups.js",
    "link_columns.js", "gunzip.js", "tiles.js", "canvas.js", "export_png.js", "point_picker.js", "map.js",
)  # fmt: skip
MAP_STYLES = ("tokens.css", "map.css")
READER_SCRIPTS = (
    "bus.js", "dom.js", "word_card.js", "marks.js", "text_legend.js", "toolbar.js", "scroll_pane.js", "reader.js"
)  # fmt: skip
READER_STYLES = ("tokens.css", "reader.css")
PANEL_SCRIPTS = ("bus.js", "dom.js", "panel.js")
PANEL_STYLES = ("tokens.css", "panel.css")
BASEMAP = "basemap.json"  # background.js looks for it beside its own script
OUTLINES = (
    "provinces.json.gz",
    "nature.json.gz",
)  # and outlines.js for these, when needed

# Which of the basemap's countries an ISO 3166-1 code means, two letters to three. Only what
# it draws is listed: Gibraltar is too small, French Guiana is drawn with France.
_PAIRS = """
ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW
AXALA AZAZE BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN
BOBOL BRBRA BSBHS BTBTN BWBWA BYBLR BZBLZ CACAN CDCOD CFCAF CGCOG CHCHE CICIV CKCOK
CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA
DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO
FRFRA GAGAB GBGBR GDGRD GEGEO GGGGY GHGHA GLGRL GMGMB GNGIN GQGNQ GRGRC GSSGS GTGTM
GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD
IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM
KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU
LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG
MOMAC MPMNP MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER
NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG
PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT ROROU RSSRB RURUS
RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SKSVK SLSLE SMSMR SNSEN SOSOM
SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TLTLS
TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA USUSA UYURY UZUZB VCVCT
VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM XKXKX YEYEM ZAZAF ZMZMB ZWZWE
"""
_CODES: dict[str, tuple[str, ...]] = {pair[:2]: (pair[2:],) for pair in _PAIRS.split()}
# Parts that the basemap draws by themselves, inside a dashed line (see BASEMAP.md).
_CODES |= {"CY": ("CYP", "CYN"), "SO": ("SOM", "SOL")}


def asset(name: str) -> Path:
    """Return the path of one of our files.

    Raises:
        DataError: There is no such file: the installation is not whole.
    """
    path = FOLDER / name
    if Path(name).name != name or not path.is_file():
        raise DataError(f"geo/web/{name} is missing: install Dateline again")
    return path


@lru_cache(maxsize=64)
def read_assets(*names: str) -> str:
    """Return the text of our files, one after another."""
    return "\n".join(asset(name).read_text(encoding="utf-8") for name in names)


@lru_cache(maxsize=4)
def read_leaflet(name: str) -> str:
    """Return the text of a file of Leaflet, from the package XStatic-Leaflet."""
    return (Path(leaflet.BASE_DIR) / name).read_text(encoding="utf-8")


def island(data: Any) -> str:
    """Write data as JSON that no text in it can break out of: safe inside a script."""
    return inert(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def inert(text: str) -> str:
    """Make JSON that is written already as safe as ``island`` does."""
    for sign, escape in _ESCAPES.items():  # many times faster than str.translate
        text = text.replace(sign, escape)
    return text


@dataclass(frozen=True, slots=True)
class Served:
    """A folder to be served as it is; nothing in it belongs to a user.

    Attributes:
        folder: Where it is, until this process ends.
        script: Name of the file with Leaflet and our scripts; it changes with them.
        style: Name of the file with Leaflet's styles and ours; likewise.
    """

    folder: Path
    script: str
    style: str


@lru_cache(maxsize=1)
def served_map() -> Served:
    """Write what a map loads as one script and one style, for as long as we run."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-web-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in (BASEMAP, *OUTLINES):
        shutil.copy(asset(name), folder)
    script = read_leaflet("leaflet.js") + "\n;" + read_assets(*MAP_SCRIPTS)
    style = read_leaflet("leaflet.css") + read_assets(*MAP_STYLES)
    return Served(folder, _kept(folder, script, ".js"), _kept(folder, style, ".css"))


def _kept(folder: Path, text: str, suffix: str) -> str:
    data = text.encode()
    name = f"map-{sha256(data).hexdigest()[:10]}{suffix}"
    (folder / name).write_bytes(data)
    return name


def outlines_of(country_code: str) -> tuple[str, ...]:
    """Return the three-letter codes of a country's outlines; none where it is not drawn."""
    return _CODES.get(country_code, ())
