// Cases that the officer keeps on this device, with own notes, and picking them without
// leaving the place on the page. Nothing is sent.
"use strict";

const kept = (() => {
  const STORE = "renkei-picks";
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
    const name = address.pathname.endsWith("/compare") ? "case" : "compare";
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

  return { STORE, LONGEST_NOTE, stored, checked, store, add: keep, tell };
})();
