// The sentences of a case that show why it was found, and the words by which: what the
// server's `explain` does.
"use strict";

const passages = (() => {
  const { Compact, compact, allMarks, meets } = language;
  const { index } = CASES;
  /** How many sentences are shown, and how many other words named. */
  const SENTENCES = 2;
  const WORDS_NAMED = 3;

  /** Where each sentence of a text stands; a line ends one too. */
  function sentences(text) {
    const found = [];
    // A closing bracket belongs to the sentence that it closes.
    for (const { 0: whole, index: at } of text.matchAll(/[^\n。！？]*(?:[\n。！？][」』）)]*|$)/g)) {
      const start = at + whole.length - whole.trimStart().length;
      if (whole.trim()) found.push([start, start + whole.trim().length]);
    }
    return found;
  }

  /** Records made ready for finding words in them, once. */
  const ready = new Map();
  function readable({ records }) {
    if (!ready.has(records)) {
      const made = records.map((record) => {
        const text = new Compact(record.words);
        return { ...record, text, marks: allMarks(text.text), sentences: sentences(record.words) };
      });
      ready.set(records, made);
    }
    return ready.get(records);
  }

  /** Where a part stands in a record, in the words as they are read; with what is near
      as well, or only what meets it. */
  function placesOf(record, part, near) {
    const ways = part.ways.filter((way) => near || meets(way));
    const found = [];
    const add = (start, end) => found.push(record.text.original(record.text.run(start, end)));
    for (const written of ways.map((way) => way.written ?? way.letters)) {
      if (!written) continue;
      const { text } = record.text;
      for (let at = text.indexOf(written); at >= 0; at = text.indexOf(written, at + written.length)) {
        add(at, at + written.length);
      }
    }
    const concepts = new Set(ways.map((way) => way.concept).filter((it) => it !== undefined));
    for (const { start, end, says } of record.marks) {
      for (const { concept } of says) if (concepts.has(concept)) add(start, end);
    }
    return found;
  }

  /** The sentences of a text in which any of the parts stands, in its order. */
  function find(text, parts, near = false) {
    return readable(text).flatMap((record, order) => {
      const places = parts.flatMap((part, which) => placesOf(record, part, near).map((place) => ({ which, place })));
      places.sort((one, other) => one.place[0] - other.place[0]);
      const found = record.sentences.map((range) => ({
        record,
        order,
        range,
        found: places.filter(({ place }) => place[0] >= range[0] && place[1] <= range[1]),
      }));
      return found.filter((it) => it.found.length);
    });
  }

  /** Where parts stand in a sentence, places that touch made one. */
  function merged({ found }) {
    const all = [];
    for (const [start, end] of found.map(({ place }) => place).sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
      const last = all.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else all.push([start, end]);
    }
    return all;
  }

  /** A sentence with the words that were found marked. */
  function marked(sentence) {
    const { words } = sentence.record;
    let at = sentence.range[0];
    const pieces = merged(sentence).flatMap(([start, end]) => {
      const mark = document.createElement("mark");
      mark.textContent = words.slice(start, end);
      const before = words.slice(at, start);
      at = end;
      return [before, mark];
    });
    return [...pieces, words.slice(at, sentence.range[1])];
  }

  /** The order in which sentences stand in the document. */
  function inOrder(one, other) {
    const [a, b] = [one, other].map(({ record, range }) => [...record.lines, range[0]]);
    return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  }

  /** The sentences that show most of the parts, by record; what was done first. */
  function snippets(found, lacks) {
    const parts = ({ found }) => new Set(found.map(({ which }) => which)).size;
    const length = (it) => merged(it).reduce((sum, [start, end]) => sum + end - start, 0);
    const standing = (it) => (lacks ? 0 : it.record.standing);
    const best = [...found].sort(
      (one, other) => one.record.counts - other.record.counts || parts(other) - parts(one) || standing(one) - standing(other) || length(other) - length(one),
    );
    const shown = best.slice(0, SENTENCES).sort(inOrder);
    const of = new Map();
    for (const sentence of shown) {
      const snippet = of.get(sentence.order) ?? { record: sentence.record, nodes: [] };
      if (snippet.nodes.length && snippet.record.words.slice(snippet.end, sentence.range[0]).trim()) snippet.nodes.push("…");
      snippet.nodes.push(...marked(sentence));
      snippet.end = sentence.range[1];
      of.set(sentence.order, snippet);
    }
    return [...of.values()];
  }

  /** The words of the case that say what was typed in other ways. */
  function otherWords(found, parts) {
    const typed = new Set(parts.map((part) => compact(part.typed)));
    const counts = new Map();
    for (const { record, found: places } of found) {
      for (const { which, place } of places) {
        // A long vowel after it is its own.
        const [vowel] = /^ー*/.exec(record.words.slice(place[1]));
        const word = record.words.slice(...place) + vowel;
        if (word !== parts[which].typed && !typed.has(compact(word))) counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    }
    return [...counts].sort((one, other) => other[1] - one[1]).slice(0, WORDS_NAMED).map(([word]) => word);
  }

  /** The sentence that holds the words on which a tag stands; the record's first where none does. */
  function quoted(text, { words, lines }) {
    const order = readable(text).findIndex((it) => it.lines[0] <= lines[0] && lines[0] <= it.lines[1]);
    const record = readable(text)[order];
    if (!record?.sentences.length) return null;
    let range = record.sentences[0];
    const sought = compact(words);
    const at = record.text.text.indexOf(sought);
    if (at >= 0) {
      const place = record.text.original(record.text.run(at, at + sought.length));
      const sentence = record.sentences.findLast(([start]) => start <= place[0]);
      range = [sentence[0], Math.max(sentence[1], place[1])];
    }
    return { record, order, range, found: [] };
  }

  /** The sentences on which the tags that were chosen stand. */
  function evidence(text, tags) {
    const shown = new Map();
    for (const tag of tags) {
      const it = quoted(text, tag);
      if (it && shown.size < SENTENCES) shown.set(`${it.order} ${it.range}`, it);
    }
    return [...shown.values()].map((it) => ({ record: it.record, nodes: marked(it) }));
  }

  /** The first sentence of the record that says most about a case. */
  function introduction(text) {
    const record = readable(text)[text.telling];
    if (!record?.sentences.length) return [];
    return [{ record, nodes: marked({ record, range: record.sentences[0], found: [] }) }];
  }

  /** Where the case is and how large, where that is what was asked for, or how old. */
  function facts(number, parts) {
    const { place } = index.texts[number];
    const typed = parts.filter((it) => it.are.has(number) && it.ways.some((way) => !way.fact)).map((it) => it.typed);
    if (!place || !typed.length) return [];
    const people = index.population[number].map((it) => `人口${it.toLocaleString("ja-JP")}人`);
    const old = typed.some((it) => it.includes("高齢化率"));
    const rates = old ? index.aging[number].map((it) => `高齢化率${it}%`) : [];
    const figures = [...people, ...rates];
    return [`「${typed.join("」「")}」：${place}${figures.length ? `（${figures.join("、")}）` : ""}の事例です`];
  }

  /** Why a case is listed: sentences, reasons in words, and the tags that are asked for. */
  function explain({ number, met }, meaning, query) {
    const { parts } = meaning;
    const text = index.texts[number];
    const found = find(text, parts, !met).filter((it) => query.part === null || it.record.standing === query.part);
    const words = found.flatMap(({ record, found: places }) => places.map(({ place }) => record.words.slice(...place)));
    const isChosen = ({ facet, value }) =>
      query.filters[facet]?.includes(value) || meaning.proposals.some((it) => it[0] === facet && it[1] === value);
    const chosen = text.tags.filter(isChosen);
    const asked = text.tags.filter((it) => isChosen(it) || words.some((word) => it.words.includes(word)));
    const others = otherWords(found, parts);
    let shown = snippets(found, meaning.lacks);
    if (!shown.length) shown = evidence(text, chosen);
    if (!shown.length && parts.length) shown = introduction(text);
    return {
      snippets: shown,
      why: [...(others.length ? [`${others.map((it) => `「${it}」`).join("")}という書き方で見つかりました`] : []), ...facts(number, parts)],
      tags: asked,
    };
  }

  /** What of a part stands in the letters that were typed, or for the reading that was. */
  function typedOnly(part) {
    const typed = compact(part.typed);
    const isTyped = ({ written, letters, kana }) => (written && (kana || written === typed)) || letters === typed;
    return { ...part, ways: part.ways.filter(isTyped) };
  }

  /** The surveys in which every part stands as typed, with the sentences that show it. */
  function surveys(meaning) {
    const { lacks } = meaning;
    const told = (it) => [...compact(it.typed)].length > 1 && !it.ways.some((way) => way.fact);
    if (!meaning.parts.length || meaning.excluded.size || !meaning.parts.every(told)) return [];
    const parts = meaning.parts.map(typedOnly);
    return index.surveys.flatMap((survey) => {
      const found = find(survey, parts, true);
      const stand = new Set(found.flatMap((it) => it.found.map(({ which }) => which)));
      return stand.size === parts.length ? [{ id: survey.id, snippets: snippets(found, lacks) }] : [];
    });
  }

  return { explain, surveys };
})();
