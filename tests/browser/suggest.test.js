// The search box completes what is typed, as an ARIA combobox, and keeps still while
// kana are being converted.

import assert from "node:assert/strict";
import { test } from "node:test";
import { onPage, visit } from "./setup.js";

/** Long enough for a completion to be asked for, had it been going to. */
const QUIET_MS = 600;

/** The first page with its search box and the completions asked for. */
function onSearchBox(act) {
  return onPage({}, async (page) => {
    const asked = [];
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.pathname === "/api/v1/suggest") asked.push(url.searchParams.get("q"));
    });
    await visit(page, "/");
    const box = page.getByRole("combobox", { name: "ことば" });
    await box.focus();
    await act({ page, box, asked, options: page.getByRole("listbox").getByRole("option") });
  });
}

/** Types and waits for the completions. */
async function complete({ page, box, options }, text) {
  await box.fill(text);
  await options.first().waitFor();
  assert.equal(await box.getAttribute("aria-expanded"), "true");
  assert.equal(await page.getByRole("listbox").isVisible(), true);
}

for (const typed of ["きた", "北上"]) {
  test(`「${typed}」 leads to 北上市`, () =>
    onSearchBox(async (it) => {
      assert.equal(await it.box.getAttribute("aria-expanded"), "false");
      await complete(it, typed);
      assert.deepEqual(it.asked, [typed]);
      const texts = await it.options.allInnerTexts();
      assert(texts.some((text) => text.startsWith("北上市")), texts.join("、"));
      const list = await it.box.getAttribute("aria-controls");
      assert.equal(await it.page.locator(`#${list}`).getAttribute("role"), "listbox");
    }));
}

test("arrow keys go round the options and through the text box", () =>
  onSearchBox(async (it) => {
    await complete(it, "きた");
    const count = await it.options.count();
    const active = () => it.box.getAttribute("aria-activedescendant");
    assert.equal(await active(), null);
    for (let place = 0; place < count; place++) {
      await it.page.keyboard.press("ArrowDown");
      assert.equal(await active(), await it.options.nth(place).getAttribute("id"));
      assert.equal(await it.options.nth(place).getAttribute("aria-selected"), "true");
      assert.equal(await it.page.locator("[role=option][aria-selected=true]").count(), 1);
    }
    await it.page.keyboard.press("ArrowDown");
    assert.equal(await active(), null);
    await it.page.keyboard.press("ArrowUp");
    assert.equal(await active(), await it.options.last().getAttribute("id"));
    assert.equal(await it.box.evaluate((box) => box === document.activeElement), true);
  }));

test("Enter takes the chosen option and searches for it", () =>
  onSearchBox(async (it) => {
    await complete(it, "きた");
    await it.page.keyboard.press("ArrowDown");
    const chosen = await it.options.first().evaluate((option) => option.firstChild.textContent);
    await it.page.keyboard.press("Enter");
    await it.page.waitForURL((url) => url.searchParams.get("q") === chosen);
    assert.equal(await it.box.inputValue(), chosen);
  }));

test("a click takes an option", () =>
  onSearchBox(async (it) => {
    await complete(it, "北上");
    await it.options.filter({ hasText: "北上市" }).first().click();
    await it.page.waitForURL((url) => url.searchParams.get("q") === "北上市");
  }));

test("Escape closes the list and keeps what was typed", () =>
  onSearchBox(async (it) => {
    await complete(it, "きた");
    await it.page.keyboard.press("ArrowDown");
    await it.page.keyboard.press("Escape");
    assert.equal(await it.box.getAttribute("aria-expanded"), "false");
    assert.equal(await it.box.getAttribute("aria-activedescendant"), null);
    assert.equal(await it.options.count(), 0);
    assert.equal(await it.box.inputValue(), "きた");
  }));

test("leaving the box closes the list", () =>
  onSearchBox(async (it) => {
    await complete(it, "きた");
    await it.page.keyboard.press("Tab");
    assert.equal(await it.box.getAttribute("aria-expanded"), "false");
  }));

test("nothing is asked while kana are being converted, the words are asked once they stand", () =>
  onSearchBox(async (it) => {
    const ime = await it.page.context().newCDPSession(it.page);
    for (const text of ["k", "き", "きt", "きた"]) {
      await ime.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    }
    await it.page.waitForTimeout(QUIET_MS);
    assert.deepEqual(it.asked, []);
    assert.equal(await it.box.getAttribute("aria-expanded"), "false");

    await ime.send("Input.insertText", { text: "北" });
    await it.options.first().waitFor();
    assert.deepEqual(it.asked, ["北"]);
  }));

test("Enter that ends a conversion neither searches nor takes an option", () =>
  onSearchBox(async (it) => {
    await complete(it, "きた");
    await it.page.keyboard.press("ArrowDown");
    const before = it.page.url();
    const ime = await it.page.context().newCDPSession(it.page);
    await ime.send("Input.imeSetComposition", { text: "か", selectionStart: 1, selectionEnd: 1 });
    // What a browser sends for a key that the IME takes.
    const enter = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
    await ime.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...enter });
    await ime.send("Input.dispatchKeyEvent", { type: "keyUp", ...enter });
    await it.page.waitForTimeout(QUIET_MS);
    assert.equal(it.page.url(), before);
    assert.equal(await it.box.inputValue(), "きたか");
    await ime.send("Input.insertText", { text: "か" });
    assert.equal(it.page.url(), before);
  }));

test("without JavaScript the box is a plain search field", () =>
  onPage({ script: false }, async (page) => {
    await visit(page, "/");
    const box = page.getByRole("searchbox", { name: "ことば" });
    await box.fill("きた");
    await box.press("Enter");
    await page.waitForURL((url) => url.searchParams.get("q") === "きた");
  }));
