// What pages gain from a script; without it everything still works.
"use strict";

/** Tells screen readers, and shows on the button, that something was done. */
function confirm(button, text) {
  // The words come last, after the icon.
  const words = button.lastChild;
  const label = words.textContent;
  const status = document.createElement("span");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  button.after(status);
  words.textContent = status.textContent = text;
  setTimeout(() => {
    words.textContent = label;
    status.remove();
  }, 2500);
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // On a plain http:// address of the office network there is no clipboard API.
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("not copied");
}

/** Shows buttons and lets them act, those of a list that came later too. */
function offer(selector, act) {
  const show = () => document.querySelectorAll(selector).forEach((button) => (button.hidden = false));
  show();
  document.addEventListener("renewed", show);
  document.addEventListener("click", (event) => {
    const button = event.target.closest(selector);
    if (button) act(button);
  });
}

function offerCopy(selector, text) {
  offer(selector, (button) =>
    copy(text(button)).then(
      () => confirm(button, "コピーしました"),
      () => confirm(button, "コピーできませんでした"),
    ),
  );
}

/** Leads a case's page back to the list that it was opened from, at its place there. */
function leadBack() {
  const up = document.querySelector(".crumbs a");
  const list = document.referrer ? new URL(document.referrer) : null;
  const isCase = (path) => /\/cases\/[^/]+$/.test(path);
  if (!up || !isCase(location.pathname) || list?.origin !== location.origin || isCase(list.pathname)) return;
  list.hash = location.pathname.split("/").at(-1).replace(/\.html$/, "");
  up.href = list.href;
  up.textContent = "一覧に戻る";
}

leadBack();
offerCopy("[data-copy]", (button) => button.dataset.copy);
offerCopy("[data-copy-link]", () => location.href);
offer("[data-print]", () => print());

/** Completes a search box from the address in its data-suggest (ARIA combobox). */
function complete(input) {
  const list = document.createElement("ul");
  list.id = input.id + "-list";
  list.className = "suggest";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "候補");
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let options = [];
  let current = -1;
  let timer;
  let asked = 0;

  function close() {
    clearTimeout(timer);
    asked++;
    current = -1;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(index) {
    current = index;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    const item = list.children[index];
    input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  function take(index) {
    input.value = options[index].text;
    close();
    input.form.requestSubmit();
  }

  function show(found) {
    options = found;
    list.replaceChildren(
      ...found.map((option, index) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${index}`;
        item.setAttribute("role", "option");
        item.append(option.text);
        if (option.note) {
          const note = document.createElement("span");
          note.textContent = option.note;
          item.append(note);
        }
        item.addEventListener("mousedown", (event) => event.preventDefault());
        item.addEventListener("click", () => take(index));
        return item;
      }),
    );
    mark(-1);
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
  }

  async function ask() {
    const typed = input.value.trim();
    if (!typed) return close();
    const turn = ++asked;
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(typed)}`);
      const found = answer.ok ? (await answer.json()).suggestions : [];
      if (turn === asked) show(found);
    } catch {
      close();
    }
  }

  function askSoon() {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  }

  // Half-converted kana are no words: nothing is asked while the IME is composing.
  input.addEventListener("input", (event) => event.isComposing || askSoon());
  input.addEventListener("compositionend", askSoon);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!open) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place before the first option is the text box itself.
      const places = options.length + 1;
      mark(((current + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && open && current >= 0) {
      event.preventDefault();
      take(current);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    }
  });
}

document.querySelectorAll("[data-suggest]").forEach(complete);

/** Turns a list of degrees into a slider that says them in the list's words. */
function slide(select) {
  const slider = document.createElement("input");
  const words = document.createElement("output");
  slider.type = "range";
  slider.max = select.length - 1;
  slider.value = select.selectedIndex;
  slider.id = select.id;
  select.removeAttribute("id");
  // The list stays in the form, so that the address is the same as without a script.
  select.hidden = true;
  words.htmlFor = slider.id;
  const tell = () => {
    select.selectedIndex = slider.value;
    words.value = select.selectedOptions[0].text;
    slider.setAttribute("aria-valuetext", words.value);
  };
  slider.addEventListener("input", tell);
  select.before(slider, words);
  tell();
}

for (const select of document.querySelectorAll("[data-sliders] select")) slide(select);
