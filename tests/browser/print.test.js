// What goes on paper: a comparison of four cases is one A4 sheet, whatever the cases.

import assert from "node:assert/strict";
import { test } from "node:test";
import { compare, longest, ofKind, pages } from "./pages.js";
import { onPage, visit } from "./setup.js";

/** Width and height of A4 lying, in points. */
const A4_LANDSCAPE = [842, 595];

/** The pages of a printed page, each as width and height in points. */
async function print(page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  return [...pdf.matchAll(/\/Type\s*\/Page\b[^s][\s\S]*?\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(
    ([, width, height]) => [Math.round(width), Math.round(height)],
  );
}

const four = {
  "the four longest cases": longest.slice(0, 4),
  "the four next": longest.slice(4, 8),
  "four regions of the report": ofKind("model-survey").slice(0, 4),
  "cases of every kind": [...ofKind("smart-practice").slice(0, 2), ofKind("model-survey")[0], ofKind("group-plan")[0]],
};

for (const [name, ids] of Object.entries(four)) {
  test(`${name} are one sheet`, () =>
    onPage({}, async (page) => {
      await visit(page, compare(ids));
      assert.equal(await page.locator("thead th[scope=col]:has(a)").count(), 4);
      assert.deepEqual(await print(page), [A4_LANDSCAPE]);

      await page.emulateMedia({ media: "print" });
      const shown = await page.locator("body").innerText();
      assert.match(shown, /出典：「/);
      for (const control of ["印刷", "リンクをコピー", "続きを読む", "メニュー"]) {
        assert(!shown.includes(control), `「${control}」 is on paper`);
      }
    }));
}

test("every other page prints, without what only a screen needs", () =>
  onPage({}, async (page) => {
    for (const { address, status } of pages) {
      await visit(page, address, status);
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator("button:visible").count(), 0, address);
      assert.equal(await page.locator("nav[aria-label=サイト内]:visible").count(), 0, address);
    }
    await visit(page, `/cases/${longest[0]}`);
    assert((await print(page)).length > 1);
  }));
