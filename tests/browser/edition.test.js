// The static edition, opened from a folder: it answers as the server does.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import axe from "axe-core";
import { api, edition, onPage, openAll } from "./setup.js";

const lines = async (path) => (await readFile(new URL(path, import.meta.url), "utf8")).trim().split("\n");

/** Queries that were made up before the edition answered any. */
const madeUp = await lines("../data/edition-queries.txt");

/** Every tenth of the judged queries. */
async function judged() {
  const files = ["golden", "holdout", "k", "n", "u"].map((name) => lines(`../golden/${name}-queries.tsv`));
  const queries = (await Promise.all(files)).flatMap((rows) => rows.slice(1).map((row) => row.split("\t")[1]));
  return queries.filter((_, index) => index % 10 === 0);
}

/** Stylesheets of a folder cannot be fetched. */
const RULES = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], preload: false };

const idsOf = (page) => page.locator("ol.hits > li").evaluateAll((all) => all.map((it) => it.id));

/** Types words into the search box; gives the ids of the first hits. */
async function search(page, words) {
  await page.fill("#q", words);
  await page.press("#q", "Enter");
  await page.waitForFunction((it) => document.title.includes(it), words);
  return (await idsOf(page)).slice(0, 3);
}

for (const [name, queries] of [
  ["made up", madeUp],
  ["judged", await judged()],
]) {
  test(`the first three hits of queries ${name} are the server's`, () =>
    onPage({}, async (page) => {
      await page.goto(`${edition}index.html`);
      for (const words of queries) {
        const { hits } = await api(`/search?q=${encodeURIComponent(words)}`);
        assert.deepEqual(await search(page, words), hits.slice(0, 3).map((it) => it.case.id), words);
      }
    }));
}

test("filters narrow the list and count as the server's do", () =>
  onPage({}, async (page) => {
    await page.goto(`${edition}index.html?q=${encodeURIComponent("研修")}`);
    const value = (name, it) => page.locator(`input[name="${name}"][value="${it}"]`);
    await value("item", "カ").check();
    await value("item", "エ").check();
    await value("pop", "10000-30000").check();
    const query = "q=研修&item=カ&item=エ&pop=10000-30000";
    const answer = await api(`/search?per_page=100&${encodeURI(query)}`);
    assert.equal(await page.locator("#result-count strong").textContent(), `${answer.total}件`);
    assert.deepEqual((await idsOf(page)).slice(0, 20), answer.hits.slice(0, 20).map((it) => it.case.id));
    for (const [name, values] of Object.entries(answer.facets)) {
      for (const { value: it, count } of values.filter((it) => it.count)) {
        const shown = await value(name, it).locator("xpath=..").locator("b").textContent();
        assert.equal(shown, String(count), `${name}=${it}`);
      }
    }
    await page.goBack();
    assert.equal(await value("pop", "10000-30000").isChecked(), false);
    await page.locator("#chosen a", { hasText: "カ" }).click();
    assert.equal(await value("item", "カ").isChecked(), false);
    assert.match(decodeURI(page.url()), /q=研修&item=エ$/);
  }));

test("hits show the sentences and the words that the server shows, and lead to them", () =>
  onPage({}, async (page) => {
    for (const words of ["訪看", "看取り 研修", "医師が足りない", "東北 研修", "項目エ", "あ1", "郡上市 看取り", "高齢化率35%台"]) {
      const query = encodeURIComponent(words);
      await page.goto(`${edition}index.html?q=${query}`);
      const { hits } = await api(`/search?q=${query}`);
      const shown = await page.locator("ol.hits > li").evaluateAll((all) =>
        all.map((it) => ({
          id: it.id,
          records: [...it.querySelectorAll(".snippet a")].map((link) => link.hash.slice(1)),
          marks: [...it.querySelectorAll(".snippet mark")].map((mark) => mark.textContent),
          why: it.querySelector(".why")?.textContent ?? "",
        })),
      );
      const marks = (html) => [...html.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, mark]) => mark);
      assert.deepEqual(
        shown,
        hits.map((it) => ({
          id: it.case.id,
          records: it.snippets.map(({ record }) => record),
          marks: it.snippets.flatMap(({ html }) => marks(html)), why: it.why.map((why) => `${why}。`).join("") })),
      );
    }
    const first = page.locator("ol.hits > li").first();
    await first.locator(".snippet a").first().click();
    assert.match(page.url(), /cases\/[a-z0-9-]+\.html#/);
    assert.equal(await page.locator(`[id="${page.url().split("#")[1]}"]`).count(), 1);
  }));

