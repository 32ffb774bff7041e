// Near spellings of a word that stands nowhere: what the server's `spelling` offers.
"use strict";

const spelling = (() => {
  const { compact } = language;
  const { long, shortest, longest } = WORDS.near;
  const SPELLINGS = 2;
  const encoder = new TextEncoder();

  /** Every spelling in compact form, with the way it is written; read once one is looked for. */
  const spellings = new Map();
  function readSpellings() {
    for (const written of WORDS.spellings) spellings.set([...compact(written)], written);
  }

  /** How many slips lead from one word to another, two neighbours changed about being one. */
  function slips(one, other) {
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let at = 1; at <= one.length; at++) {
      const row = [at];
      for (let to = 1; to <= other.length; to++) {
        const same = one[at - 1] === other[to - 1];
        row[to] = Math.min(last[to] + 1, row[to - 1] + 1, last[to - 1] + Number(!same));
        const changed = one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1];
        if (changed) row[to] = Math.min(row[to], before[to - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[other.length];
  }

  /** How long the same beginning of two words is, in bytes. */
  function alike(one, other) {
    const [a, b] = [one, other].map((it) => encoder.encode(it.join("")));
    const differs = a.findIndex((byte, at) => byte !== b[at]);
    return differs < 0 ? a.length : differs;
  }

  /** The spellings nearest to a word, nearest first, itself left out. */
  function near(typed) {
    const word = [...compact(typed)];
    if (word.length < shortest || word.length > longest) return [];
    if (!spellings.size) readSpellings();
    const most = word.length >= long ? 2 : 1;
    const found = [];
    for (const [key, written] of spellings) {
      if (Math.abs(key.length - word.length) > most) continue;
      const count = slips(word, key);
      if (count > 0 && count <= most) found.push({ count, alike: alike(word, key), written });
    }
    found.sort((one, other) => one.count - other.count || other.alike - one.alike || (one.written < other.written ? -1 : 1));
    return found.slice(0, SPELLINGS).map((it) => it.written);
  }

  return { near };
})();
