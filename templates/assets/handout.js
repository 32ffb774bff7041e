// The handout and the page of kept cases: notes that stay on this device, the list as a
// file, and the table for Excel and Word. Nothing is sent.
"use strict";

(() => {
  /** How many cases stand side by side. */
  const ROOM = 4;

  /** Keeps what is written in a box, and mirrors it for the printer. */
  function remember(area) {
    const key = area.dataset.note;
    const mirror = () => (area.parentElement.dataset.value = area.value);
    area.maxLength = kept.LONGEST_NOTE;
    area.value = kept.stored().notes[key] ?? area.value;
    mirror();
    area.addEventListener("input", () => {
      mirror();
      const list = kept.stored();
      if (area.value) list.notes[key] = area.value;
      else delete list.notes[key];
      kept.store(list);
    });
  }
  document.querySelectorAll("textarea[data-note]").forEach(remember);

  const picks = document.querySelector("[data-picks]");
  if (picks) listPicks(picks);

  /** The page of kept cases: those of the address are there, those of the device join. */
  function listPicks(list) {
    const form = list.closest("form");
    const template = document.getElementById("pick-template");

    function show() {
      const shown = new Set([...list.querySelectorAll("[name=case]")].map((box) => box.value));
      for (const it of kept.stored().cases.filter((it) => !shown.has(it.id))) {
        const item = template.content.cloneNode(true);
        const box = item.querySelector("[name=case]");
        box.value = it.id;
        item.querySelector("li").dataset.name = it.name;
        item.querySelector("[data-label]").textContent = it.name;
        const link = item.querySelector("a");
        link.href = link.dataset.before + encodeURIComponent(it.id);
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
      const list = kept.stored();
      list.cases = list.cases.filter((it) => it.id !== button.dataset.drop);
      kept.store(list);
      button.closest("li").remove();
      limit();
      kept.tell("一覧から外しました。メモは残っています。");
    });

    const save = document.querySelector("[data-save-picks]");
    save.addEventListener("click", () => {
      const file = new Blob([JSON.stringify({ kind: kept.STORE, ...kept.stored() }, null, 2)], { type: "application/json" });
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
        if (given?.kind !== kept.STORE) throw new Error("another kind of file");
        const [own, read] = [kept.stored(), kept.checked(given)];
        const known = new Set(own.cases.map((it) => it.id));
        const fresh = read.cases.filter((it) => !known.has(it.id));
        kept.store({ cases: [...own.cases, ...fresh], notes: { ...read.notes, ...own.notes } });
        show();
        for (const area of list.querySelectorAll("textarea[data-note]")) area.value = kept.stored().notes[area.dataset.note] ?? "";
        status.textContent = `${fresh.length}件を加えました。`;
      } catch {
        status.textContent = "このファイルは読み込めません。「ファイルに保存」で作ったファイルを選んでください。";
      }
      load.value = "";
    });

    // What was picked on the way here is kept too.
    for (const box of list.querySelectorAll("[name=case]")) kept.add(box.value, box.closest("li").dataset.name);
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
      kept.tell(words.textContent);
      setTimeout(() => (words.textContent = label), 2500);
    });
  }
})();
