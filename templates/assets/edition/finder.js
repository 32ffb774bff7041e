// The search page of the edition without a server: its form, filters and list, answered
// here. Without this script every case is listed, page by page.
"use strict";

(() => {
  const PER_PAGE = 20;
  /** Of how many words that stand nowhere near spellings are looked for. */
  const SPELLED = 3;
  /** Of how many pieces of a sentence the page says that they were looked for. */
  const PIECES = 8;
  /** How many characters of what was typed a heading repeats. */
  const TYPED = 60;
  /** How many tags a hit names. */
  const TAGS = 3;
  /** Facets whose values are all shown, so that a zero can be seen. */
  const WHOLE = new Set(["item", "scene", "pop", "aging", "region"]);
  /** Facets whose values are known by themselves. */
  const PLAIN = new Set(["item", "model", "pref", "region"]);
  const STANDING = ["取り組み", "今後の方針", "課題"];
  const PAGE = "index.html";

  const byId = (id) => document.getElementById(id);
  const form = byId("find");
  const results = byId("results");
  const facets = document.querySelector(".facets");
  const heading = document.querySelector("h1");
  const start = document.querySelectorAll(".start p, .doors-strip");
  const isHere = location.pathname.endsWith(`/${PAGE}`) || location.pathname.endsWith("/");
  const told = element("p", { class: "visually-hidden", role: "status" });

  /** An element with attributes and children. */
  function element(name, attributes = {}, ...children) {
    const it = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) it.setAttribute(key, value);
    it.append(...children);
    return it;
  }

  const names = [...facets.querySelectorAll("[data-facet]")].map((it) => it.dataset.facet);
  const boxes = (name) => [...facets.querySelectorAll(`input[name="${name}"]`)];
  const box = (name, value) => boxes(name).find((it) => it.value === value);
  const labelOf = (name, value) => box(name, value)?.labels[0].querySelector("span").textContent ?? value;

  /** What an address asks for. */
  function read(address) {
    const given = new URLSearchParams(address);
    const part = search.STANDINGS.indexOf(given.get("part"));
    return {
      text: (given.get("q") ?? "").trim(),
      filters: Object.fromEntries(names.map((name) => [name, [...new Set(given.getAll(name))]]).filter(([, values]) => values.length)),
      sort: given.get("sort") ?? "relevance",
      exact: given.get("exact") === "1",
      all: given.get("all") === "1",
      part: part < 0 ? null : part,
      page: Math.max(1, Number.parseInt(given.get("page") ?? "1", 10) || 1),
    };
  }

  /** The address that asks for a query. */
  function address({ text, filters, sort, exact, all, part, page }) {
    const pairs = new URLSearchParams();
    if (text) pairs.set("q", text);
    for (const [name, values] of Object.entries(filters)) for (const value of values) pairs.append(name, value);
    if (sort !== "relevance") pairs.set("sort", sort);
    if (page > 1) pairs.set("page", page);
    for (const [name, on] of Object.entries({ exact, all })) if (on) pairs.set(name, "1");
    if (part !== null) pairs.set("part", search.STANDINGS[part]);
    return `${PAGE}?${pairs}`;
  }

  /** The query that the form stands for, on its first page. */
  function asked() {
    const pairs = [...new FormData(form)].filter(([, value]) => value);
    return read(new URLSearchParams(pairs));
  }

  /** A link that changes the list in place. */
  const link = (query, ...children) => element("a", { href: address(query), "data-live": "" }, ...children);

  /** What is chosen, each a link to the list without it. */
  function chips(query) {
    const first = { ...query, page: 1 };
    const chosen = Object.entries(query.filters).flatMap(([name, values]) =>
      values.map((value) => {
        const label = labelOf(name, value);
        const facet = facets.querySelector(`[data-facet="${name}"]`).closest("details").querySelector("summary").firstChild.textContent;
        const filters = { ...query.filters, [name]: values.filter((it) => it !== value) };
        return [PLAIN.has(name) ? label : `${facet}：${label}`, { ...first, filters }];
      }),
    );
    if (query.all) chosen.push(["すべての語を含む事例だけ", { ...first, all: false }]);
    if (query.part !== null) chosen.push([`記載の区分：${STANDING[query.part]}`, { ...first, part: null }]);
    if (!chosen.length) return [];
    const items = chosen.map(([label, without]) =>
      element(
        "li",
        {},
        link(without, element("span", {}, label), element("span", { "aria-hidden": "true" }, "✕"), element("span", { class: "visually-hidden" }, "を外す")),
      ),
    );
    if (chosen.length > 1) items.push(element("li", {}, link({ ...first, filters: {}, all: false, part: null }, "条件をすべて外す")));
    return [element("h3", { class: "visually-hidden" }, "選んでいる条件"), element("ul", { class: "chips", id: "chosen" }, ...items)];
  }

  /** How many cases meet every part of the words, and the way to them or back. */
  function completeness(query, total, metAll, parts) {
    const first = { ...query, page: 1 };
    if (!total) return [];
    // Of one word the others only say something alike.
    const [words, others, only] =
      parts === 1
        ? ["入力した語", "言葉の近い事例", "この語を含む事例だけ"]
        : ["すべての語", "一部の語を含む事例", "すべてを含む事例だけ"];
    if (query.all && query.text) {
      const back = link({ ...first, all: false }, `${others}も表示`);
      return [element("p", { class: "met-all" }, `${words}を含む事例だけに絞り込んでいます。`, back)];
    }
    if (parts < 2 && metAll === total) return [];
    const told = metAll
      ? [`${words}を含む事例 ${metAll}件${parts === 1 ? `、${others} ${total - metAll}件` : ""}`, ...(metAll < total ? [link({ ...first, all: true }, only)] : [])]
      : [`${words}を含む事例はありません。${others}を表示しています。`];
    return [element("p", { class: "met-all" }, ...told)];
  }

  /** What of a sentence was looked for: the rest of it chooses no case. */
  function pieces(words) {
    if (!words.length) return [];
    const more = words.length > PIECES ? `ほか${words.length - PIECES}語` : "";
    const named = words.slice(0, PIECES).map((it) => `「${it}」`).join("");
    return [element("p", { class: "note" }, `${named}${more}を含む事例を探しました。ほかの言葉は、並び順の参考にとどめています。`)];
  }

  /** How much of the words a case meets, and whether it only plans or misses it. */
  function met(hit, parts, differ) {
    const words = [];
    if (parts && !hit.met) words.push(element("span", {}, "入力した語はなく、近い言葉を含む"));
    else if (differ && parts > 1) {
      words.push(
        hit.met === parts
          ? element("span", { class: "badge all" }, "すべて含む")
          : element("span", {}, `${parts}語のうち${hit.met}語を含む`),
      );
    }
    if (hit.standing) words.push(element("span", { class: "badge" }, `${STANDING[hit.standing]}として記載`));
    return words.length ? [element("p", { class: "met" }, ...words)] : [];
  }

  /** A case of the list. */
  function card(hit, meaning, query, differ) {
    const id = CASES.index.ids[hit.number];
    const template = document.createElement("template");
    template.innerHTML = CASES.cards[id];
    const item = template.content.firstElementChild;
    const { snippets, why, tags } = passages.explain(hit, meaning, query);
    const page = item.querySelector("h3 a").getAttribute("href");
    const shown = snippets.map(({ record, nodes }) => {
      const badge = hit.standing === 0 && record.standing > 0 ? [" ", element("span", { class: "badge" }, `${STANDING[record.standing]}として記載`)] : [];
      return element("p", { class: "snippet" }, element("a", { href: `${page}#${record.id}` }, record.heading), ...badge, " ", ...nodes);
    });
    const reasons = why.length ? [element("p", { class: "why" }, ...why.map((it) => `${it}。`))] : [];
    item.querySelector(".digest-short, .digest-none").before(...met(hit, meaning.parts.length, differ), ...shown, ...reasons);
    if (tags.length) {
      const named = tags.slice(0, TAGS).map(({ facet, value, inferred }) => {
        const one = read("");
        const to = element("a", { href: address({ ...one, filters: { [facet]: [value] } }), class: inferred ? "inferred" : null }, labelOf(facet, value));
        if (inferred) to.append(" ", element("small", {}, "本文から判定"));
        return element("li", {}, to);
      });
      const rest = CASES.index.texts[hit.number].tags.length - named.length;
      if (rest) named.push(element("li", { class: "rest" }, element("a", { href: `${page}#tags-heading` }, `ほか${rest}`)));
      item.append(element("ul", { class: "tags", "aria-label": "分類" }, ...named));
    }
    return item;
  }

  /** What the survey says of the words, told beside the cases. */
  function ofSurveys(query, meaning, isChosen, total) {
    if (isChosen || query.part !== null || query.page > 1) return [];
    return passages.surveys(meaning).map(({ id, snippets }) =>
      element(
        "details",
        { class: "panel of-survey", open: total ? null : "" },
        element("summary", {}, "診療所アンケート調査にも、検索した語の記載があります"),
        ...snippets.map(({ record, nodes }) =>
          element("p", { class: "snippet" }, element("a", { href: `survey.html#${record.id}` }, record.heading), " ", ...nodes),
        ),
        element("p", {}, element("a", { href: `survey.html#${id}` }, "アンケートの結果を見る")),
      ),
    );
  }

  /** What stands nowhere, and what it may have been meant as. */
  function nowhere(query, meaning) {
    const parts = search.missing(meaning);
    if (!parts.length) return [];
    const words = parts.map((it) => `「${it.typed}」`).join("");
    const offers = (query.exact ? [] : parts.slice(0, SPELLED)).flatMap(({ typed }) =>
      spelling.near(typed).map((written) => [written, { ...query, text: query.text.replaceAll(typed, written), page: 1 }]),
    );
    const items = offers.flatMap(([written, other]) => {
      const count = search.total(other);
      return count ? [element("li", {}, link(other, `もしかして「${written}」`), `（${count}件）`)] : [];
    });
    return [
      element("div", { class: "notice" }, element("p", {}, `${words}を含む事例はありません。`)),
      ...(items.length ? [element("ul", { class: "suggestions" }, ...items)] : []),
    ];
  }

  /** Links to the pages of the list. */
  function pager(query, last) {
    if (last < 2) return [];
    const to = (page, ...words) => element("li", {}, link({ ...query, page }, ...words));
    const hidden = () => element("span", { class: "visually-hidden" }, "ページ目");
    const items = Array.from({ length: last }, (_, index) => index + 1)
      .filter((page) => page === 1 || page === last || Math.abs(page - query.page) <= 2)
      .flatMap((page, at, all) => [
        ...(at && page - all[at - 1] > 1 ? [element("li", { "aria-hidden": "true" }, "…")] : []),
        page === query.page
          ? element("li", {}, element("span", { "aria-current": "page" }, String(page), hidden()))
          : to(page, String(page), hidden()),
      ]);
    if (query.page > 1) items.unshift(to(query.page - 1, "前へ"));
    if (query.page < last) items.push(to(query.page + 1, "次へ"));
    return [element("nav", { class: "pager", "aria-label": "検索結果のページ" }, element("ul", {}, ...items))];
  }

  /** Gives the boxes the counts of the list, and the form what is asked. */
  function fill(query, counts, hasWords) {
    form.elements.q.value = query.text;
    form.elements.exact.checked = query.exact;
    const [usual] = form.elements.sort.options;
    usual.text = hasWords ? "関連度の高い順" : "都道府県順";
    for (const it of form.elements.sort.options) if (it.value === "prefecture") it.hidden = !hasWords;
    form.elements.sort.value = query.sort;
    for (const name of names) {
      const chosen = query.filters[name] ?? [];
      for (const it of boxes(name)) {
        const count = counts[name](it.value);
        it.checked = chosen.includes(it.value);
        it.disabled = !count && !it.checked;
        it.labels[0].hidden = it.disabled && !WHOLE.has(name);
        it.labels[0].querySelector("b").textContent = count;
      }
      const words = facets.querySelector(`[data-facet="${name}"]`).closest("details").querySelector(".selected");
      words.textContent = chosen.length ? `（${chosen.length}件選択中）` : "";
    }
    // What has no box of its own stays in the form unseen.
    const unseen = Object.entries(query.filters).flatMap(([name, values]) => values.filter((it) => !box(name, it)).map((it) => [name, it]));
    if (query.all) unseen.push(["all", "1"]);
    byId("kept").replaceChildren(...unseen.map(([name, value]) => element("input", { type: "hidden", name, value })));
    const all = Object.values(query.filters).flat().length;
    document.querySelector(".filters > summary .selected").textContent = all ? `（${all}件選択中）` : "";
    standings(query);
  }

  /** As what the words must be written, to be chosen where there are words. */
  function standings(query) {
    facets.querySelector("[data-standing]")?.remove();
    if (!query.text) return;
    const choices = [null, 0, 1, 2].map((part) => {
      const input = element("input", { form: form.id, type: "radio", name: "part", value: search.STANDINGS[part] ?? "" });
      input.checked = part === query.part;
      return element("label", {}, input, element("span", {}, STANDING[part] ?? "すべて"));
    });
    const legend = element("legend", { class: "visually-hidden" }, "記載の区分");
    const details = element("details", { class: "facet", open: "", "data-standing": "" });
    details.append(element("summary", {}, "記載の区分"), element("fieldset", {}, legend, ...choices));
    facets.querySelector("details").after(details);
  }

  /** What the list is of; quotes ask for words in this very order. */
  function titleOf(text) {
    const [, quoted] = /^"([^"]+)"$/.exec(text) ?? [];
    const [...shown] = quoted ?? text;
    const short = shown.length > TYPED ? `${shown.slice(0, TYPED).join("")}…` : shown.join("");
    return quoted ? `「${short}」（このとおりの並び）の事例` : `「${short}」の事例`;
  }

  /** Shows what the page's address asks for. */
  function show() {
    const query = read(location.search);
    const { meaning, listed, counts } = search.answer(query);
    const parts = meaning.parts.length;
    const metAll = listed.filter((it) => it.met === parts).length;
    const last = Math.ceil(listed.length / PER_PAGE);
    const first = (query.page - 1) * PER_PAGE;
    const page = listed.slice(first, first + PER_PAGE);
    const isChosen = Object.values(query.filters).some((it) => it.length);
    const isAsked = Boolean(query.text) || isChosen;
    heading.classList.toggle("visually-hidden", isAsked);
    for (const it of start) it.hidden = isAsked;

    const asksWords = query.text && (parts || !listed.length);
    const title = asksWords ? titleOf(query.text) : isChosen ? "条件に合う事例" : "すべての事例";
    byId("results-heading").textContent = title;
    document.title = `${query.text ? `「${query.text}」の検索結果` : "事例を探す"} | ${document.title.split(" | ").at(-1)}`;
    byId("result-count").replaceChildren(
      ...(listed.length ? [element("strong", {}, `${listed.length}件`)] : ["当てはまる事例は見つかりませんでした"]),
      ...(page.length && page.length < listed.length ? [element("span", { class: "note" }, `のうち${first + 1}〜${first + page.length}件目`)] : []),
    );

    const differ = metAll < listed.length;
    const list = element("ol", { class: "hits", start: first + 1 }, ...page.map((hit) => card(hit, meaning, query, differ)));
    const ends = page.findLastIndex((it) => it.met === parts);
    const whole = query.page === 1 && page.filter((it) => it.met === parts).length === metAll;
    if (parts && whole && ends >= 0 && ends + 1 < listed.length && query.sort === "relevance") {
      list.children[ends].append(element("p", { class: "met-end" }, `ここまでに、${parts > 1 ? "すべて" : "この語"}を含む事例 ${metAll}件`));
    }
    const nothing = [
      element("h3", {}, "次のことを試してください"),
      element(
        "ul",
        {},
        element("li", {}, "ことばを短くする、別の言い方にする"),
        ...(isChosen && query.text ? [element("li", {}, link({ ...query, filters: {}, all: false, part: null, page: 1 }, "条件をすべて外し、ことばだけで探す"))] : []),
        element("li", {}, link(read(""), "すべての事例を見る")),
      ),
    ];
    const answer = results.querySelector(".answer");
    const tools = results.querySelector(".actions");
    answer.querySelector(".toolbar").hidden = !listed.length;
    results.replaceChildren(
      answer,
      ...completeness(query, listed.length, metAll, parts),
      ...pieces(meaning.pieces),
      ...(query.text && !asksWords ? [element("p", { class: "met-all" }, "入力したものに、検索できることばがありません。")] : []),
      ...chips(query),
      ...meaning.absent.map((town) => element("div", { class: "notice" }, element("p", {}, `${town}の事例はまだありません。`))),
      ...nowhere(query, meaning),
      ...ofSurveys(query, meaning, isChosen, listed.length),
      ...(page.length ? [list, ...pager(query, last)] : nothing),
      tools,
    );
    fill(query, counts, parts > 0);
    told.textContent = `${title} ${byId("result-count").textContent}`;
  }

  /** Shows another list; the focus goes to its heading where what had it is gone. */
  function go(to) {
    if (!isHere) return location.assign(to);
    const held = document.activeElement;
    history.pushState(null, "", to);
    show();
    if (!held.isConnected || held === form.elements.q || held.type === "submit") byId("results-heading").focus();
  }

  // What only a server or a page without a script needs.
  for (const it of document.querySelectorAll(".apply, .sort button, .toolbar > a")) it.hidden = true;
  results.after(told);
  document.addEventListener("change", ({ target }) => {
    if (target.form === form && target.name !== "q") go(address(asked()));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(address(asked()));
  });
  results.addEventListener("click", (event) => {
    const to = event.target.closest("a[data-live]");
    if (!to || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(to.getAttribute("href"));
  });
  addEventListener("popstate", show);
  if (location.search && isHere) show();
})();
