// What goes on paper: a handout of four cases is one A4 sheet lying or two standing,
// whatever the cases, and no cell is cut.

import assert from "node:assert/strict";
import { test } from "node:test";
import { compare, longest, ofKind, pages } from "./pages.js";
import { onPage, visit } from "./setup.js";

/** Width and height of A4 lying and standing, in points. */
const A4_LANDSCAPE = [842, 595];
const A4_PORTRAIT = [595, 842];

/** 三重県南伊勢町, which no case is about. */
const HOME = "&home=244724";

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
  for (const home of ["", HOME]) {
    test(`${name} are one sheet lying or two standing${home && " beside the own town"}`, () =>
      onPage({}, async (page) => {
        await visit(page, compare(ids) + home);
        assert.equal(await page.locator("thead th[scope=col]:has(a)").count(), 4);
        assert.deepEqual(await print(page), [A4_LANDSCAPE]);

        await page.emulateMedia({ media: "print" });
        const shown = await page.locator("body").innerText();
        assert.match(shown, /日閲覧）/);
        for (const control of ["印刷", "リンクをコピー", "Wordで保存", "メニュー", "資料にする"]) {
          assert(!shown.includes(control), `「${control}」 is on paper`);
        }
        const cut = await page.locator("#handout :is(th, td, p)").evaluateAll((cells) =>
          cells.filter((it) => it.scrollHeight > it.clientHeight + 1 && getComputedStyle(it).overflow !== "visible").map((it) => it.innerText),
        );
        assert.deepEqual(cut, []);

        await page.emulateMedia({ media: null });
        await visit(page, `${compare(ids)}${home}&paper=portrait`);
        const sheets = await print(page);
        assert(sheets.length <= 2, `${sheets.length} sheets`);
        for (const sheet of sheets) assert.deepEqual(sheet, A4_PORTRAIT);
      }));
  }
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
