"""A small reverse proxy, as an intranet has one: takes a path away and says who signed in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

HOP = {"connection", "transfer-encoding", "keep-alive", "host"}


@contextmanager
def stripping(target: str, path: str, added: dict[str, str]) -> Iterator[str]:
    """Serve `target` under `path`; yields the proxy's own address without the path."""

    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"  # a response ends where the connection does, so streams need no length

        def forward(self) -> None:
            if not self.path.startswith(path):
                return self.send_error(404)
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
            headers |= {**added, "X-Forwarded-Host": self.headers["host"], "X-Forwarded-Proto": "http"}
            upstream = HTTPConnection(urlsplit(target).netloc, timeout=30)
            try:
                upstream.request(self.command, self.path.removeprefix(path) or "/", body, headers)
                reply = upstream.getresponse()
                self.send_response(reply.status)
                for name, value in reply.getheaders():
                    if name.lower() not in HOP:
                        self.send_header(name, value)
                self.end_headers()
                while part := reply.read1(65536):
                    self.wfile.write(part)
                    self.wfile.flush()
            except OSError:
                pass  # the browser or the server went away
            finally:
                upstream.close()
            return None

        do_GET = do_POST = forward

        def log_message(self, *_: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    listening.daemon_threads = True
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_address[1]}"
    listening.shutdown()
    listening.server_close()
    thread.join()