test("one state of an effort can be asked for beside a place, as the server does", () =>
  onPage({}, async (page) => {
    const query = encodeURI("q=東北 看取り&part=issues");
    await page.goto(`${edition}index.html?${query}`);
    const { hits } = await api(`/search?${query}`);
    const shown = await page.locator("ol.hits > li").evaluateAll((all) =>
      all.map((it) => [it.id, [...it.querySelectorAll(".met .badge")].some((badge) => badge.textContent === "課題として記載")]),
    );
    assert.deepEqual(shown, hits.map((it) => [it.case.id, it.standing === "issues"]));
  }));

test("the survey is told of beside the cases, as the server does", () =>
  onPage({}, async (page) => {
    for (const words of ["看取り", "訪問診療 患者数", "北海道"]) {
      const query = encodeURIComponent(words);
      await page.goto(`${edition}index.html?q=${query}`);
      const { surveys } = await api(`/search?q=${query}`);
      const told = page.locator(".of-survey .snippet a");
      const records = await told.evaluateAll((all) => all.map((link) => link.hash.slice(1)));
      assert.deepEqual(records, surveys.flatMap((it) => it.snippets.map(({ record }) => record)), words);
    }
    await page.goto(`${edition}index.html?q=${encodeURIComponent("看取り")}`);
    await page.locator(".of-survey summary").click();
    await page.locator(".of-survey .snippet a").first().click();
    assert.equal(await page.locator(`[id="${page.url().split("#")[1]}"]`).count(), 1);
  }));

test("a near spelling is offered as the server offers it", () =>
  onPage({}, async (page) => {
    for (const words of ["訪門看護", "ｶﾐﾅｯｸ 研修", "退院調製ルール"]) {
      const query = encodeURIComponent(words);
      await page.goto(`${edition}index.html?q=${query}`);
      const { suggestions, relaxed } = await api(`/search?q=${query}`);
      const near = suggestions.filter((it) => it.kind === "spelling");
      const offers = await page.locator("#results .suggestions li").allTextContents();
      assert.deepEqual(offers, near.map((it) => `${it.label}（${it.count}件）`), words);
      if (relaxed) assert.equal(await page.locator("#results div.notice").textContent(), relaxed.message);
    }
  }));

test("pages lead from file to file, and to searches", () =>
  onPage({}, async (page) => {
    await page.goto(`${edition}index.html`);
    await page.locator("nav a", { hasText: "事業項目" }).click();
    await page.locator("main a", { hasText: "情報共有の支援" }).first().click();
    await page.locator("main a", { hasText: "検索結果で見る" }).click();
    const { total } = await api(`/search?${encodeURI("item=エ")}`);
    await page.locator("#result-count", { hasText: `${total}件` }).waitFor();
    await page.locator("nav a", { hasText: "比較表" }).click();
    assert.equal(await page.locator("h1").textContent(), "この版について");
  }));

test("without a script every case is listed, and that is said", () =>
  onPage({ script: false }, async (page) => {
    await page.goto(`${edition}index.html`);
    assert.match(await page.locator("#results .notice").textContent(), /スクリプトを使わない/);
    const first = await idsOf(page);
    await page.locator(".pager a[rel=next]").click();
    const second = await idsOf(page);
    assert.equal(new Set([...first, ...second]).size, 40);
  }));

test("what only the edition has is as accessible as the rest", () =>
  onPage({}, async (page) => {
    for (const address of ["index.html?q=研修&item=カ&part=issues", "index.html?q=zzzzqqqq&item=カ", "edition.html"]) {
      await page.goto(edition + encodeURI(address));
      await page.evaluate(axe.source);
      await openAll(page);
      for (const width of [1280, 375]) {
        await page.setViewportSize({ width, height: 900 });
        const found = await page.evaluate((options) => window.axe.run(document, options), RULES);
        assert.deepEqual(found.violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target)}`), [], `${address}, ${width} px`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${address} is wider than ${width} px`);
      }
    }
  }));
