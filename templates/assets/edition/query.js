// What a query means, which cases meet it and in what order: what the server's `search`
// does, done again over the index that it wrote down for this edition.
"use strict";

const search = (() => {
  const { ROLE, Compact, compact, foldKana, isKana, pairs, marks, meets, morphemes } = language;
  const { index } = CASES;
  const ALL = index.ids.length;
  /** In what state a case says something, best first. */
  const STANDINGS = ["done", "planned", "issues"];
  const LACKING = 2;
  const { reading } = WORDS;
  const { weights } = reading;
  const OF_STANDING = [1, weights.planned, weights.lacking];
  const SAY_NOTHING = new Set(reading.say_nothing);
  const FIGURES = new RegExp(reading.size_in_figures, "g");
  const SMALL_TOWN = new RegExp(reading.size_in_words);
  const RATE = new RegExp(reading.rate_in_figures, "g");
  const HIGH_RATE = new RegExp(reading.rate_in_words);

  /** Terms of a file of lines, each with its cases and how often it stands in them. */
  function postings(lines) {
    const terms = new Map();
    for (const line of lines.split("\n")) {
      const [term, cases] = line.split("\t");
      if (!cases) continue;
      const counts = cases.split(" ").map((it) => it.split(":").map(Number));
      terms.set(term.replaceAll(" ", "\n"), new Map(counts.map(([number, times]) => [number, times ?? 1])));
    }
    return terms;
  }

  const fields = index.standings.map((it) => ({ words: postings(it.words), concepts: postings(it.concepts), said: postings(it.said) }));
  const readings = postings(index.readings);
  const places = new Map(WORDS.places.map(([name, numbers, filters]) => [name, { numbers, filters }]));
  const titles = index.texts.map((it) => it.title);
  const texts = STANDINGS.map((_, standing) => index.texts.map((it) => it.compact[standing]));

  const every = () => new Set(index.ids.keys());
  const union = (...sets) => new Set(sets.flatMap((it) => [...it]));
  const both = (one, other) => new Set([...one].filter((it) => other.has(it)));
  const without = (one, other) => new Set([...one].filter((it) => !other.has(it)));

  /** How much it tells that something stands in so many cases. */
  const idf = (found) => Math.log(1 + (Math.max(ALL - found, 0) + 0.5) / (found + 0.5));

  /** The cases with how often a text stands in each. */
  function counted(of, text) {
    const found = new Map();
    of.forEach((whole, number) => {
      let times = 0;
      for (let at = whole.indexOf(text); at >= 0; at = whole.indexOf(text, at + 1)) times++;
      if (times) found.set(number, times);
    });
    return found;
  }

  /** The cases in which a compact text stands as written. */
  function written(text, standing) {
    // What is left of nothing but lone characters is the first of them.
    const sought = /[^\n]{2}/u.test(text) ? text : ([...text].find((c) => c !== "\n") ?? "");
    return new Set(sought ? [...index.ids.keys()].filter((number) => texts[standing][number].includes(sought)) : []);
  }

  const saying = (concept, standing) => fields[standing].concepts.get(concept.toString(16)) ?? new Map();

  /** What is written in the cases and read so, what most cases hold first. */
  function readSo(kana) {
    const found = [];
    for (const [term, cases] of readings) {
      if (term.startsWith(`${kana}|`)) found.push({ written: term.slice(kana.length + 1), cases: cases.size });
    }
    found.sort((one, other) => other.cases - one.cases || (one.written < other.written ? -1 : 1));
    return found.slice(0, reading.read_so).map((it) => ({ kana, written: it.written }));
  }

  /** The cases that hold most of the pairs of a text that stands nowhere as a whole. */
  function resembling(text, standing) {
    const all = pairs(text);
    const found = [...all].map((pair) => counted(texts[standing], pair)).filter((it) => it.size);
    if (found.length < reading.least_pairs || found.length * 2 < all.size) return new Set();
    const least = Math.ceil((found.length * 2) / 3);
    return new Set([...every()].filter((number) => found.filter((it) => it.has(number)).length >= least));
  }

  /** A range of figures as it stands in an address: whether a figure lies in it. */
  function range(text) {
    if (text === "unknown") return (figures) => !figures.length;
    const found = /^([\d.]*)-([\d.]*)$/.exec(text);
    if (!found || text === "-") return () => false;
    const [from, to] = [found[1] ? Number(found[1]) : 0, found[2] ? Number(found[2]) : Infinity];
    return (figures) => figures.some((it) => it >= Math.min(from, to) && it < Math.max(from, to));
  }

  /** The cases with a value of a facet. */
  function having(facet, value) {
    const offered = index.facets[facet]?.find((it) => it.value === value);
    if (offered) return new Set(offered.cases);
    const figures = { pop: index.population, aging: index.aging }[facet];
    const inside = range(value);
    return new Set(figures ? [...figures.keys()].filter((number) => inside(figures[number])) : []);
  }

  /** The cases that have one of the values chosen in every facet but the one left out. */
  function narrowed(cases, filters, but) {
    for (const [facet, values] of Object.entries(filters)) {
      if (facet !== but && values.length) cases = both(cases, union(...values.map((it) => having(facet, it))));
    }
    return cases;
  }

  const CLOSING = { '"': '"', "“": "”", "”": "”", "＂": "＂", "「": "」", "『": "』" };
  const isSeparator = (c) => /[\s、，,]/.test(c);
  /** Whether a character stands in the midst of a figure, as in 5,000. */
  const isInFigure = (chars, at) => /^[0-9０-９][,，][0-9０-９]$/.test(chars.slice(at - 1, at + 2).join(""));
  const isHyphen = (c) => "-－‐‑–−".includes(c);

  /** Cuts what was typed into words, quoted words and exclusions. */
  function parse(query) {
    const chars = [...query];
    const closing = (at) => (CLOSING[chars[at]] ? chars.indexOf(CLOSING[chars[at]], at + 1) : -1);
    const clauses = [];
    for (let at = 0; at < chars.length; ) {
      if (isSeparator(chars[at])) {
        at++;
        continue;
      }
      const next = chars[at + 1];
      const leads = isHyphen(chars[at]) && next !== undefined && !isSeparator(next) && !isHyphen(next);
      let start = at + Number(leads);
      const close = closing(start);
      const quoted = close >= 0;
      let end = quoted ? close : start + 1;
      if (!quoted) while (end < chars.length && (!isSeparator(chars[end]) || isInFigure(chars, end)) && closing(end) < 0) end++;
      // 「－在宅－」 is how a subtitle is written.
      let excluded = leads && (quoted || !isHyphen(chars[end - 1]));
      if (quoted) start++;
      else if (!excluded) start = at;
      let text = chars.slice(start, end).join("");
      // 「ICT以外」 says the same as 「-ICT」.
      if (!quoted && text.endsWith(reading.except) && text !== reading.except) {
        text = text.slice(0, -reading.except.length);
        excluded = true;
      }
      at = quoted ? end + 1 : end;
      // What is typed twice says nothing more.
      const isSaid = clauses.some((it) => it.text === text && it.quoted === quoted && it.excluded === excluded);
      if (text.trim() && !isSaid) clauses.push({ text, quoted, excluded });
    }
    return clauses;
  }

  /** How far 「台」 reaches: 12万人台 ends before 13万, 1万5千人台 before 1万6千. */
  function step(figure) {
    let power = 0;
    while (power < 9 && figure % 10 ** (power + 1) === 0) power++;
    return 10 ** power;
  }

  /** The first size of town and the first aging rate that stand in a folded text. */
  function sizes(folded) {
    const text = folded.join("");
    const at = (facet) => (found, value) => {
      const start = [...text.slice(0, found.index)].length;
      return { facet, typed: found[0], run: [start, start + [...found[0]].length], range: value };
    };
    return [inhabitants(text, at("pop")), rate(text, at("aging"))].filter((it) => it);
  }

  function inhabitants(text, at) {
    const small = SMALL_TOWN.exec(text);
    if (small) return at(small, "0-10000");
    for (const found of text.matchAll(FIGURES)) {
      const { figure, unit, thousands, rest, side } = found.groups;
      const number = (digits) => Number((digits ?? "0").replaceAll(",", ""));
      const plain = number(figure);
      if (Number.isNaN(plain)) continue;
      const people = Math.round(plain * ({ 万: 10000, 千: 1000 }[unit] ?? 1) + number(thousands) * 1000 + number(rest));
      const ofPeople = /人口/.test(found[0]) || (/人/.test(found[0]) && /[万千]/.test(found[0]));
      if (people < 100 || !(ofPeople || (side && people >= 1000))) continue;
      if (/以下|以内|未満/.test(side)) return at(found, `0-${people}`);
      if (/以上|超/.test(side)) return at(found, `${people}-`);
      if (side === "台") return at(found, `${people}-${people + step(people)}`);
      return at(found, `${Math.round(people * 0.7)}-${Math.round(people * 1.3)}`);
    }
    return null;
  }

  function rate(text, at) {
    const high = HIGH_RATE.exec(text);
    if (high) return at(high, "40-");
    const tenths = (it) => Math.round(Math.max(it, 0) * 10) / 10;
    for (const found of text.matchAll(RATE)) {
      const { figure, to, side } = found.groups;
      const [from, end] = [Number(figure), Number(to)];
      if (Number.isNaN(from)) continue;
      let bounds = [tenths(from - 2), tenths(from + 2)];
      if (!Number.isNaN(end)) bounds = [Math.min(from, end), Math.max(from, end)];
      else if (/以下|以内|未満/.test(side)) bounds = [0, from];
      else if (/以上|超/.test(side)) bounds = [from];
      else if (side === "台") bounds = [from, from + step(from)];
      if (bounds.every((it) => it <= 100)) return at(found, `${bounds[0]}-${bounds[1] ?? ""}`);
    }
    return null;
  }

  /** The place of a name, compact or in kana; also where a county stands before it. */
  function placeOf(name) {
    const known = (it) => places.get(it) ?? places.get(foldKana(it));
    return known(name) ?? (name.includes("郡") ? known(name.slice(name.indexOf("郡") + 1)) : undefined);
  }

  /** The cases that say something in one of these ways, by standing. */
  const meeting = (ways) =>
    STANDINGS.map((_, standing) =>
      union(
        ...ways.map((way) => {
          if (way.concept !== undefined) return (fields[standing].said.get(way.concept.toString(16)) ?? new Map()).keys();
          const text = way.written ?? way.letters;
          return text === undefined ? [] : written(text, standing);
        }),
      ),
    );

  /** A part with the cases that meet it in any of these ways, and those that come near. */
  function part(typed, ways, are = new Set()) {
    const wider = union(...meeting(ways.filter((way) => !meets(way))));
    return { typed, ways, are, cases: meeting(ways.filter(meets)), demanded: false, wider, alike: new Set() };
  }

  const any = (it) => union(it.are, ...it.cases);
  /** The cases that meet it so, or say a wider idea. */
  const told = (it, standing) => union(met(it, standing), it.wider);
  /** How much it tells that a case says it or a wider idea. */
  const tells = (it) => idf(told(it, null).size);
  const met = (it, standing) => (standing === null ? any(it) : union(it.are, it.cases[standing]));

  /** Lets the ways of another part meet this one too. */
  function or(one, other) {
    const has = (way) => one.ways.some((it) => JSON.stringify(it) === JSON.stringify(way));
    one.ways = [...one.ways, ...other.ways.filter((way) => !has(way))];
    one.are = union(one.are, other.are);
    one.wider = union(one.wider, other.wider);
    one.alike = union(one.alike, other.alike);
    one.cases = one.cases.map((cases, standing) => union(cases, other.cases[standing]));
  }

  const overlap = (one, other) => one[0] < other[1] && other[0] < one[1];

  /** The words at the beginning of a text that say that there is none of what stands before it. */
  const noneAt = (rest) => reading.none.find((it) => rest.startsWith(it));

  /** What a query means: its parts, what is excluded, and what cases are scored by. */
  class Meaning {
    constructor(query) {
      this.parts = [];
      this.excluded = new Set();
      this.typed = [];
      this.words = new Set();
      /** Filters that say what a part says, and the towns named that no case is of. */
      this.proposals = [];
      this.absent = [];
      for (const clause of parse(query.text)) this.read(clause, query.exact);
      this.leaveOut();
      this.lacks = this.typed.some((text) => text.endsWith("ない") || reading.lack.some((it) => text.includes(it)));
    }

    get isHelped() {
      return this.parts.length < reading.helped;
    }

    /** Adds a part, or what it says to the one that names the same idea. */
    add(it) {
      // Of codes only the cases differ.
      const all = ({ ways, are }) => JSON.stringify([ways, [...are]]);
      const names = ({ ways }) => ways.filter((way) => way.concept !== undefined && meets(way)).map((way) => way.concept);
      const isSame = (other) => all(other) === all(it) || names(other).some((concept) => names(it).includes(concept));
      const same = this.parts.find(isSame);
      if (same) or(same, it);
      else this.parts.push(it);
    }

    read({ text: typed, quoted, excluded }, exact) {
      const text = new Compact(typed);
      if (!text.text) return;
      const asWritten = () => part(typed, [{ written: text.text }]);
      if (excluded) {
        this.excluded = union(this.excluded, any(asWritten()));
        return;
      }
      // One character finds nearly everything.
      if ([...text.text].length === 1 && !quoted && !this.isHelped) return;
      this.typed.push(text.text);
      if (quoted || exact) this.parts.push({ ...asWritten(), demanded: quoted });
      else this.clause(typed, text);
    }

    /** A clause that may be anything from a word to a sentence. */
    clause(typed, text) {
      const known = this.known(typed, text.text);
      if (known) {
        this.add(known);
        return;
      }
      if (isKana(text.text)) {
        const kana = this.kana(typed, text.text);
        if (any(kana).size || !this.isHelped) {
          this.add(kana);
          return;
        }
      }
      const before = this.parts.length;
      const found = sizes(text.folded);
      for (const it of found) this.parts.push(this.fact(it.typed, compact(it.typed), having(it.facet, it.range)));
      const words = morphemes(text.folded);
      for (const word of words) if (word.role === ROLE.noun || word.role === ROLE.predicate) this.words.add(word.base);
      const taken = found.map((it) => it.run);
      for (const { start, end, says } of marks(text.text)) {
        const run = text.run(start, end);
        const stretch = text.text.slice(start, end);
        const rest = text.folded.slice(run[1]).join("");
        if (rest.startsWith(reading.except)) {
          taken.push(run);
          continue;
        }
        // An idea has the same cases by whichever of its names.
        let it = part(typed.slice(...text.original(run)), [...says, says.some(meets) ? { letters: stretch } : { written: stretch }]);
        const said = found.findIndex((it) => overlap(it.run, run));
        if (said >= 0) {
          // 小さな町 is a size and an idea besides.
          or(this.parts[before + said], it);
        } else {
          const none = noneAt(rest);
          if (none) it = this.none(it, stretch, none);
          else if (this.isHelped) this.widen(it, stretch);
          this.add(it);
        }
        taken.push(run);
      }
      const left = chunks(words, taken);
      for (const chunk of left) this.chunk(typed, text, chunk);
      if (!taken.length && !left.length) this.add(part(typed, [{ written: text.text }]));
    }

    /** A clause in kana: as written, as it is read, or an idea that is read so. */
    kana(typed, text) {
      const kana = foldKana(text);
      return part(typed, [{ written: text }, ...(language.conceptsRead.get(kana) ?? []), ...readSo(kana)]);
    }

    /** A code or a place. */
    known(typed, name) {
      const code = WORDS.codes[name];
      if (code) {
        this.proposals.push(code);
        return part(typed, [{ fact: true }], having(...code));
      }
      const place = placeOf(name);
      if (!place) return null;
      this.proposals.push(...place.filters);
      const isAbsent = !place.numbers.length && !place.filters.length;
      if (isAbsent && !this.absent.includes(typed)) this.absent.push(typed);
      return this.fact(typed, name, union(place.numbers, ...place.filters.map(([facet, value]) => having(facet, value))));
    }

    /** What cases are, and what others may write of. */
    fact(typed, name, are) {
      return part(typed, [{ fact: true }, { written: name }], are);
    }

    /** Neighbouring nouns that no idea covers. */
    chunk(typed, text, chunk) {
      const surface = chunk.map((it) => it.surface).join("");
      const name = compact(surface);
      const known = this.known(surface, name);
      if (known) {
        this.add(known);
        return;
      }
      const rest = text.folded.slice(chunk.at(-1).end).join("");
      if (rest.startsWith(reading.except)) return;
      const shown = typed.slice(...text.original([chunk[0].start, chunk.at(-1).end]));
      let it = isKana(surface) ? this.kana(shown, name) : part(shown, [{ written: name }]);
      if (!this.isHelped) {
        this.add(it);
        return;
      }
      const read = chunk.every((word) => word.kana) ? foldKana(chunk.map((word) => word.kana).join("")) : "";
      if (!any(it).size && read.length >= reading.least_kana) {
        it = part(shown, readSo(read));
        it.ways.push({ written: name });
      }
      const none = noneAt(rest);
      if (none) {
        this.add(this.none(it, name, none));
        return;
      }
      this.widen(it, name);
      // A compound that nobody wrote is one word to who typed it, or misspelt one.
      if (!any(it).size && chunk.length > 1) {
        // One character of it finds nearly everything.
        const words = chunk.map((word) => compact(word.surface)).filter((word) => [...word].length > 1);
        it.alike = union(it.alike, ...words.flatMap((written) => meeting([{ written }])));
      }
      this.add(it);
    }

    /** Adds to a part that few cases meet those that hold most of its characters. */
    widen(it, text) {
      if (any(it).size < reading.few) it.alike = union(...STANDINGS.map((_, standing) => resembling(text, standing)));
    }

    /** A part that is said not to be there. */
    none(it, text, none) {
      const near = ({ concept, weight, written }) =>
        concept === undefined ? { letters: written } : { concept, weight: Math.min(weight, reading.marking) };
      return part(it.typed + none, [...reading.none.map((words) => ({ written: text + words })), ...it.ways.map(near)]);
    }

    /** What is looked for, where it is pieces of what was typed. */
    get pieces() {
      const isPiece = (it) => !this.typed.includes(compact(it.typed));
      return this.parts.some(isPiece) ? this.parts.map((it) => it.typed) : [];
    }

    /** Takes away the parts that say nothing beside others, and those that tell least of many. */
    leaveOut() {
      const nothing = (it) => {
        const folded = compact(it.typed);
        return ([...folded].length < 2 && !it.demanded) || SAY_NOTHING.has(folded);
      };
      if (this.parts.some((it) => !nothing(it))) this.parts = this.parts.filter((it) => !nothing(it));
      if (this.parts.length <= reading.most_parts) return;
      const rank = (it) => [Number(it.demanded), Number(any(it).size > 0), tells(it)];
      this.parts.sort((one, other) => {
        const [a, b] = [rank(one), rank(other)];
        return b[0] - a[0] || b[1] - a[1] || b[2] - a[2];
      });
      const demanded = this.parts.filter((it) => it.demanded).length;
      this.parts.length = Math.max(reading.most_parts, demanded);
    }
  }

  /** The nouns that stand together and that nothing has taken yet. */
  function chunks(words, taken) {
    const found = [];
    let open = false;
    for (const word of words) {
      const isTaken = taken.some((it) => overlap(it, [word.start, word.end]));
      if (isTaken || (word.role !== ROLE.noun && word.role !== ROLE.symbol)) open = false;
      else if (word.role === ROLE.symbol) open &&= compact(`a${word.surface}a`) === "aa";
      else {
        if (open) found.at(-1).push(word);
        else found.push([word]);
        open = true;
      }
    }
    return found;
  }

  /** The cases that meet a part of the words, or nearly; filters are not yet applied. */
  function matching({ parts, excluded }, query) {
    let cases = every();
    if (parts.length) {
      const near = query.part === null ? parts.flatMap((it) => [it.wider, it.alike]) : [];
      cases = union(...parts.map((it) => met(it, query.part)), ...near);
    }
    for (const it of parts) if (it.demanded || query.all) cases = both(cases, met(it, query.part));
    return without(cases, excluded);
  }

  /** The cases' scores by the terms of the query: BM25, term after term. */
  function scores(meaning, query) {
    const terms = [];
    const term = (found, lengths, boost) => {
      if (found?.size) terms.push({ found, lengths, boost, told: boost * idf(found.size) });
    };
    const typed = new Set(meaning.typed.flatMap((text) => [...pairs(text)]));
    const ways = meaning.parts.flatMap((it) => it.ways);
    STANDINGS.forEach((_, standing) => {
      if (query.part !== null && query.part !== standing) return;
      const { pairs_length, words_length, concepts_length } = index.standings[standing];
      const weight = OF_STANDING[standing];
      for (const pair of typed) term(counted(texts[standing], pair), pairs_length, weight);
      for (const word of meaning.words) term(fields[standing].words.get(word), words_length, weights.words * weight);
      for (const way of ways) {
        if (way.concept === undefined) continue;
        term(saying(way.concept, standing), concepts_length, weights.concepts * way.weight * weight);
      }
    });
    for (const pair of typed) term(counted(titles, pair), index.title, weights.title);
    for (const way of ways) {
      if (way.kana) term(readings.get(`${way.kana}|${way.written}`), index.readings_length, weights.concepts);
    }
    terms.sort((one, other) => other.told - one.told);
    const totals = new Array(ALL).fill(0);
    for (const { found, lengths, told } of terms.slice(0, reading.most_terms)) {
      const counts = lengths !== index.readings_length;
      for (const [number, times] of found) {
        const often = counts ? times : 1;
        const length = 0.25 + (0.75 * lengths.cases[number]) / lengths.average;
        totals[number] += (told * 2.2 * often) / (often + 1.2 * length);
      }
    }
    return totals;
  }

  /** The cases in the order of how well they answer. */
  function rank(meaning, query, cases) {
    const totals = meaning.parts.length ? scores(meaning, query) : [];
    const listed = new Map([...cases].map((number) => [number, { number, score: totals[number] ?? 0, met: 0, share: 0, standing: null }]));
    const sum = meaning.parts.reduce((sum, it) => sum + tells(it), 0);
    for (const it of meaning.parts) {
      const worth = tells(it);
      for (const number of met(it, query.part)) if (listed.has(number)) listed.get(number).met++;
      for (const number of told(it, query.part)) if (listed.has(number)) listed.get(number).share += worth / sum;
      for (const number of it.are) if (listed.has(number)) listed.get(number).score += weights.concepts * worth;
      if (it.ways.some((way) => way.fact)) continue;
      it.cases.forEach((of, standing) => {
        if (query.part !== null && query.part !== standing) return;
        for (const number of of) {
          const case_ = listed.get(number);
          if (case_) case_.standing = Math.min(case_.standing ?? standing, standing);
        }
      });
    }
    const all = [...listed.values()];
    for (const it of all) it.score *= 1 + weights.share * it.share;
    const toldLast = !meaning.lacks && query.part === null;
    const isOne = meaning.parts.length === 1;
    const after = (it) => 4 * Number(isOne && !it.met) + 2 * Number(!it.share) + Number(toldLast && it.standing === LACKING);
    return all.sort((one, other) => after(one) - after(other) || other.score - one.score || one.number - other.number);
  }

  /** Puts cases into the order asked for; figures that are not printed come last. */
  function sort(listed, query, hasWords) {
    const by = (figures, sign) => {
      const worth = (it) => Math.min(...figures[it.number].map((figure) => sign * figure));
      return listed.sort((one, other) => (worth(one) === worth(other) ? 0 : worth(one) - worth(other)));
    };
    const place = new Map(index.by_place.map((number, at) => [number, at]));
    switch (query.sort) {
      case "population-asc":
        return by(index.population, 1);
      case "population-desc":
        return by(index.population, -1);
      case "aging-asc":
        return by(index.aging, 1);
      case "aging-desc":
        return by(index.aging, -1);
      case "prefecture":
        return listed.sort((one, other) => place.get(one.number) - place.get(other.number));
      default:
        return hasWords ? listed : listed.sort((one, other) => place.get(one.number) - place.get(other.number));
    }
  }

  /** How many of the cases each value of each facet has, the facet's own choice left out. */
  function counts(cases, filters) {
    return Object.fromEntries(
      Object.keys(index.facets).map((facet) => {
        const base = narrowed(cases, filters, facet);
        return [facet, (value) => both(having(facet, value), base).size];
      }),
    );
  }

  /** How many cases a query lists. */
  function total(query) {
    return narrowed(matching(new Meaning(query), query), query.filters).size;
  }

  /** The parts of a query that stand nowhere; a town that no case is of is told apart. */
  const missing = (meaning) => meaning.parts.filter((it) => !any(it).size && !meaning.absent.includes(it.typed));

  /** Answers a query: `{text, filters, sort, exact, all, part}`, the part by its number or null. */
  function answer(query) {
    const meaning = new Meaning(query);
    const matches = matching(meaning, query);
    const listed = sort(rank(meaning, query, narrowed(matches, query.filters)), query, meaning.parts.length > 0);
    return { meaning, listed, counts: counts(matches, query.filters) };
  }

  return { STANDINGS, answer, missing, total };
})();
