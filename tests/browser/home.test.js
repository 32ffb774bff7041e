// The own town: told once by its name, kept in the address and on the device, and
// forgotten when it is removed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { finger, keyboard, mouse } from "./hands.js";
import { onPage, visit } from "./setup.js";

const MINAMIISE = "244724";
const HOKURYU = "014371";

const home = (page) => new URL(page.url()).searchParams.get("home");

/** The own town as the header shows it. */
const shown = (page) => page.locator("#my-town > summary").innerText();

const box = (page) => page.locator("main").getByLabel(/わが町の名前/);

/** Tells the own town on the page of comparable towns. */
async function tell({ page, write, follow }, name) {
  await write(box(page), name);
  await follow(page.locator("main").getByRole("button", { name: "決める" }));
}

for (const [way, { hand, ...options }] of Object.entries({
  "with the mouse": { hand: mouse },
  "on a phone": { hand: finger, width: 375, hasTouch: true },
  "with the keyboard alone": { hand: keyboard },
})) {
  test(`a town told once is known everywhere until it is removed, ${way}`, () =>
    onPage(options, async (page) => {
      const motions = { page, ...hand(page) };
      await visit(page, "/towns");
      await tell(motions, "南伊勢町");
      await page.getByRole("heading", { level: 1, name: "南伊勢町に似た町" }).waitFor();
      assert.equal(home(page), MINAMIISE);
      assert.equal(new URL(page.url()).hash, "");

      await page.goto(`/?q=${encodeURIComponent("看取り")}`);
      await page.waitForURL((url) => url.searchParams.get("home") === MINAMIISE);
      assert.equal(new URL(page.url()).searchParams.get("q"), "看取り");
      assert.match(await shown(page), /南伊勢町/);

      await motions.press(page.locator("#my-town > summary"));
      await motions.follow(page.getByRole("link", { name: "三重県南伊勢町を外す" }));
      assert.equal(home(page), null);
      for (const address of ["/", "/towns"]) {
        await page.goto(address);
        await page.waitForLoadState();
        assert.equal(home(page), null);
        assert.match(await shown(page), /わが町を選ぶ/);
      }
      assert.deepEqual(await page.context().cookies(), []);
    }));
}

test("somebody else's link shows their town and leaves one's own on the device", () =>
  onPage({}, async (page) => {
    const motions = { page, ...mouse(page) };
    await visit(page, "/towns");
    await tell(motions, "三重県度会郡南伊勢町");
    await visit(page, `/items?home=${HOKURYU}`);
    assert.match(await shown(page), /北竜町/);
    await page.goto("/items");
    await page.waitForURL((url) => url.searchParams.get("home") === MINAMIISE);
  }));

test("the header changes the town and stays on the page", () =>
  onPage({}, async (page) => {
    await visit(page, `/prefectures/12?home=${HOKURYU}`);
    await page.locator("#my-town > summary").click();
    await page.getByLabel("別の町に変える").fill("みなみいせ");
    const option = page.getByRole("option", { name: /三重県南伊勢町/ });
    await option.click();
    await page.waitForURL((url) => url.searchParams.get("home") === MINAMIISE);
    assert.equal(new URL(page.url()).pathname, "/prefectures/12");
    assert.match(await shown(page), /南伊勢町/);
  }));

test("without JavaScript the address alone carries the town, and a slip is asked about", () =>
  onPage({ script: false }, async (page) => {
    const motions = { page, ...mouse(page) };
    await visit(page, "/towns");
    await tell(motions, "南井勢町");
    await page.getByRole("heading", { name: "もしかして" }).waitFor();
    await motions.follow(page.getByRole("link", { name: /三重県南伊勢町/ }));
    assert.equal(home(page), MINAMIISE);
    await motions.follow(page.getByRole("link", { name: "事業項目" }).first());
    assert.equal(home(page), MINAMIISE);
  }));

test("what the nearest town did stands on the first screen", () =>
  onPage({ width: 1366, height: 657 }, async (page) => {
    await visit(page, `/towns?home=${MINAMIISE}`);
    const did = page.locator(".hits > li").first().locator("dt", { hasText: "やったこと" });
    const { bottom } = await did.evaluate((it) => it.parentElement.getBoundingClientRect().toJSON());
    assert(bottom <= 657, `${bottom} px`);
  }));

for (const width of [375, 1366]) {
  test(`the points of the plot can be pressed, at ${width} px`, () =>
    onPage({ width }, async (page) => {
      await visit(page, `/towns?home=${MINAMIISE}`);
      const sizes = await page.locator(".plot .target").evaluateAll((targets) =>
        targets.map((it) => it.getBoundingClientRect().width),
      );
      assert(sizes.length > 60);
      assert(Math.min(...sizes) >= 24, `${Math.min(...sizes)} px`);
    }));
}
