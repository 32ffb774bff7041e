"""SIGTERM under six kinds of stuck client: it ends within ten seconds."""

import socket
import time
from urllib.parse import quote

from service import Service, require

LIMIT = 11


def connect(service, send):
    host, port = service.address.split(":")
    stream = socket.create_connection((host, int(port)), timeout=2)
    try:
        stream.sendall(send)
    except OSError:
        pass
    return stream


def main():
    host = b"Host: localhost\r\n"
    whole = b"GET / HTTP/1.1\r\n" + host + b"\r\n"
    search = "GET /?q=" + quote(" ".join("あいうえおかきくけこ" * 10)) + " HTTP/1.1\r\n"
    kinds = {
        "says nothing": b"",
        "half a first line": b"GET / HT",
        "half the headers": b"GET / HTTP/1.1\r\n" + host,
        "rests after an answer": whole,
        "does not take its answers": whole * 3000,
        "searches": search.encode() + host + b"\r\n",
    }
    for kind, send in kinds.items():
        with Service() as service:
            streams = [connect(service, send) for _ in range(5)]
            time.sleep(0.3)
            took = service.stop()
            require(took <= LIMIT, f"{kind}: ended after {took:.1f} s")
            for it in streams:
                it.close()
    with Service() as service:
        # All of them at once.
        streams = [connect(service, send) for send in kinds.values()]
        time.sleep(0.3)
        took = service.stop()
        require(took <= LIMIT, f"all at once: ended after {took:.1f} s")


main()
