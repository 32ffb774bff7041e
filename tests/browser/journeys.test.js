// What officers come for, from the first page to the answer: each journey with the
// mouse, with a finger on a phone, without JavaScript and with the keyboard alone.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { finger, keyboard, mouse } from "./hands.js";
import { api, onPage, origin, visit } from "./setup.js";

const WAYS = {
  "with the mouse": { hand: mouse },
  "on a phone": { hand: finger, width: 375, hasTouch: true },
  "without JavaScript": { hand: mouse, script: false },
  "with the keyboard alone": { hand: keyboard },
  "with the keyboard alone on a phone-sized screen": { hand: keyboard, width: 375 },
};

/** Makes a journey in every way there is. */
function journey(name, make) {
  for (const [way, { hand, script = true, ...options }] of Object.entries(WAYS)) {
    test(`${name}, ${way}`, () =>
      onPage({ script, acceptDownloads: true, ...options }, async (page) => {
        await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin });
        // The print dialogue cannot be answered; that it was asked for can be seen.
        await page.addInitScript(() => (window.print = () => document.body.setAttribute("data-printed", "")));
        await visit(page, "/");
        await make({ page, script, ...hand(page) });
      }));
  }
}

/** Opens a drawer where it is closed; on a wide screen it always stands open. */
async function openDrawer({ page, press }, name) {
  const summary = page.locator("summary").filter({ hasText: name }).first();
  const closed = await summary.evaluate((it) => it.checkVisibility() && !it.parentElement.open);
  if (closed) await press(summary);
}

/** Ticks a filter: at once where a script runs, else with the form's button. */
async function narrow({ page, script, press, follow }, control) {
  if (script) {
    const before = page.url();
    await press(control);
    await page.waitForURL((url) => url.href !== before);
    return;
  }
  await press(control);
  await follow(page.getByRole("button", { name: "この条件で絞り込む" }));
}

/** Follows a link of the list, which a script shows in place. */
async function followInPlace({ page, script, press, follow }, link) {
  if (!script) return follow(link);
  const before = page.url();
  await press(link);
  await page.waitForURL((url) => url.href !== before);
}

/** Goes to a part of the site by the menu. */
async function goTo(it, label) {
  await openDrawer(it, "メニュー");
  await it.follow(it.page.getByRole("navigation", { name: "サイト内" }).getByRole("link", { name: label, exact: true }));
}

const hits = (page) => page.locator(".hits > li");

/** The number of cases that words tell. */
const count = async (locator) => Number(/([\d,]+)件/.exec(await locator.innerText())[1].replace(",", ""));

/** Opens the first case of a list and reads its heading. */
async function openFirst({ page, follow }) {
  await follow(hits(page).first().getByRole("heading").getByRole("link"));
  assert.match(new URL(page.url()).pathname, /^\/cases\/(sp|ms|gp)-\d{6}(-\d+)?$/);
  return page.getByRole("heading", { level: 1 }).innerText();
}

journey("わが町に似た町: by two figures, weighted and restricted, then by name", async (it) => {
  const { page, write, choose, follow } = it;
  await goTo(it, "似た町");
  await it.press(page.getByText("名前のかわりに数値で探す"));
  await write(page.getByLabel("人口（人）"), "13000");
  await write(page.getByLabel("高齢化率（%）"), "35");
  await follow(page.getByRole("button", { name: "似た町を探す" }));
  const reasons = await hits(page).first().locator(".nearness").innerText();
  assert.match(reasons, /近い 人口は(約[\d.]+倍|ほぼ同じ)/);
  assert.match(reasons, /高齢化率は([\d.]+ポイント(高い|低い)|同じ)/);
  const everywhere = await page.locator("#towns-table tbody tr").count();

  await choose(page.getByLabel("高齢化率の重み"), "重く");
  await choose(page.getByLabel("人口の範囲"), await page.getByLabel("人口の範囲").locator("option").nth(2).innerText());
  await follow(page.getByRole("button", { name: "似た町を探す" }));
  assert.equal(new URL(page.url()).searchParams.get("w_aging"), "3");
  assert((await page.locator("#towns-table tbody tr").count()) < everywhere);

  await follow(page.getByRole("link", { name: "入力を消す" }));
  await write(page.getByLabel("わが町の名前"), "ほくりゅう");
  await follow(page.locator("main").getByRole("button", { name: "決める" }));
  await page.getByRole("heading", { level: 1, name: "北竜町に似た町" }).waitFor();
  assert(!(await hits(page).first().innerText()).includes("北竜町"));
  await openFirst(it);
});

