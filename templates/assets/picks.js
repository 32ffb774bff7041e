// Cases that the officer keeps on this device, with own notes: picked without leaving
// the place on the page, kept as a file, and put on the handout. Nothing is sent.
"use strict";

(() => {
  const STORE = "renkei-picks";
  const ROOM = 4;
  const ID = /^[a-z]{2,4}-[0-9a-z-]{1,40}$/;
  const LONGEST_NOTE = 2000;

  /** `cases`: {id, name, added}, in the order they were kept; `notes`: by case or row. */
  function stored() {
    try {
      return checked(JSON.parse(localStorage.getItem(STORE)));
    } catch {
      return checked(null);
    }
  }

  /** What of a stored or imported list can be used. */
  function checked(list) {
    const cases = new Map();
    for (const it of Array.isArray(list?.cases) ? list.cases : []) {
      const known = ID.test(it?.id) && typeof it.name === "string";
      if (known) cases.set(it.id, { id: it.id, name: it.name.slice(0, 200), added: String(it.added ?? "") });
    }
    const notes = {};
    for (const [key, note] of Object.entries(list?.notes ?? {})) {
      if (typeof note === "string" && note) notes[key] = note.slice(0, LONGEST_NOTE);
    }
    return { cases: [...cases.values()], notes };
  }

  function store(list) {
    try {
      localStorage.setItem(STORE, JSON.stringify(list));
      return true;
    } catch {
      // A browser that keeps nothing still shows what is in the address.
      return false;
    }
  }

  function keep(id, name) {
    const list = stored();
    if (!list.cases.some((it) => it.id === id)) {
      list.cases.push({ id, name, added: new Date().toISOString().slice(0, 10) });
      store(list);
    }
  }

  /** Says something to screen readers without moving anything. */
  function tell(text) {
    let status = document.getElementById("picks-status");
    if (!status) {
      status = document.createElement("p");
      status.id = "picks-status";
      status.className = "visually-hidden";
      status.setAttribute("role", "status");
      document.body.append(status);
    }
    status.textContent = text;
  }

  /** Picks or drops a case without leaving the place: the links to pick by and the tray
      are taken from the page that the link leads to, all others told of the picks. */
  async function toggle(link) {
    const { pick: id, name } = link.dataset;
    const adds = link.dataset.adds !== undefined;
    if (adds) keep(id, name);
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const slot of document.querySelectorAll("[data-slot], [data-tray]")) {
      const same = slot.dataset.slot ? `[data-slot="${CSS.escape(slot.dataset.slot)}"]` : "[data-tray]";
      slot.replaceChildren(...(page.querySelector(same)?.cloneNode(true).childNodes ?? []));
    }
    const here = new URL(link.href);
    here.hash = "";
    history.replaceState(history.state, "", here);
    const picks = here.searchParams.getAll("compare");
    document.querySelectorAll('a[href^="/"]').forEach((it) => carry(it, picks));
    document.querySelectorAll("form").forEach((it) => carryInForm(it, picks));
    const again = document.querySelector(`a[data-pick="${CSS.escape(id)}"]`);
    (again ?? document.querySelector("main")).focus({ preventScroll: true });
    tell(`「${name}」を${adds ? "加えました" : "外しました"}。${picks.length}件を選んでいます。`);
  }

  /** Makes a link carry the picks; files and the links to pick by have theirs. */
  function carry(link, picks) {
    const address = new URL(link.href);
    if (link.dataset.pick || address.pathname.includes(".")) return;
    const name = address.pathname === "/compare" ? "case" : "compare";
    if (name === "case" && link.closest("[data-tray]")) return;
    address.searchParams.delete(name);
    for (const id of picks) address.searchParams.append(name, id);
    link.setAttribute("href", address.pathname + address.search + address.hash);
  }

  /** Makes a form carry the picks, beside what else it carries unseen. */
  function carryInForm(form, picks) {
    const old = [...form.elements].filter((it) => it.type === "hidden" && it.name === "compare");
    const place = old[0]?.parentElement ?? form;
    old.forEach((it) => it.remove());
    for (const id of picks) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name: "compare", value: id });
      place.append(input);
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-pick]");
    const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) && event.button === 0;
    if (link && plain) {
      event.preventDefault();
      toggle(link).catch(() => location.assign(link.href));
    }
    const more = event.target.closest?.("button[data-keep]");
    if (more) {
      keep(more.dataset.keep, more.dataset.name);
      more.disabled = true;
      more.textContent = "手元の一覧に入れました";
      tell(`「${more.dataset.name}」を手元の一覧に入れました。`);
    }
  });

  // What only a script can do is shown from here on, also on what comes later.
  document.documentElement.classList.add("scripted");

  /** Keeps what is written in a box, and mirrors it for the printer. */
  function remember(area) {
    const key = area.dataset.note;
    const mirror = () => (area.parentElement.dataset.value = area.value);
    area.maxLength = LONGEST_NOTE;
    area.value = stored().notes[key] ?? area.value;
    mirror();
    area.addEventListener("input", () => {
      mirror();
      const list = stored();
      if (area.value) list.notes[key] = area.value;
      else delete list.notes[key];
      store(list);
    });
  }
  document.querySelectorAll("textarea[data-note]").forEach(remember);

  const list = document.querySelector("[data-picks]");
  if (list) listPicks(list);

  /** The page of kept cases: those of the address are there, those of the device join. */
  function listPicks(list) {
    const form = list.closest("form");
    const template = document.getElementById("pick-template");

    function show() {
      const shown = new Set([...list.querySelectorAll("[name=case]")].map((box) => box.value));
      for (const it of stored().cases.filter((it) => !shown.has(it.id))) {
        const item = template.content.cloneNode(true);
        const box = item.querySelector("[name=case]");
        box.value = it.id;
        item.querySelector("li").dataset.name = it.name;
        item.querySelector("[data-label]").textContent = it.name;
        const link = item.querySelector("a");
        link.href = link.getAttribute("href") + encodeURIComponent(it.id);
        const area = item.querySelector("textarea");
        area.dataset.note = it.id;
        area.setAttribute("aria-label", `${it.name}のメモ`);
        item.querySelector("[data-drop]").dataset.drop = it.id;
        list.append(item);
        remember(area);
      }
      limit();
    }

    /** Four go on the handout; the others wait. */
    function limit() {
      const boxes = [...list.querySelectorAll("[name=case]")];
      const chosen = boxes.filter((box) => box.checked).length;
      for (const box of boxes) box.disabled = chosen >= ROOM && !box.checked;
      const words = document.querySelector("[data-chosen]");
      words.textContent = boxes.length
        ? `${boxes.length}件のうち${chosen}件を選んでいます。${chosen >= ROOM ? "資料に載せられるのは4件までです。" : ""}`
        : "まだ事例がありません。一覧で「比較に加える」を選ぶと、ここに並びます。";
      form.querySelector("[type=submit]").disabled = chosen === 0;
    }

    list.addEventListener("change", limit);
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-drop]");
      if (!button) return;
      const kept = stored();
      kept.cases = kept.cases.filter((it) => it.id !== button.dataset.drop);
      store(kept);
      button.closest("li").remove();
      limit();
      tell("一覧から外しました。メモは残っています。");
    });

    const save = document.querySelector("[data-save-picks]");
    save.addEventListener("click", () => {
      const file = new Blob([JSON.stringify({ kind: STORE, ...stored() }, null, 2)], { type: "application/json" });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = `事例の一覧_${new Date().toISOString().slice(0, 10)}.json`;
      link.click();
      URL.revokeObjectURL(link.href);
    });

    const load = document.querySelector("[data-load-picks]");
    load.addEventListener("change", async () => {
      const status = document.querySelector("[data-loaded]");
      try {
        const given = JSON.parse(await load.files[0].text());
        if (given?.kind !== STORE) throw new Error("another kind of file");
        const [kept, read] = [stored(), checked(given)];
        const known = new Set(kept.cases.map((it) => it.id));
        const fresh = read.cases.filter((it) => !known.has(it.id));
        store({ cases: [...kept.cases, ...fresh], notes: { ...read.notes, ...kept.notes } });
        show();
        for (const area of list.querySelectorAll("textarea[data-note]")) area.value = stored().notes[area.dataset.note] ?? "";
        status.textContent = `${fresh.length}件を加えました。`;
      } catch {
        status.textContent = "このファイルは読み込めません。「ファイルに保存」で作ったファイルを選んでください。";
      }
      load.value = "";
    });

    // What was picked on the way here is kept too.
    for (const box of list.querySelectorAll("[name=case]")) keep(box.value, box.closest("li").dataset.name);
    show();
  }

  /** A table as Excel and Word take it: HTML, and tab separated text. */
  function asTable(table) {
    const rows = [...table.rows].map((row) =>
      [...row.cells].map((cell) => {
        const copy = cell.cloneNode(true);
        const typed = cell.querySelectorAll("textarea");
        copy.querySelectorAll("textarea").forEach((area, at) => area.replaceWith(typed[at].value));
        copy.querySelectorAll(".no-copy, .no-print, .visually-hidden").forEach((it) => it.remove());
        const lines = copy.querySelectorAll("p").length
          ? [...copy.childNodes].map((it) => it.textContent.trim())
          : [copy.textContent.trim()];
        return { tag: cell.localName, lines: lines.filter(Boolean) };
      }),
    );
    const escape = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.codePointAt(0)};`);
    // Excel begins a new cell at a plain line break.
    const breaks = '<br style="mso-data-placement:same-cell">';
    const html = rows
      .map((row) => `<tr>${row.map(({ tag, lines }) => `<${tag}>${lines.map(escape).join(breaks)}</${tag}>`).join("")}</tr>`)
      .join("");
    // A leading sign would make a formula of what is pasted.
    const inert = (text) => (/^[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text);
    const quoted = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const text = rows.map((row) => row.map(({ lines }) => quoted(inert(lines.join("\n")))).join("\t")).join("\r\n");
    return { html: `<table border="1">${html}</table>`, text };
  }

  /** Puts both forms on the clipboard; this way works without https too. */
  function copyTable(table) {
    const { html, text } = asTable(table);
    let copied = false;
    const fill = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/html", html);
      event.clipboardData.setData("text/plain", text);
      copied = true;
    };
    document.addEventListener("copy", fill, { once: true });
    document.execCommand("copy");
    document.removeEventListener("copy", fill);
    return copied;
  }

  for (const button of document.querySelectorAll("[data-copy-table]")) {
    const words = button.lastChild;
    const label = words.textContent;
    button.addEventListener("click", () => {
      const done = copyTable(document.getElementById(button.dataset.copyTable));
      words.textContent = done ? "コピーしました" : "コピーできませんでした";
      tell(words.textContent);
      setTimeout(() => (words.textContent = label), 2500);
    });
  }
})();
