"""Our token goes to hosts on the list only."""

import pytest

from adapters.teams.hosts import trusted

HOSTS = frozenset({"smba.trafficmanager.net", "127.0.0.1", "localhost:3978", "[::1]"})

GOOD = (
    "https://smba.trafficmanager.net/uk/",
    "https://SMBA.trafficmanager.net/uk",
    "https://smba.trafficmanager.net:443/uk",
    "http://127.0.0.1:56150/_connector",
    "http://localhost:3978",
)
BAD = (
    "",
    "smba.trafficmanager.net",
    "http://smba.trafficmanager.net/uk",
    "https://smba.trafficmanager.net.evil.example/",
    "https://evil.example/smba.trafficmanager.net",
    "https://smba.trafficmanager.net@evil.example/",
    "https://user:word@smba.trafficmanager.net/",
    "https://smba.trafficmanager.net/?to=evil",
    "https://smba.trafficmanager.net/#x",
    "https://smba.trafficmanager.net\\@evil.example/",
    "https://smba.trafficmanager.net /uk",
    "https://smba.trafficmanager.net:99999/",
    "http://localhost:3979",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
    "//smba.trafficmanager.net/",
    "http://169.254.169.254/",
    "http://[",
    "https://xn--smba-trafficmanager.net/",
)


@pytest.mark.parametrize("url", GOOD)
def test_a_listed_host_is_trusted(url: str) -> None:
    assert trusted(url, HOSTS)


@pytest.mark.parametrize("url", BAD)
def test_any_other_address_is_not(url: str) -> None:
    assert not trusted(url, HOSTS)
