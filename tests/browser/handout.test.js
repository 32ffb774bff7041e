// The handout: chosen, written on, copied and printed; and the cases kept on the device.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { compare, longest } from "./pages.js";
import { onPage, visit } from "./setup.js";

const four = longest.slice(0, 4);

test("a case is picked without leaving the place, and every link carries it on", () =>
  onPage({}, async (page) => {
    await visit(page, "/tables");
    await visit(page, "/prefectures/03");
    await page.evaluate(() => scrollTo(0, 300));
    const before = await page.evaluate(() => scrollY);
    const pick = page.locator("a[data-adds]").first();
    const id = await pick.getAttribute("data-pick");
    await pick.click();
    await page.locator(".tray").waitFor();
    assert.equal(await page.evaluate(() => scrollY), before);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.pick), id);
    assert.match(page.url(), new RegExp(`compare=${id}`));
    assert.match(await page.locator("nav[aria-label=サイト内] a").first().getAttribute("href"), new RegExp(id));
    await page.getByRole("link", { name: "並べて資料にする" }).click();
    assert.match(page.url(), new RegExp(`/compare\\?.*case=${id}`));
  }));

test("what is written on the handout stays on the device and is printed whole", () =>
  onPage({}, async (page) => {
    const note = "退院時の連絡票を、まず町立病院と始める。\n".repeat(6);
    await visit(page, compare(four));
    await page.locator("textarea[data-note]").first().fill(note);
    await visit(page, compare(four));
    assert.equal(await page.locator("textarea[data-note]").first().inputValue(), note);
    await page.emulateMedia({ media: "print" });
    const printed = await page.evaluate(() => getComputedStyle(document.querySelector(".hints .fill"), "::after").content);
    assert(printed.includes("町立病院"));
  }));

test("the table is copied as a table and as text", () =>
  onPage({ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await visit(page, compare(four));
    await page.getByRole("button", { name: "表をコピー" }).click();
    await page.getByRole("button", { name: "コピーしました" }).waitFor();
    const [html, text] = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const read = async (type) => (await item.getType(type)).text();
      return [await read("text/html"), await read("text/plain")];
    });
    const rows = await page.locator("#handout tr").count();
    assert.equal(html.match(/<tr>/g).length, rows);
    assert(html.includes("mso-data-placement:same-cell"));
    for (const told of ["人口\t", "やったこと\t"]) assert(text.includes(told), told);
    for (const control of ["外す", "枚目", "textarea"]) assert(!text.includes(control), control);
  }));

test("more than four cases are kept, four of them chosen, and all carried to another device", () =>
  onPage({ acceptDownloads: true }, async (page) => {
    const address = `/prefectures/03?${four.map((id) => `compare=${id}`).join("&")}`;
    await visit(page, address);
    const more = page.locator("button[data-keep]").first();
    await more.click();
    await page.getByText("手元の一覧に入れました", { exact: true }).first().waitFor();
    await visit(page, `/picks?${four.map((id) => `compare=${id}`).join("&")}`);
    assert.equal(await page.locator("[data-picks] > li").count(), 5);
    assert(await page.locator("[name=case]").nth(4).isDisabled());
    assert.match(await page.locator("[data-chosen]").innerText(), /4件まで/);
    await page.locator("[name=case]").first().uncheck();
    await page.locator("[name=case]").nth(4).check();
    await page.locator("[data-picks] textarea").nth(4).fill("見学を頼む");

    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "ファイルに保存" }).click();
    const file = join(tmpdir(), `picks-${process.pid}.json`);
    await (await download).saveAs(file);
    const list = JSON.parse(await readFile(file, "utf8"));
    assert.equal(list.cases.length, 5);

    await page.evaluate(() => localStorage.clear());
    await visit(page, "/picks");
    assert.equal(await page.locator("[data-picks] > li").count(), 0);
    await page.locator("[data-load-picks]").setInputFiles(file);
    await page.getByText("5件を加えました").waitFor();
    const notes = await page.locator("[data-picks] textarea").evaluateAll((areas) => areas.map((it) => it.value));
    assert.deepEqual(notes.filter(Boolean), ["見学を頼む"]);

    await writeFile(file, "{}");
    await page.locator("[data-load-picks]").setInputFiles(file);
    await page.getByText("このファイルは読み込めません").waitFor();

    await page.locator("[name=case]").nth(1).check();
    await page.getByRole("button", { name: "選んだ事例で資料を作る" }).click();
    assert.match(page.url(), /\/compare\?case=/);
  }));

test("without a script the handout is chosen and its files are there", () =>
  onPage({ script: false }, async (page) => {
    await visit(page, compare(four.slice(0, 2)));
    await page.locator(".choices > summary").click();
    await page.getByLabel("題名").fill("協議会 資料3");
    await page.getByLabel("今後").check();
    await page.getByRole("button", { name: "この内容で作り直す" }).click();
    assert.equal(await page.locator("#handout-title").innerText(), "協議会 資料3");
    assert.equal(await page.locator("#handout tbody th", { hasText: "今後" }).count(), 1);
    for (const name of ["Wordで保存", "Excelで保存"]) {
      const href = await page.getByRole("link", { name }).getAttribute("href");
      assert.match(href, /row=policy/);
    }
    assert.equal(await page.getByRole("button", { name: "表をコピー" }).isVisible(), false);
  }));
