"""Where our token may go: to hosts on the list and to no other, however a request calls itself."""

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit


def trusted(url: str, hosts: Collection[str]) -> bool:
    """Whether the address is https on a listed host ("host" or "host:port"); plain http only on this machine."""
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.username or parts.password or parts.query or parts.fragment or any(sign in url for sign in " \\\t\r\n"):
        return False
    secure = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(name))
    listed = {host.lower() for host in hosts}
    return secure and bool(name) and (name in listed or f"{name}:{port}" in listed)


def is_loopback(name: str) -> bool:
    """Whether that is this machine."""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
