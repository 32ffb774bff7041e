"""More clients than it can carry: half-open ones, then twice the load for a while.

`connections.py SECONDS` tells how long the load lasts; a minute by default.
"""

import multiprocessing
import socket
import sys
import threading
import time
from urllib.parse import quote

from service import Service, percentile, require

SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 60
DEAR = "/?q=" + quote("看取り 研修 訪問看護 連携 退院支援 情報共有")
CLIENTS = 64


def half_open(service):
    host, port = service.address.split(":")
    held = []
    for number in range(1100):
        try:
            held.append(socket.create_connection((host, int(port)), timeout=5))
            held[-1].sendall(b"GET / HTTP/1.1\r\nHost: lo" if number % 2 else b"G")
        except OSError:
            pass
    times = []
    for _ in range(50):
        before = time.monotonic()
        require_status = service.get("/healthz")[0]
        times.append(time.monotonic() - before)
        if require_status != 200:
            require(False, "others are answered")
    worst = max(times) * 1e3
    require(worst <= 100, f"others are answered beside 1,100 half-open ones: {worst:.0f} ms at most")
    time.sleep(12)
    left = 0
    for it in held:
        it.settimeout(0.01)
        try:
            left += it.recv(1) != b""
        except TimeoutError:
            left += 1
        except OSError:
            pass
        it.close()
    require(left == 0, "all of them are closed after the limit")


def ask_cheap(service, stop, answers):
    """Asks for what costs little, in a process that waits for nobody else."""
    seen = []
    while time.monotonic() < stop:
        before = time.monotonic()
        status = service.get("/healthz", timeout=15)[0]
        seen.append((status, time.monotonic() - before))
        time.sleep(0.02)
    answers.put(seen)


def load(service):
    stop = time.monotonic() + SECONDS
    statuses, dear = {}, []

    def ask(address, times):
        while time.monotonic() < stop:
            before = time.monotonic()
            try:
                status = service.get(address, timeout=15)[0]
            except OSError as error:
                status = type(error).__name__
            times.append(time.monotonic() - before)
            statuses[status] = statuses.get(status, 0) + 1

    alone = []
    for _ in range(20):
        before = time.monotonic()
        service.get(DEAR)
        alone.append(time.monotonic() - before)
    memory = service.memory()
    threads = [threading.Thread(target=ask, args=(DEAR, dear)) for _ in range(CLIENTS)]
    answers = multiprocessing.Queue()
    other = multiprocessing.Process(target=ask_cheap, args=(service, stop, answers))
    other.start()
    for it in threads:
        it.start()
    seen = answers.get()
    for it in [*threads, other]:
        it.join()
    cheap = [took for _, took in seen]
    for status, _ in seen:
        statuses[status] = statuses.get(status, 0) + 1
    print(f"{statuses}; cheap p50 {percentile(cheap, .5) * 1e3:.1f}, p99 "
          f"{percentile(cheap, .99) * 1e3:.0f} ms; memory {memory:.0f} → {service.memory():.0f} MB")
    require(set(statuses) <= {200, 503}, "only 200 and 503")
    require(percentile(cheap, 0.99) <= 0.1, "cheap addresses stay cheap")
    require(service.memory() < memory + 150, "memory stays flat")
    after = []
    for _ in range(20):
        before = time.monotonic()
        service.get(DEAR)
        after.append(time.monotonic() - before)
    before, now = percentile(alone, 0.5) * 1e3, percentile(after, 0.5) * 1e3
    require(now < 2 * before + 5, f"full speed after: {before:.1f} → {now:.1f} ms")


def main():
    with Service() as service:
        half_open(service)
    with Service() as service:
        load(service)


main()
