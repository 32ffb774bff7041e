// A document on the page on which it is taken in, without a script, up to the yes: the
// corpus that is served stays as it is.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { isAccessible } from "./axe.js";
import { admin, onPage, visit } from "./setup.js";

const FORM = fileURLToPath(new URL("../fixtures/intake/form.pdf", import.meta.url));
const home = new URL(admin).origin;

async function choose(page, file) {
  await visit(page, admin);
  await page.getByLabel("資料のファイル").setInputFiles(file);
  await page.getByRole("button", { name: "読み取って確かめる" }).click();
}

test("a document is looked at, put right and put away", () =>
  onPage({ home, script: false }, async (page) => {
    await choose(page, FORM);
    const population = page.getByRole("row", { name: /^人口/ });
    await population.getByText("7,527人").first().waitFor();
    await population.getByRole("link", { name: "人口の誤植を訂正" }).click();
    await page.getByLabel("正しい語").fill("人口：7,257人（2023年10月1日現在）");
    await page.getByLabel("そう言える理由").fill("県の統計による");
    await page.getByRole("button", { name: "訂正して読み直す" }).click();
    await population.getByText("7,257人").first().waitFor();
    await page.getByRole("button", { name: "やめる" }).click();
    await page.getByRole("heading", { name: "資料を収める" }).waitFor();
    assert.equal(await page.getByText("まだ収めていない資料").count(), 0);
  }));

test("its pages are accessible", () =>
  onPage({ home }, async (page) => {
    await visit(page, admin);
    await isAccessible(page);
    await choose(page, FORM);
    await isAccessible(page);
    await page.getByRole("link", { name: "読み取った文字をすべて見る" }).click();
    await isAccessible(page);
    await page.getByRole("link", { name: "確かめる画面に戻る" }).click();
    await page.getByRole("button", { name: "やめる" }).click();
    await visit(page, `${home}/admin`, 403);
    await isAccessible(page);
  }));