journey("n対n・主治医副主治医で探す: a model, its regions, what mediates, the words that say so", async (it) => {
  const { page, follow, press } = it;
  await goTo(it, "連携モデル");
  await follow(page.getByRole("navigation", { name: "連携モデルの索引" }).getByRole("link", { name: /^あ1 / }));
  await page.getByRole("heading", { level: 1, name: /主治医・副主治医制/ }).waitFor();
  await follow(page.getByRole("navigation", { name: "現在の場所" }).getByRole("link", { name: "連携モデル" }));
  await follow(page.getByRole("navigation", { name: "連携モデルの索引" }).getByRole("link", { name: /^C2 / }));
  const region = hits(page).first();
  assert.match(await region.innerText(), /仲介・手段：.+/);
  assert.match(await region.innerText(), /資料に明記・原文\d/);

  await openFirst(it);
  const tag = page.locator("details.tag").filter({ hasText: "C2 " }).first();
  await press(tag.locator("summary"));
  assert.equal(await tag.locator("blockquote").isVisible(), true);
  assert.match(await tag.innerText(), /原文[\d,〜]+行/);
});

journey("都道府県で見る: from the map to a prefecture's cases", async (it) => {
  const { page, follow } = it;
  await goTo(it, "地図");
  const [tile, entry] = [page.locator(".tile"), page.locator(".counts a")];
  const narrow = !(await tile.first().isVisible());
  await follow(narrow ? entry.filter({ hasText: "岩手県" }) : tile.filter({ hasText: "岩手" }));
  await page.getByRole("heading", { level: 1, name: "岩手県の事例" }).waitFor();
  const { count } = (await api("/prefectures")).regions.flatMap((region) => region.prefectures).find(({ code }) => code === "03");
  assert.equal(await hits(page).count(), count);
  assert.match(await openFirst(it), /北上市|盛岡|岩手|釜石|宮古/);
});

journey("ア〜クで探す: エ, narrowed by population, the 工夫 of each", async (it) => {
  const { page, follow, choose } = it;
  await goTo(it, "事業項目");
  await follow(page.getByRole("rowheader").getByRole("link", { name: /^エ / }).first());
  await page.getByRole("heading", { level: 1, name: /^エ .*情報共有/ }).waitFor();
  const total = () => count(page.getByRole("status").filter({ hasText: "事例は" }));
  const all = await total();
  const sizes = page.locator("select[name=pop]");
  await choose(sizes, await sizes.locator("option").nth(1).innerText());
  await follow(page.getByRole("button", { name: "絞り込む", exact: true }));
  const narrowed = await total();
  assert(narrowed > 0 && narrowed < all, `${narrowed} of ${all}`);
  assert.equal(await hits(page).locator("blockquote.evidence").count(), Math.min(narrowed, 10));
  assert((await page.locator(".device").count()) > 0);
  await openFirst(it);
});

journey("ことばで探す: what officers say finds what documents say", async (it) => {
  const { page, write, follow } = it;
  const words = { 訪看: "訪問看護", 在支診: "在宅療養支援診療所", みとり: "看取り", MCS: "メディカルケアステーション" };
  for (const [word, written] of Object.entries(words)) {
    await write(page.getByLabel("ことば"), word);
    await follow(page.getByRole("button", { name: "検索", exact: true }));
    assert((await hits(page).count()) > 0, word);
    const marked = (await hits(page).locator("mark").allInnerTexts()).join();
    const found = await hits(page).locator(".why").allInnerTexts();
    assert((marked + found.join()).includes(written) || marked.includes(word), `${word}: ${marked}`);
  }
  await write(page.getByLabel("ことば"), "ケアマネ");
  await follow(page.getByRole("button", { name: "検索", exact: true }));
  const total = async () => Number(/([\d,]+)件/.exec(await page.locator("#result-count").innerText())[1].replace(",", ""));
  const all = await total();

  await openDrawer(it, "条件で絞り込む");
  await openDrawer(it, "都道府県");
  await narrow(it, page.locator("input[name=pref]").first());
  assert((await total()) < all);
  await followInPlace(it, page.locator("#chosen a").first());
  assert.equal(await total(), all);
  await openFirst(it);
});

