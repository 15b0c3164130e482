"""An identity provider on this machine: OpenID Connect, as much of it as a sign-in asks for.

Its page lists the people it knows; whoever presses a name is that person.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

PEOPLE = ("Ann", "Bob")
CLIENT, SECRET = "dateline", "known to both"
COOKIE_SECRET = "a secret of more than thirty-two characters"


class Provider(BaseHTTPRequestHandler):
    key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})
    issuer = ""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/authorize":
            self._say(self._people(asked).encode(), "text/html")
        elif parts.path == "/keys":
            self._say_json({"keys": [self.key.as_dict(private=False)]})
        else:
            self._say_json(
                {
                    "issuer": self.issuer,
                    "authorization_endpoint": f"{self.issuer}/authorize",
                    "token_endpoint": f"{self.issuer}/token",
                    "jwks_uri": f"{self.issuer}/keys",
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"],
                    "id_token_signing_alg_values_supported": ["RS256"],
                }
            )

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        person, nonce = parse_qs(body)["code"][0].split(".", 1)
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": person.lower(), "name": person,
            "nonce": nonce, "iat": now, "exp": now + 600,
        }  # fmt: skip
        token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key)
        self._say_json({"access_token": "a", "token_type": "Bearer", "id_token": token})

    def log_message(self, *_: object) -> None:
        pass

    @staticmethod
    def _people(asked: dict[str, str]) -> str:
        links = (
            (
                person,
                urlencode(
                    {"code": f"{person}.{asked['nonce']}", "state": asked["state"]}
                ),
            )
            for person in PEOPLE
        )
        back = asked["redirect_uri"]
        return "".join(
            f'<a href="{back}?{query}">{person}</a> ' for person, query in links
        )

    def _say_json(self, value: object) -> None:
        self._say(json.dumps(value).encode(), "application/json")

    def _say(self, body: bytes, media_type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def providing() -> Iterator[str]:
    """Run it; give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as server:
        Provider.issuer = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield Provider.issuer
        server.shutdown()


def sign_in_file(folder: Path, issuer: str, address: str) -> Path:
    """Write what the dashboard at an address must know of the provider."""
    said = {
        "redirect_uri": f"{address}/oauth2callback",
        "cookie_secret": COOKIE_SECRET,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "server_metadata_url": f"{issuer}/.well-known/openid-configuration",
    }
    path = folder / "sign-in.toml"
    lines = (f"{name} = {json.dumps(value)}" for name, value in said.items())
    path.write_text("\n".join(["[auth]", *lines]), "utf-8")
    return path
