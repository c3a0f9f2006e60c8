"""Debian's nginx with the very configuration that the publishing page gives, paths and port filled in."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from kit import ROOT

CONFIGURATIONS = ROOT / "docs" / "about" / "publishing"
OWN, BELOW, OLD = "example.gov.cn", "office.example", "old.example.gov.cn"
NO_NGINX = "没有 nginx，发布页给的 nginx 配置没有试。Debian 上运行 apt-get install nginx-light 后再试。"
_AROUND = """\
{user}worker_processes 1;
pid {tmp}/nginx.pid;
daemon off;
events {{}}
http {{
    access_log off;
    client_body_temp_path {tmp}/body;
    proxy_temp_path {tmp}/proxy;
    fastcgi_temp_path {tmp}/fastcgi;
    uwsgi_temp_path {tmp}/uwsgi;
    scgi_temp_path {tmp}/scgi;
{own}
    server {{
        listen {port};
        server_name {below_name};
        root {tmp};
        location ~ \\.html$ {{ return 403; }}
{below}
    }}
{old}
}}
"""


def program() -> str | None:
    """Return nginx where it is installed, on the path or where Debian puts it."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def configuration(name: str) -> str:
    """Return one of the page's configurations as it is given."""
    return (CONFIGURATIONS / name).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: Message
    body: bytes

    def header(self, name: str) -> str:
        """Return a header; it must be there once."""
        found = self.headers.get_all(name) or []
        assert len(found) == 1, (name, found)
        return str(found[0])


@dataclass(frozen=True)
class Nginx:
    """A running nginx. folder: `www/zlk` below it is the site, so it may be swapped."""

    port: int
    folder: Path

    def ask(self, host: str, address: str, headers: dict[str, str] | None = None) -> Answer:
        """Ask for an address of a host by its name."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", address, headers={"Host": f"{host}:{self.port}", **(headers or {})})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()


def write_configuration(folder: Path, port: int) -> Path:
    """Fill the page's configurations in and put them together; return the file."""
    www, listen = folder / "www", f"listen 127.0.0.1:{port};"
    own = configuration("nginx.conf").replace("listen 80;", listen).replace("/srv/www/zlk", str(www / "zlk"))
    below = configuration("nginx-sub-path.conf").replace("/srv/www;", f"{www};")
    old = configuration("nginx-old-domain.conf").replace("listen 80;", listen)
    user = "user root;\n" if os.geteuid() == 0 else ""
    around = _AROUND.format(
        user=user, tmp=folder, own=own, below_name=BELOW, below=below, old=old, port=f"127.0.0.1:{port}"
    )
    file = folder / "whole.conf"
    file.write_text(around, encoding="utf-8")
    return file


def verdict(nginx: str, file: Path) -> str:
    """Return what `nginx -t` says of a configuration."""
    words = [nginx, "-t", "-q", "-p", str(file.parent), "-e", str(file.parent / "error.log"), "-c", str(file)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout + done.stderr


@contextmanager
def running(nginx: str, folder: Path) -> Iterator[Nginx]:
    """Run nginx over `folder/www/zlk` for the time of a `with` block."""
    port = _free_port()
    file = write_configuration(folder, port)
    words = [nginx, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(file)]
    with subprocess.Popen(words) as process:
        try:
            _wait(process, port)
            yield Nginx(port, folder)
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    message = f"nginx does not answer (exit {process.poll()})"
    raise AssertionError(message)