journey("ことばで探す: all of the words, then what is written as an issue", async (it) => {
  const { page, script, write, choose, follow } = it;
  const total = () => count(page.locator("#result-count"));
  await write(page.getByLabel("ことば"), "退院支援 タブレット");
  await follow(page.getByRole("button", { name: "検索", exact: true }));
  const [some, all] = [await total(), await count(page.locator(".met-all"))];
  assert(all > 0 && all < some, `${all} of ${some}`);

  await followInPlace(it, page.getByRole("link", { name: "すべてを含む事例だけ" }));
  assert.equal(new URL(page.url()).searchParams.get("all"), "1");
  assert.equal(await total(), all);
  await followInPlace(it, page.getByRole("link", { name: "一部の語を含む事例も表示" }));
  assert.equal(await total(), some);

  await openDrawer(it, "条件で絞り込む");
  await narrow(it, page.getByRole("radio", { name: "課題" }));
  assert.equal(new URL(page.url()).searchParams.get("part"), "issues");
  const issues = await total();
  assert(issues > 0 && issues < some, `${issues} of ${some}`);
  for (const hit of await hits(page).all()) assert.match(await hit.innerText(), /課題として記載/);
  await choose(page.getByLabel("並び順"), "人口の少ない順");
  if (!script) await follow(page.getByRole("button", { name: "並べ替える" }));
  await page.waitForURL((url) => url.searchParams.get("sort") === "population-asc");
  assert.equal(await total(), issues, "what is chosen survives another order");
  await followInPlace(it, page.locator("#chosen a").filter({ hasText: "記載の区分" }));
  assert.equal(await total(), some);
});

journey("ことばで探す: a slip of the pen", async (it) => {
  const { page, write, follow } = it;
  await page.goto("/?all=1");
  await write(page.getByLabel("ことば"), "訪門看護");
  await follow(page.getByRole("button", { name: "検索", exact: true }));
  assert.match(await page.locator("#result-count").innerText(), /見つかりませんでした/);
  const near = page.getByRole("region", { name: "近い表記「訪問看護」の検索結果" });
  assert((await hits(near).count()) > 0);
  assert.equal(await hits(page).count(), await hits(near).count(), "nothing is mixed with what was typed");
  const told = await near.locator("p").first().innerText();
  await follow(near.getByRole("link", { name: "「訪問看護」で探す" }));
  const found = await page.locator("#result-count").innerText();
  assert.equal(/([\d,]+)件/.exec(found)[1], /([\d,]+)件/.exec(told)[1]);
});

journey("議会・会議の資料にする: four cases on a sheet, their 出典, the list as CSV", async (it) => {
  const { page, script, follow, press, write } = it;
  await write(page.getByLabel("ことば"), "入退院");
  await follow(page.getByRole("button", { name: "検索", exact: true }));

  const listed = await api("/search?per_page=100&q=" + encodeURIComponent("入退院"));
  const downloaded = page.waitForEvent("download");
  await press(page.locator("summary").filter({ hasText: "ほかの形式" }));
  await press(page.getByRole("link", { name: "CSV（UTF-8）" }));
  const csv = await readFile(await (await downloaded).path(), "utf8");
  await press(page.locator("summary").filter({ hasText: "ほかの形式" }));
  assert.equal(csv[0], "\ufeff", "Excel takes a CSV without a mark for Shift_JIS");
  const ids = csv.split(/\r\n(?=sp-|ms-|gp-)/).slice(1).map((row) => row.split(",")[0]);
  assert.deepEqual(ids, listed.hits.map((hit) => hit.case.id));

  const places = [];
  for (let pick = 0; pick < 4; pick++) {
    const hit = hits(page).nth(pick);
    places.push(await hit.getByRole("heading").innerText());
    await follow(hit.getByRole("link", { name: /比較に加える$/ }));
  }
  await follow(page.getByRole("link", { name: "並べて資料にする" }));
  assert.equal(await page.locator("thead th[scope=col]:has(a)").count(), 4);
  assert.equal(await page.locator(".citations li").count(), 4);
  const address = page.url();
  if (script) {
    await press(page.getByRole("button", { name: /^印刷/ }));
    assert.equal(await page.locator("body[data-printed]").count(), 1);
  }

  await follow(page.locator("thead th a").first());
  const citation = await page.locator("#citation").innerText();
  assert.match(citation, /^出典：「.+」（.+）/);
  if (script) {
    await press(page.getByRole("button", { name: "出典をコピー" }));
    await page.getByRole("status").filter({ hasText: "コピーしました" }).waitFor({ state: "attached" });
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), citation);
  }
  await page.goto(address);
  assert.equal(await page.locator("thead th[scope=col]:has(a)").count(), 4, "the address alone keeps the sheet");
});

test("copying works on a plain http:// address of an office network", () =>
  onPage({}, async (page) => {
    // Browsers offer the clipboard API to secure origins only.
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined, configurable: true }));
    await visit(page, "/?q=MCS");
    await page.getByRole("button", { name: "リンクをコピー" }).click();
    await page.getByRole("status").filter({ hasText: "コピーしました" }).waitFor({ state: "attached" });
    const box = page.getByLabel("ことば");
    await box.fill("");
    await box.press("Control+V");
    assert.equal(await box.inputValue(), page.url());
  }));
