// How texts and queries are cut into terms: what the server's `language` does, done
// again with the words and costs that it wrote down for this edition.
"use strict";

const language = (() => {
  /** What keeps apart the characters on its two sides. */
  const GAP = "\n";
  const ROLE = { noun: 0, predicate: 1, function: 2, symbol: 3 };

  const VARIANTS = new Map(
    [..."ヶケヵカ髙高﨑崎德徳濵浜邉辺邊辺齋斎櫻桜"].map((c, at, all) => [c, all[at + 1]]).filter((_, at) => at % 2 === 0),
  );

  /** One character's folded form; nothing where it is dropped. */
  function foldChar(c) {
    if (/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u200b-\u200d\ufeff]/u.test(c)) return "";
    if (/[\ue000-\uf8ff]/.test(c)) return " ";
    if ("〜～∼".includes(c)) return "~";
    if ("‐‑‒–—―−─━".includes(c)) return "-";
    return (VARIANTS.get(c) ?? c).toLowerCase();
  }

  /** The same of a plain character: few of them have another form. */
  const foldPlain = (c) => (VARIANTS.has(c) || (c >= "A" && c <= "Z") ? foldChar(c) : c);

  const fold = (text) => Array.from(text.normalize("NFKC"), foldChar).join("");

  /** Whether a folded character is searched for. */
  const counts = (c) =>
    (c >= "一" && c <= "鿿") || (c >= "ぁ" && c <= "ゖ") || /[ー%々〆\p{Alphabetic}\p{N}]/u.test(c);

  /** Whether NFKC leaves a character as it is: it does so with most of Japanese text. */
  function isPlain(code) {
    return code < 0x80 || (code >= 0x3001 && code <= 0x3011) || (code >= 0x3041 && code <= 0x3096) || (code >= 0x30a1 && code <= 0x30fc) || (code >= 0x4e00 && code <= 0x9fff);
  }

  const isMark = (code) => !isPlain(code) && /^[\p{M}\uff9e\uff9f\ufe00-\ufe0f]/u.test(String.fromCodePoint(code));

  /** A text in the form in which texts and queries are compared, with the way back. */
  class Compact {
    constructor(original) {
      /** The folded characters, and where in the original each comes from. */
      this.folded = [];
      this.origins = [];
      const length = (at) => (original.codePointAt(at) > 0xffff ? 2 : 1);
      for (let at = 0, end; at < original.length; at = end) {
        // A character is folded with the marks that combine with it.
        end = at + length(at);
        while (end < original.length && isMark(original.codePointAt(end))) end += length(end);
        const plain = end === at + 1 && isPlain(original.charCodeAt(at));
        for (const c of plain ? foldPlain(original[at]) : fold(original.slice(at, end))) {
          this.folded.push(c);
          this.origins.push([at, end]);
        }
      }
      this.leaveOut();
    }

    /** Leaves out what people write or not as they like. */
    leaveOut() {
      const digit = (c) => c >= "0" && c <= "9";
      let text = "";
      /** By place in the text: which folded character stands there. */
      this.places = [];
      let [last, before] = [GAP, GAP];
      this.folded.forEach((folded, at) => {
        const inFigure = digit(before) && digit(this.folded[at + 1] ?? GAP);
        before = folded;
        let c = GAP;
        if ((folded === "." && inFigure) || counts(folded)) c = folded;
        else if ((folded === "," && inFigure) || " ・-~/'\"「」『』“”’".includes(folded)) return;
        if (c !== GAP || last !== GAP) {
          for (let unit = 0; unit < c.length; unit++) this.places.push(at);
          text += c;
        }
        last = c;
      });
      this.text = last === GAP ? text.slice(0, -1) : text;
    }

    /** The run of folded characters that a stretch of the text covers. */
    run(start, end) {
      return [this.places[start], this.places[end - 1] + 1];
    }

    /** The stretch of the original that a run of folded characters stands for. */
    original([start, end]) {
      return [this.origins[start][0], this.origins[end - 1][1]];
    }
  }

  const compact = (text) => new Compact(text).text;

  const isKana = (text) => /^[ぁ-ゖァ-ヺー]+$/.test(text);

  const SMALL = new Map(Array.from("ぁあぃいぅうぇえぉおゃやゅゆょよっつゎわぢじづずゔぶ".matchAll(/../g), ([pair]) => [pair[0], pair[1]]));

  /** One form for what is easily typed otherwise. */
  function foldKana(kana) {
    return Array.from(kana.replaceAll("ー", ""), (c) => {
      const hiragana = c >= "ァ" && c <= "ヶ" ? String.fromCharCode(c.charCodeAt(0) - 0x60) : c;
      return SMALL.get(hiragana) ?? hiragana;
    }).join("");
  }

  /** The pairs of neighbours in a compact text, each once. */
  function pairs(text) {
    const chars = [...text];
    const found = new Set();
    for (let at = 0; at + 1 < chars.length; at++) {
      if (chars[at] !== GAP && chars[at + 1] !== GAP) found.add(chars[at] + chars[at + 1]);
    }
    return found;
  }

  /** Terms of a file of lines, each with its concepts and how much of them it says. */
  function concepts(lines) {
    const terms = new Map();
    for (const line of lines.split("\n")) {
      const [term, leads] = line.split("\t");
      if (!leads) continue;
      const says = leads.split(" ").map((it) => it.split(":").map(Number));
      terms.set(term.replaceAll(" ", GAP), says.map(([concept, weight]) => ({ concept, weight: weight ?? 1 })));
    }
    return terms;
  }

  const thesaurus = concepts(WORDS.thesaurus);
  const conceptsRead = concepts(WORDS.concepts_read);
  /** By first character: how long terms are, the longest first. */
  const lengths = new Map();
  for (const term of thesaurus.keys()) lengths.set(term[0], (lengths.get(term[0]) ?? new Set()).add(term.length));
  for (const [first, of] of lengths) lengths.set(first, [...of].sort((one, other) => other - one));

  /** Whether a stretch neither begins inside a katakana word nor cuts a word in letters. */
  function isWhole(text, start, end) {
    const [before, first, last, after] = [text[start - 1], text[start], text[end - 1], text[end]].map((c) => c ?? "");
    const both = (one, other, kind) => kind.test(one) && kind.test(other);
    return !both(before, first, /[ァ-ヺー]/) && !both(before, first, /[a-z]/i) && !both(last, after, /[a-z]/i);
  }

  /** Terms within longer terms, that cut no word of them: each with its places. */
  const within = new Map();
  for (const line of WORDS.within.split("\n")) {
    const [term, leads] = line.split("\t");
    if (leads) within.set(term.replaceAll(" ", GAP), leads.split(" ").map((it) => it.split(":").map(Number)));
  }

  /** The stretches of a compact text that say concepts; `hidden` are those that overlap
      an earlier one or stand within a longer term. */
  function allMarks(text) {
    const found = [];
    let from = 0;
    let outer = { start: 0, end: 0, term: "" };
    for (let start = 0; start < text.length; start++) {
      for (const length of lengths.get(text[start]) ?? []) {
        const end = start + length;
        const term = text.slice(start, end);
        if (end > text.length || !thesaurus.has(term)) continue;
        const hidden = start < from;
        if (!hidden) from = end;
        if (!isWhole(text, start, end)) continue;
        const isWithin = end <= outer.end;
        if (isWithin && hidden) {
          const here = (within.get(outer.term) ?? []).filter(([, at, to]) => at === start - outer.start && to === end - outer.start);
          found.push(...here.map(([concept]) => ({ start, end, says: [{ concept, weight: 1 }], hidden })));
        } else found.push({ start, end, says: thesaurus.get(term), hidden });
        if (!isWithin) outer = { start, end, term };
      }
    }
    return found;
  }

  /** The same without what is hidden. */
  const marks = (text) => allMarks(text).filter((it) => !it.hidden);

  /** Whether a case meets a part so; a wider idea than was typed, or letters that may cut
      a word, say something near. */
  const meets = (way) => way.letters === undefined && (way.concept === undefined || way.weight === 1);

  const { lexicon } = WORDS;
  /** By how they are written: the words of the dictionary, in the order they are tried;
      read once a sentence is to be cut. */
  const dictionary = new Map();
  let longest = 0;
  function readDictionary() {
    for (const line of lexicon.words.split("\n")) {
      const [written, cost, left, right, role, base, kana] = line.split("\t");
      if (!role) continue;
      const words = dictionary.get(written);
      const word = { cost: Number(cost), left: Number(left), right: Number(right), role: Number(role), base, kana };
      if (words) words.push(word);
      else dictionary.set(written, [word]);
      longest = Math.max(longest, [...written].length);
    }
  }

  const strange = lexicon.unknown.map((it) => ({
    ...it,
    words: it.words.map(([cost, left, right, role]) => ({ cost, left, right, role })),
  }));

  /** The categories that a character has. */
  function categories(c) {
    const code = c.codePointAt(0);
    let [from, to] = [0, lexicon.categories.length];
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if (lexicon.categories[middle][0] <= code) from = middle;
      else to = middle;
    }
    return lexicon.categories[from][1];
  }

  const joining = (left, right) => lexicon.costs.charCodeAt(left * lexicon.contexts + right) - 0x6000;

  /** What a word costs beside its own cost, so that long compounds are cut. */
  function penalty(chars) {
    const { length } = chars;
    if (length > 2 && chars.every((c) => /[\u3400-\u4dbf\u4e00-\u9faf]/.test(c))) return (length - 2) * 3000;
    return length > 7 ? (length - 7) * 1700 : 0;
  }

  /** Cuts a sentence at the least cost; gives each word with where it stands. */
  function cut(chars) {
    const ends = chars.map(() => []);
    ends.push([]);
    ends[0].push({ cost: 0, right: 0, start: 0, penalty: 0 });
    const best = (at, left) => {
      let least = { cost: Infinity };
      for (const before of ends[at]) {
        const cost = before.cost + joining(left, before.right) + before.penalty;
        if (cost < least.cost) least = { cost, before };
      }
      return least;
    };
    const add = (start, end, word) => {
      const { cost, before } = best(start, word.left);
      ends[end].push({
        cost: cost + word.cost,
        right: word.right,
        start,
        penalty: penalty(chars.slice(start, end)),
        word,
        before,
      });
    };
    const kinds = chars.map(categories);
    for (let at = 0; at < chars.length; at++) {
      if (!ends[at].length) continue;
      let found = false;
      for (let end = at + 1; end <= Math.min(at + longest, chars.length); end++) {
        for (const word of dictionary.get(chars.slice(at, end).join("")) ?? []) {
          add(at, end, word);
          found = true;
        }
      }
      kinds[at].forEach((kind, order) => {
        const { always, together, up_to, words } = strange[kind];
        if (found && !always) return;
        let run = 1;
        while (kinds[at + run]?.[order] === kind) run++;
        const whole = together ? run : 1;
        const counted = Array.from({ length: Math.min(run, up_to) }, (_, index) => index + 1);
        for (const length of new Set([whole, ...counted])) words.forEach((word) => add(at, at + length, word));
      });
    }
    const path = [];
    for (let node = best(chars.length, 0).before; node?.word; node = node.before) path.unshift(node);
    return path.map(({ word, start }, index) => ({ word, start, end: path[index + 1]?.start ?? chars.length }));
  }

  /** A katakana word without its final long vowel. */
  function stem(base) {
    return base.length > 3 && /^[ァ-ヺー]+ー$/.test(base) ? base.slice(0, -1) : base;
  }

  const isSpace = (c) => categories(c).some((kind) => strange[kind].is_space);

  /** The words of a folded text. */
  function morphemes(folded) {
    if (!dictionary.size) readDictionary();
    const found = [];
    let from = 0;
    folded.forEach((c, at) => {
      if (!"\n\t。、".includes(c) && at + 1 < folded.length) return;
      for (const { word, start, end } of cut(folded.slice(from, at + 1))) {
        const chars = folded.slice(from + start, from + end);
        if (chars.every(isSpace)) continue;
        const surface = chars.join("");
        found.push({
          surface,
          start: from + start,
          end: from + end,
          role: chars.some(counts) ? word.role : ROLE.symbol,
          base: word.base || stem(surface),
          kana: isKana(surface) ? surface : word.kana,
        });
      }
      from = at + 1;
    });
    return found;
  }

  return { ROLE, Compact, compact, fold, foldKana, isKana, pairs, marks, allMarks, meets, morphemes, conceptsRead };
})();
