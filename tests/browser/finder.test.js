// Filtering without a fight: with a script the list changes as a box is ticked, the
// place on the page and the focus stay, and the count is said; the first screen of an
// office's laptop shows the first result and the filters; the keyboard is soon there.

import assert from "node:assert/strict";
import { test } from "node:test";
import { onPage, visit } from "./setup.js";

const WORDS = `/?q=${encodeURIComponent("看取り")}`;
const LAPTOP = { width: 1366, height: 657 };

const total = async (page) => Number(/([\d,]+)件/.exec(await page.locator("#result-count").innerText())[1].replace(",", ""));

/** Does something and waits for the list that it brings. */
async function renewed(page, act) {
  const before = page.url();
  await act();
  await page.waitForURL((url) => url.href !== before);
}

const tick = (page, name, value) => page.locator(`input[name=${name}][value="${value}"]`);

for (const script of [true, false]) {
  for (const address of ["/", WORDS, `${WORDS}&item=${encodeURIComponent("カ")}`]) {
    test(`the first result and six boxes are on the first screen of ${decodeURI(address)}, script ${script}`, () =>
      onPage({ ...LAPTOP, script }, async (page) => {
        await visit(page, address);
        const foot = async (locator) => {
          const box = await locator.boundingBox();
          return box.y + box.height;
        };
        assert((await foot(page.locator(".hits > li h3").first())) < LAPTOP.height);
        assert((await foot(page.locator(".hits > li :is(.snippet, .digest-short dd)").first())) < LAPTOP.height, "its first words too");
        assert((await foot(page.locator("[data-facet=item] label").nth(5))) <= LAPTOP.height);
      }));

    test(`at most 12 Tabs lead from the box to the first result of ${decodeURI(address)}, script ${script}`, () =>
      onPage({ ...LAPTOP, script }, async (page) => {
        await visit(page, address);
        await page.locator("#q").focus();
        const first = page.locator(".hits > li h3 a").first();
        let tabs = 0;
        while (!(await first.evaluate((it) => it === document.activeElement))) {
          await page.keyboard.press("Tab");
          assert((tabs += 1) <= 12, "the first result is further than 12 Tabs");
        }
      }));
  }
}

test("a ticked box changes the list, the address and the title; the focus and the place stay; the count is said", () =>
  onPage({ ...LAPTOP }, async (page) => {
    await visit(page, WORDS);
    const box = tick(page, "aging", "35-40");
    await page.locator("summary", { hasText: "高齢化率" }).click();
    await page.evaluate(() => scrollTo(0, 300));
    const all = await total(page);
    const place = await box.boundingBox();
    await renewed(page, () => box.press("Space"));
    const narrowed = await total(page);
    assert(narrowed > 0 && narrowed < all, `${narrowed} of ${all}`);
    assert.equal(await box.evaluate((it) => it === document.activeElement && it.checked), true);
    assert(Math.abs((await box.boundingBox()).y - place.y) < 1.5, "the box stays under the hand");
    assert.equal(new URL(page.url()).searchParams.get("aging"), "35-40");
    const said = page.getByRole("status").filter({ hasText: `${narrowed}件` });
    await said.waitFor({ state: "attached" });

    // The counts of the other boxes are those of the page that the address stands for.
    const counts = () => page.locator("[data-facet=item] b").allInnerTexts();
    const live = await counts();
    await page.reload();
    assert.deepEqual(await counts(), live);
    assert.equal(await total(page), narrowed);

    await page.goBack();
    await page.waitForFunction((all) => document.getElementById("result-count").textContent.includes(`${all}件`), all);
    assert.equal(await box.isChecked(), false);
  }));

test("back and forward walk through what was ticked", () =>
  onPage({ ...LAPTOP }, async (page) => {
    await visit(page, "/");
    const counts = [await total(page)];
    for (const item of ["カ", "キ"]) {
      await renewed(page, () => tick(page, "item", item).click());
      counts.push(await total(page));
    }
    const shown = (count) =>
      page.waitForFunction((count) => document.querySelector("#result-count strong").textContent === `${count}件`, count);
    await page.goBack();
    await shown(counts[1]);
    assert.equal(await tick(page, "item", "キ").isChecked(), false);
    await page.goBack();
    await shown(counts[0]);
    assert.equal(await tick(page, "item", "カ").isChecked(), false);
    await page.goForward();
    await shown(counts[1]);
    assert.equal(await tick(page, "item", "カ").isChecked(), true);
  }));

test("only the last of several quick ticks counts", () =>
  onPage({ ...LAPTOP }, async (page) => {
    await visit(page, "/");
    await page.evaluate(() => {
      for (const value of ["ア", "エ", "カ"]) document.querySelector(`[name=item][value=${value}]`).click();
    });
    await page.waitForURL((url) => url.searchParams.getAll("item").length === 3);
    assert.equal(await page.locator("#chosen li").count(), 4);
  }));

test("the order and a chip act at once, and the focus is never lost", () =>
  onPage({ ...LAPTOP }, async (page) => {
    await visit(page, `${WORDS}&item=${encodeURIComponent("カ")}`);
    assert.equal(await page.getByRole("button", { name: "並べ替える" }).count(), 0);
    assert.equal(await page.getByRole("button", { name: "この条件で絞り込む" }).count(), 0);
    await page.getByLabel("並び順").focus();
    await renewed(page, () => page.getByLabel("並び順").selectOption("population-asc"));
    assert.equal(await page.evaluate(() => document.activeElement.id), "sort");
    await page.locator("#chosen a").first().focus();
    await renewed(page, () => page.keyboard.press("Enter"));
    assert.equal(await page.evaluate(() => document.activeElement.id), "results-heading");
    assert.equal(await tick(page, "item", "カ").isChecked(), false);
    assert.equal(new URL(page.url()).searchParams.get("sort"), "population-asc");
    await page.getByRole("button", { name: "リンクをコピー" }).waitFor();
  }));

for (const script of [true, false]) {
  test(`a submit leads the focus to the results, script ${script}`, () =>
    onPage({ ...LAPTOP, script }, async (page) => {
      await visit(page, "/");
      await page.getByLabel("ことば").fill("訪看");
      await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press("Enter")]);
      await page.waitForLoadState();
      assert.equal(await page.evaluate(() => document.activeElement.id), "results-heading");
      assert.equal(await page.getByLabel("ことば").isVisible(), true);
      assert.equal(await page.evaluate(() => scrollY), 0, "the words stay in sight");
    }));
}

test("the skip links lead to the results, to the words and to the filters", () =>
  onPage({ ...LAPTOP }, async (page) => {
    await visit(page, WORDS);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "results-heading");
    await page.getByRole("link", { name: "ことばの入力へ移動" }).focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "q");
    await page.getByRole("link", { name: "絞り込む条件へ移動" }).first().focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.getElementById("filters").contains(document.activeElement)), true);
  }));

test("a short list shows six cases on a screen", () =>
  onPage({ ...LAPTOP }, async (page) => {
    await visit(page, `${WORDS}&view=list`);
    await page.locator(".hits > li").first().evaluate((it) => scrollTo(0, it.getBoundingClientRect().top));
    const shown = await page.locator(".hits > li").evaluateAll((hits) => hits.filter((it) => it.getBoundingClientRect().bottom <= innerHeight).length);
    assert(shown >= 6, `${shown} cases`);
  }));
