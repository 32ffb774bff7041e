"""The dearest of 2,000 generated addresses: CPU, memory and bytes.

Each is made of what a page accepts, taken as far as it goes: the longest words, all
filters, whole pages of hits. Those that are refused count too.
"""

import random
import statistics
import sys
import time
from urllib.parse import quote

from service import Service, percentile, require

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
WORDS = "看取り 研修 訪問看護 連携 退院支援 情報共有 医師会 多職種 相談 在宅 夜間 当番 ICT ケアマネ".split()
HIRAGANA = [chr(code) for code in range(0x3042, 0x3094)]
PAGES = ["/", "/api/v1/search", "/api/v1/cases", "/api/v1/facets", "/export.csv", "/towns",
         "/api/v1/comparable", "/prefectures", "/models", "/items", "/tables", "/survey",
         "/compare", "/help", "/about", "/about/check", "/needs", "/api/v1/suggest"]


def words(random):
    kind = random.randrange(6)
    if kind == 0:
        return " ".join(random.choice(HIRAGANA) for _ in range(150))
    if kind == 1:
        return "、".join(random.choices(WORDS, k=45))
    if kind == 2:
        return "㍿" * 300
    if kind == 3:
        return "".join(random.choices(HIRAGANA, k=300))
    if kind == 4:
        return " ".join(f"{random.choice(WORDS)}{random.choice(HIRAGANA)}" for _ in range(60))
    return " ".join(random.choices(WORDS, k=random.randint(1, 4)))


def address(random):
    pairs = [("q", words(random))] if random.random() < 0.7 else []
    for _ in range(random.choice([0, 0, 1, 3, 20, 50])):
        low = random.randrange(0, 10**9)
        pairs.append(random.choice([
            ("pref", f"{random.randint(1, 47):02}"),
            ("pop", f"{low}-{low + random.randint(1, 10**9)}"),
            ("aging", f"{random.randint(0, 50)}-{random.randint(51, 100)}"),
            ("item", random.choice("アイウエオカキク")),
            ("scene", "看取り"),
            ("compare", "sp-014371"),
        ]))
    if random.random() < 0.3:
        pairs.append(("per_page", str(random.choice([1, 20, 100]))))
    path = random.choice(PAGES)
    return path + "?" + "&".join(f"{name}={quote(value)}" for name, value in pairs)


def main():
    rng = random.Random(11)
    addresses = [address(rng) for _ in range(COUNT)]
    with Service() as service:
        service.get("/")
        base = service.memory()
        seen = []
        for it in addresses:
            before = time.monotonic()
            status, body, _ = service.get(it)
            seen.append((time.monotonic() - before, len(body), status, it))
        # One tick of CPU is too coarse for one request: the slowest are asked again.
        dear = sorted(seen, reverse=True)[:20]
        costs = []
        for _, _, _, it in dear:
            before = service.cpu()
            for _ in range(5):
                service.get(it)
            costs.append(((service.cpu() - before) / 5, it))
        before = service.cpu()
        usual = [it for _, _, status, it in seen if status == 200][:200]
        for it in usual:
            service.get(it)
        mean = (service.cpu() - before) / len(usual)
        took = [it[0] for it in seen]
        median = statistics.median(it for it, _, status, _ in seen if status == 200)
        statuses = {status: sum(it[2] == status for it in seen) for _, _, status, _ in seen}
        print(f"{COUNT} addresses: {statuses}; memory {base:.0f} → {service.memory():.0f} MB")
        print(f"time: median {median * 1e3:.1f} ms, p99 {percentile(took, .99) * 1e3:.0f} ms, "
              f"most {max(took) * 1e3:.0f} ms")
        worst, where = max(costs)
        print(f"CPU: mean {mean * 1e3:.1f} ms, most {worst * 1e3:.0f} ms for {where[:120]}")
        largest = max(seen, key=lambda it: it[1])
        print(f"bytes: most {largest[1] / 1e3:.0f} kB for {largest[3][:120]}")
        require(set(statuses) <= {200, 400, 404}, "no answer but 200, 400 and 404")
        require(largest[1] <= 2_000_000, "no answer over 2 MB")
        require(worst <= 0.25, "no answer over 250 ms of CPU")
        require(worst <= 20 * max(mean, median), "none over 20 times the usual")


main()
