"""Behind nginx under a path, kept or taken off: every link of the first pages works."""

import http.client
import re
import shutil
import subprocess
import sys
import tempfile
import time
from html import unescape
from pathlib import Path

from service import Service, require

PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 8229
LINK = re.compile(r'(?:href|src|action|data-suggest)="(/[^"#]*)')


def get(address):
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
    connection.request("GET", address)
    response = connection.getresponse()
    return response.status, response.read().decode("utf-8", "replace")


def crawl():
    seen, waiting = {}, ["/renkei/", "/renkei/towns?population=10000", "/renkei/?q=ICT"]
    for _ in range(2):
        found = set()
        for address in waiting:
            if address in seen or len(seen) > 400:
                continue
            seen[address], body = get(address)
            if seen[address] == 200 and "<html" in body:
                found |= {unescape(it) for it in LINK.findall(body)}
        waiting = sorted(found)
    outside = [it for it in waiting if not it.startswith("/renkei/")]
    return seen, outside


def main():
    if not shutil.which("nginx"):
        print("skipped: nginx is not installed")
        return
    folder = tempfile.mkdtemp(prefix="renkei-nginx-")
    with Service("--base-path", "/renkei", "--host", "www.example.jp") as service:
        for end, what in [("", "kept"), ("/", "taken off")]:
            configuration = f"""
                daemon off; pid {folder}/pid; error_log {folder}/error;
                events {{}}
                http {{ access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b;
                  fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
                  server {{ listen 127.0.0.1:{PORT};
                    location /renkei/ {{ proxy_pass http://{service.address}{end};
                      proxy_set_header Host www.example.jp; }} }} }}"""
            path = Path(folder) / "nginx.conf"
            path.write_text(configuration)
            nginx = subprocess.Popen(["nginx", "-c", str(path), "-p", folder], stderr=subprocess.DEVNULL)
            try:
                time.sleep(1)
                seen, outside = crawl()
            finally:
                nginx.terminate()
                nginx.wait()
            broken = {it: status for it, status in seen.items() if status != 200}
            require(not broken and not outside, f"the path {what}: {len(seen)} links work {broken} {outside[:3]}")


main()
