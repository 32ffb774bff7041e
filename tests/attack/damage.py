"""A damaged index, a killed build, a full disk and a read-only folder: a right answer
after a rebuild, or a clear stop; never a wrong answer.

`damage.py BITS KILLS`: random bits turned a file (30), and kills (200).
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from service import ROOT, Service, program, require

BITS = int(sys.argv[1]) if len(sys.argv) > 1 else 30
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 200
QUERIES = ["看取り", "訪問看護 みとり 北竜町"]


def ask(home, *arguments):
    """What the program answers from the index in a folder: the hits of each query."""
    answers = []
    for query in QUERIES:
        done = subprocess.run(
            [program(), "search", query, "--json", *arguments],
            cwd=home, capture_output=True, text=True, timeout=120,
        )
        if done.returncode:
            return done.stderr.strip() or "no word"
        answer = json.loads(done.stdout)
        answers.append((answer["total"], [hit["case"]["id"] for hit in answer["hits"]]))
    return answers


def generation(home):
    index = Path(home) / "index/data"
    return index / (index / "current").read_text()


def damages(whole, rng):
    yield "deleted", None
    if whole:
        yield "empty", b""
        yield "half", whole[: len(whole) // 2]
    for _ in range(BITS if whole else 0):
        turned = bytearray(whole)
        turned[rng.randrange(len(turned))] ^= 1 << rng.randrange(8)
        yield "a bit", bytes(turned)


def every_file(home, right):
    rng = random.Random(4)
    names = sorted(str(it.relative_to(generation(home))) for it in generation(home).rglob("*") if it.is_file())
    kept = tempfile.mkdtemp()
    shutil.copytree(Path(home) / "index", kept + "/index")
    wrong = tries = 0
    for name in names:
        for kind, damage in damages((generation(home) / name).read_bytes(), rng):
            path = generation(home) / name
            path.unlink() if damage is None else path.write_bytes(damage)
            tries += 1
            answer = ask(home)
            if answer != right and not isinstance(answer, str):
                wrong += 1
                print(f"wrong: {name} {kind}")
            shutil.rmtree(Path(home) / "index")
            shutil.copytree(kept + "/index", Path(home) / "index")
    require(wrong == 0, f"{tries} damages of {len(names)} files: no wrong answer")


def kills(home, right):
    rng = random.Random(5)
    died = 0
    corpus = Path(home) / "corpus"
    shutil.copytree(ROOT / "corpus", corpus)
    for number in range(KILLS):
        # Another row each time, so that there is something to build.
        (corpus / "corpus.toml").open("a").write(f"\n# {number}\n")
        process = subprocess.Popen([program(), "index"], cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0, 2.5))
        died += process.poll() is None
        process.kill()
        process.wait()
        if number % 10 == 9:
            answer = ask(home)
            if answer != right:
                require(False, f"after kill {number}: {answer}")
    # The next build clears away what the last kill left.
    require(ask(home) == right, "the right answer after the last kill")
    generations = list((Path(home) / "index/data").glob("generation-*"))
    require(len(generations) == 1, f"{died} of {KILLS} killed while building; one generation is left")
    shutil.rmtree(corpus)


def without_room(home, right):
    small = tempfile.mkdtemp()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", small], capture_output=True).returncode:
        print("skipped: no small disk can be mounted")
        return
    try:
        for _ in range(3):
            answer = ask(home, "--index", small + "/data")
            require(isinstance(answer, str) and "No space left" in answer, "a full disk: " + str(answer)[:100])
        left = list(Path(small).glob("data/generation-*"))
        require(not left, "nothing of a failed build is left")
    finally:
        subprocess.run(["umount", small])


def read_only(home, right):
    (Path(home) / "index/thesaurus.csv").write_bytes((ROOT / "index/thesaurus.csv").read_bytes() + "架空の概念,架空の語,1,,\n".encode())
    reads = ["unshare", "-m", "sh", "-c"]
    index = Path(home) / "index"
    script = f"mount --bind {index} {index} && mount -o remount,ro,bind {index} && cd {home} && exec {program()} search 看取り --json"
    done = subprocess.run([*reads, script], capture_output=True, text=True)
    if "mount" in done.stderr or "unshare" in done.stderr:
        print("skipped: no folder can be mounted read-only")
    else:
        require(done.returncode == 0 and "stays as it was" in done.stderr, "a read-only folder: the last index is served, and said so")
    (index / "thesaurus.csv").unlink()


def main():
    home = tempfile.mkdtemp(prefix="renkei-damage-")
    right = ask(home)
    require(isinstance(right, list) and right[0][0] > 0, f"a whole index answers: {[it[0] for it in right]}")
    every_file(home, right)
    kills(home, right)
    without_room(home, right)
    read_only(home, right)
    if os.path.exists("/dev/full"):
        with Service(home=home, log=open("/dev/full", "wb")) as service:
            statuses = {service.get("/?q=" + quote("看取り"))[0] for _ in range(300)}
            require(statuses == {200}, "a log on a full disk: 300 answers")
            service.stop(signal.SIGTERM)


if __name__ == "__main__":
    main()
