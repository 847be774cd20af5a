"""The web tests' application, for the tests of trust that speak to it."""

from tests.web.conftest import client, service

__all__ = ["client", "service"]
