#!/usr/bin/env python3
"""Measures how long an answer over HTTP takes, of Renkei and of Groonga with the same cases.

    renkei serve & renkei export --format json --output cases.json
    python3 tests/baselines/latency.py cases.json 127.0.0.1:8080

Needs the Debian packages groonga and groonga-tokenizer-mecab. Each judged query is asked
one after the other over one connection, once to warm up and then five times. Groonga is
asked for what Renkei's answer holds: twenty hits by score with a snippet each, any of the
query's words enough, and the counts of prefectures and items. `static` is a file that
Renkei serves, the floor of a request.
"""

import http.client
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from measure import documents, fold

GOLDEN = Path(__file__).parent.parent / "golden"
ROUNDS = 5
GROONGA = "127.0.0.1:10041"


def queries():
    for path in sorted(GOLDEN.glob("*-queries.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            yield line.split("\t")[1]


def times(address, path):
    """Milliseconds of every answer but those of the first round, shortest first."""
    connection = http.client.HTTPConnection(address)
    took = []
    for round in range(ROUNDS + 1):
        for query in queries():
            started = time.perf_counter()
            connection.request("GET", path(query))
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                sys.exit(f"{address}: {answer.status} for {query}")
            if round:
                took.append((time.perf_counter() - started) * 1000)
    return sorted(took)


def tell(name, took):
    at = lambda share: took[int((len(took) - 1) * share)]
    print(f"{name:<8} p50 {at(0.5):.2f} ms, p99 {at(0.99):.2f} ms, longest {took[-1]:.2f} ms")


def load(path, database):
    cases = {case["id"]: case for case in json.loads(Path(path).read_text(encoding="utf-8"))["cases"]}
    rows = [
        {
            "_key": id,
            "text": text,
            "pref": cases[id]["prefecture"]["name"] if cases[id]["prefecture"] else "",
            "items": [item["code"] for item in cases[id]["items"]],
        }
        for id, text in documents(path)
    ]
    commands = [
        "table_create Names TABLE_PAT_KEY ShortText",
        "table_create Docs TABLE_HASH_KEY ShortText",
        "column_create Docs text COLUMN_SCALAR Text",
        "column_create Docs pref COLUMN_SCALAR Names",
        "column_create Docs items COLUMN_VECTOR Names",
        "table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenMecab --normalizer NormalizerAuto",
        "column_create Terms docs COLUMN_INDEX|WITH_POSITION Docs text",
        "load --table Docs",
        json.dumps(rows, ensure_ascii=False),
    ]
    subprocess.run(
        ["groonga", "-n", database], input="\n".join(commands), text=True, check=True, capture_output=True
    )


def select(query):
    words = [word.replace("\\", "").replace('"', "") for word in fold(query).split()]
    typed = " OR ".join(f'"{word}"' for word in words if word)
    return (
        "/d/select?table=Docs&match_columns=text&sort_keys=-_score&limit=20&drilldown=pref,items"
        "&output_columns=_key,_score,snippet_html(text)&query=" + quote(typed)
    )


def main():
    cases, renkei = sys.argv[1:]
    tell("renkei", times(renkei, lambda query: "/api/v1/search?q=" + quote(query)))
    tell("static", times(renkei, lambda query: "/healthz?q=" + quote(query)))
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "cases.grn")
        load(cases, database)
        host, port = GROONGA.split(":")
        server = subprocess.Popen(
            ["groonga", "-s", "--protocol", "http", "--bind-address", host, "--port", port, database]
        )
        try:
            time.sleep(1)
            tell("groonga", times(GROONGA, select))
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
