"""A running server for the attacks: started, asked, watched and stopped.

What is done to it is each script's own business.
"""

import http.client
import os
import resource
import signal
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")


def program():
    """The program under attack: RENKEI, else the release build."""
    return os.environ.get("RENKEI", str(ROOT / "target/release/renkei"))


class Service:
    """`renkei serve` with a folder of its own, on a port that the system gives."""

    def __init__(self, *arguments, descriptors=1024, log=None, home=None):
        self.folder = home or tempfile.mkdtemp(prefix="renkei-attack-")
        self.log = log or open(Path(self.folder) / "log", "ab")
        limit = lambda: resource.setrlimit(
            resource.RLIMIT_NOFILE, (descriptors, descriptors)
        )
        self.process = subprocess.Popen(
            [program(), "serve", "--listen", "127.0.0.1:0", *arguments],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=self.log,
            preexec_fn=limit,
            text=True,
        )
        line = self.process.stdout.readline()
        self.is_up = "http://" in line
        if self.is_up:
            self.address = line.split("http://")[1].split("/")[0]

    def get(self, address, timeout=30, headers=None):
        """Status and body of an address."""
        connection = http.client.HTTPConnection(self.address, timeout=timeout)
        try:
            connection.request("GET", address, headers=headers or {})
            response = connection.getresponse()
            return response.status, response.read(), response.headers
        finally:
            connection.close()

    def cpu(self):
        """Seconds of CPU so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")")[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self):
        """Megabytes in memory now."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(it for it in text.splitlines() if it.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def stop(self, name=signal.SIGTERM, patience=30):
        """Seconds until it ended."""
        started = time.monotonic()
        self.process.send_signal(name)
        self.process.wait(patience)
        return time.monotonic() - started

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def percentile(values, share):
    """The value below which this share of them lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def require(holds, what):
    """Ends with a message where a promise is broken."""
    print(("ok    " if holds else "FAILED ") + what, flush=True)
    if not holds:
        raise SystemExit(1)
