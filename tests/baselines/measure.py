#!/usr/bin/env python3
"""Measures what other search engines make of the same cases and judged queries.

    renkei export --format json --output cases.json
    python3 tests/baselines/measure.py cases.json

Needs the Debian packages groonga, groonga-tokenizer-mecab and sqlite3 (3.34 or
later). Prints a row an engine and a set of queries: nDCG@10, P@5, recall@20 and
the queries that have an answer and found nothing. Every engine gets a document a
case: title, places with their readings, headings and texts, NFKC, lower case.
"""

import json
import math
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

GOLDEN = Path(__file__).parent.parent / "golden"


def fold(text):
    return unicodedata.normalize("NFKC", text).lower()


def documents(path):
    cases = json.loads(Path(path).read_text(encoding="utf-8"))["cases"]
    for case in cases:
        parts = [case["title"]]
        parts += [town["name"] + " " + town["kana"] for town in case["municipalities"]]
        parts += [case["prefecture"]["name"]] if case["prefecture"] else []
        for record in case["records"]:
            parts += [record["heading"], record["text"]]
        yield case["id"], fold("\n".join(parts))


class Groonga:
    """TokenMecab over the text; the query's words as MeCab cuts them, any of them
    enough (`any`), or as typed, all of them wanted (`all`); best score first."""

    def __init__(self, folder, cases, mode):
        self.database = str(Path(folder) / f"{mode}.grn")
        self.mode = mode
        load = json.dumps(
            [{"_key": id, "text": text} for id, text in cases], ensure_ascii=False
        )
        commands = "\n".join(
            [
                "table_create Docs TABLE_HASH_KEY ShortText",
                "column_create Docs text COLUMN_SCALAR Text",
                "table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenMecab --normalizer NormalizerAuto",
                "column_create Terms docs COLUMN_INDEX|WITH_POSITION Docs text",
                "load --table Docs",
                load,
            ]
        )
        subprocess.run(
            ["groonga", "-n", self.database], input=commands, text=True, check=True, capture_output=True
        )

    def ask(self, *command):
        name, *values = command
        quoted = [
            value if value.startswith("--") else json.dumps(value, ensure_ascii=False)
            for value in values
        ]
        line = " ".join([name, *quoted])
        out = subprocess.run(
            ["groonga", self.database], input=line, text=True, check=True, capture_output=True
        )
        answer = json.loads(out.stdout)
        if answer[0][0] != 0:
            sys.exit(f"groonga: {answer[0][3]}: {line}")
        return answer[1]

    def search(self, query):
        words = query.split()
        if self.mode == "any":
            tokens = self.ask("tokenize", "TokenMecab", " ".join(words), "NormalizerAuto", "NONE", "GET")
            words = [token["value"] for token in tokens if any(c.isalnum() for c in token["value"])]
        quoted = ['"' + word.replace("\\", "").replace('"', "") + '"' for word in words]
        if not quoted:
            return []
        typed = (" OR " if self.mode == "any" else " ").join(quoted)
        found = self.ask(
            "select", "--table", "Docs", "--match_columns", "text", "--query", typed,
            "--sort_keys", "-_score", "--output_columns", "_key", "--limit", "20",
        )
        return [row[0] for row in found[0][2:]]


class Trigram:
    """SQLite FTS5 with the trigram tokenizer; any of the query's trigrams enough,
    BM25. What is shorter than three characters is looked for with LIKE."""

    def __init__(self, folder, cases):
        import sqlite3

        self.database = sqlite3.connect(str(Path(folder) / "trigram.db"))
        self.database.execute("CREATE VIRTUAL TABLE docs USING fts5(id UNINDEXED, text, tokenize='trigram')")
        self.database.executemany("INSERT INTO docs VALUES (?, ?)", cases)

    def search(self, query):
        words = query.split()
        grams = {word[i : i + 3] for word in words for i in range(len(word) - 2)}
        if grams:
            typed = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in sorted(grams))
            rows = self.database.execute(
                "SELECT id FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT 20", (typed,)
            )
        else:
            like = " AND ".join(["text LIKE ?"] * len(words))
            rows = self.database.execute(
                f"SELECT id FROM docs WHERE {like} LIMIT 20", [f"%{word}%" for word in words]
            )
        return [row[0] for row in rows]


def queries(name):
    judgements = json.loads((GOLDEN / f"{name}-judgements.json").read_text(encoding="utf-8"))
    for line in (GOLDEN / f"{name}-queries.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        id, query = line.split("\t")[:2]
        if judgements.get(id):
            yield query, judgements[id]


def gain(grades):
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:10]))


def measure(engine, name):
    rows, empty = [], 0
    for query, grades in queries(name):
        found = engine.search(fold(query))
        empty += not found
        ideal = gain(sorted(grades.values(), reverse=True))
        rows.append(
            (
                gain([grades.get(id, 0) for id in found]) / ideal,
                sum(grades.get(id, 0) > 0 for id in found[:5]) / 5,
                sum(grades.get(id, 0) > 0 for id in found[:20]) / len(grades),
            )
        )
    means = [sum(column) / len(rows) for column in zip(*rows)]
    return "\t".join(f"{mean:.3f}" for mean in means) + f"\t{empty}"


def main():
    cases = list(documents(sys.argv[1]))
    print("engine\tqueries\tnDCG@10\tP@5\trecall@20\tempty")
    with tempfile.TemporaryDirectory() as folder:
        engines = {
            "Groonga TokenMecab, any word": Groonga(folder, cases, "any"),
            "Groonga TokenMecab, all words": Groonga(folder, cases, "all"),
            "SQLite FTS5 trigram": Trigram(folder, cases),
        }
        for title, engine in engines.items():
            for name in ("golden", "holdout", "k", "n"):
                print(f"{title}\t{name}\t{measure(engine, name)}")


if __name__ == "__main__":
    main()
