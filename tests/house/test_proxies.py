"""The proxies of deploy/ before a process: what they pass on, and what they keep out."""

import datetime
import http.client
import re
import shutil
import socket
import ssl
import time
import warnings
from pathlib import Path
from urllib.parse import urlencode, urljoin

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.accounts import doorway
from app.accounts.attempts import WINDOW
from app.sealing.codes import new_code
from bench.faulty.network import free_port
from tests.processes import diary, running, served, token
from tests.visitors import COOKIE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.long,
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
]
DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
HOST = "naast.example.org"
ORIGIN = f"https://{HOST}"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A folder with the certificate of a host, made by itself, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name.from_rfc4514_string(f"CN={HOST}")
    now = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(pem))
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "privkey.pem").write_bytes(secret)
    return folder


def nginx(port: int, behind: int, certificate: Path, folder: Path) -> list[str]:
    """deploy/nginx.conf with other ports, a certificate of ours, and what Debian puts around it."""
    text = (DEPLOY / "nginx.conf").read_text()
    text = re.sub(r"listen \[::\]:.*\n", "", text)
    text = text.replace("listen 443", f"listen 127.0.0.1:{port}").replace(
        "listen 80", f"listen 127.0.0.1:{free_port()}"
    )
    text = text.replace(f"/etc/letsencrypt/live/{HOST}", str(certificate))
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{behind}").replace("/var/log/nginx", str(folder))
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"daemon off; pid {folder}/pid; error_log stderr; events {{}} http {{ {paths} {text} }}"
    (folder / "nginx.conf").write_text(whole)
    return ["-e", "stderr", "-c", str(folder / "nginx.conf")]


def caddy(port: int, behind: int, certificate: Path, folder: Path) -> list[str]:
    """deploy/Caddyfile with other ports and a certificate of ours, and without what it would do with others."""
    text = (DEPLOY / "Caddyfile").read_text()
    text = text.replace("\ttls {", f"\ttls {certificate}/fullchain.pem {certificate}/privkey.pem {{")
    text = text.replace(f"{HOST} {{", f"{HOST}:{port} {{\n\tbind 127.0.0.1")
    text = text.replace("{\n\tservers", "{\n\tadmin off\n\tauto_https disable_redirects\n\tservers")
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    (folder / "Caddyfile").write_text(text)
    return ["run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


@pytest.fixture(params=[nginx, caddy], ids=["nginx", "caddy"])
def proxied(request, world, certificate, tmp_path):
    """`proxied(method, path, …)` asks the proxy, which stands before a process."""
    program = shutil.which(request.param.__name__)
    if not program:
        pytest.skip(f"{request.param.__name__} is not installed here; Debian has a package of that name")
    trust = ssl.create_default_context(cafile=str(certificate / "fullchain.pem"))
    port = free_port()

    class Through(http.client.HTTPSConnection):
        """A connection to the host, which is here."""

        def connect(self) -> None:
            self.host, host = "127.0.0.1", self.host
            http.client.HTTPConnection.connect(self)
            self.host = host
            self.sock = trust.wrap_socket(self.sock, server_hostname=HOST)

    def ask(method, path, body=None, **headers) -> http.client.HTTPResponse:
        link = Through(HOST, port)
        sent = {"Host": HOST, "Sec-Fetch-Site": "same-origin", "Origin": ORIGIN, **headers}
        link.request(method, path, body, sent)
        answer = link.getresponse()
        answer.text = answer.read().decode()
        link.close()
        return answer

    with served(world, NAAST_ORIGIN=ORIGIN, NAAST_PROXIES="1") as server:
        command = [program, *request.param(port, server.port, certificate, tmp_path)]
        ask.port = port
        with running(command, port):
            yield ask


def test_what_goes_through_it_arrives_as_it_was_and_comes_back_unkept(proxied, world):
    cookie = f"{COOKIE}={token(world, 'samira')}"
    form = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    written = proxied("POST", "/diary", urlencode(diary("through a proxy")), **form)
    assert written.status == 303
    assert urljoin(ORIGIN, written.getheader("Location")).startswith(f"{ORIGIN}/")
    answer = proxied("GET", "/journal", Cookie=cookie)
    assert "through a proxy" in answer.text
    assert answer.headers.get_all("Strict-Transport-Security") == ["max-age=63072000; includeSubDomains"]
    assert answer.headers.get_all("Cache-Control") == ["no-store"]
    assert answer.getheader("Server") in (None, "nginx")
    large = proxied("POST", "/diary", b"did=" + b"x" * 3_000_000, **form)
    assert large.status == 413


def test_it_says_itself_where_a_request_comes_from(proxied):
    left = WINDOW - time.time() % WINDOW
    if left < 60:
        time.sleep(left)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answers = [
        proxied("POST", "/invitation", f"code={new_code()}", **form, **{"X-Forwarded-For": f"203.0.113.{n}"})
        for n in range(doorway.FAILURES_IN_A_WINDOW + 1)
    ]
    assert [answer.status for answer in answers] == [422] * doorway.FAILURES_IN_A_WINDOW + [429]


def spoken(port: int, version: ssl.TLSVersion, ciphers: str) -> str | None:
    """What is agreed on with a phone that speaks only this, or None where it is turned away."""
    phone = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    phone.check_hostname, phone.verify_mode = False, ssl.CERT_NONE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        phone.minimum_version = phone.maximum_version = version
    phone.set_ciphers(f"{ciphers}:@SECLEVEL=0")
    try:
        link = socket.create_connection(("127.0.0.1", port), 10)
        with link, phone.wrap_socket(link, server_hostname=HOST) as safe:
            return safe.cipher()[0]
    except (ssl.SSLError, ConnectionError):
        return None


def test_it_speaks_new_versions_and_strong_ciphers_only(proxied):
    asks = ssl.TLSVersion
    assert spoken(proxied.port, asks.TLSv1_3, "ALL")
    assert spoken(proxied.port, asks.TLSv1_2, "ALL").startswith("ECDHE-")
    assert spoken(proxied.port, asks.TLSv1_2, "ECDHE+AESGCM")
    for weak in ("AES128-GCM-SHA256:AES256-GCM-SHA384", "ECDHE+AES+SHA1:ECDHE+AES+SHA256", "AES128-SHA"):
        assert spoken(proxied.port, asks.TLSv1_2, weak) is None, weak
    for old in (asks.TLSv1, asks.TLSv1_1):
        assert spoken(proxied.port, old, "ALL") is None, old
