// axe-core finds nothing to complain of: WCAG 2.0, 2.1 and 2.2 at levels A and AA and
// the best practices, on every kind of page, wide and narrow, light and dark.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isAccessible } from "./axe.js";
import { pages } from "./pages.js";
import { onPage, origin, visit } from "./setup.js";

for (const { name, address, status } of pages) {
  test(`${name} (${decodeURI(address)})`, () =>
    onPage({}, async (page) => {
      await visit(page, address, status);
      await isAccessible(page);
    }));
}

test("pages have titles of their own", async () => {
  const titles = new Set();
  for (const { address } of pages) {
    const html = await (await fetch(origin + address)).text();
    const title = /<title>(.*?)<\/title>/.exec(html)?.[1];
    assert.match(title, /^.+ \| .*在宅医療・介護連携 事例検索/, address);
    titles.add(title);
  }
  // The first page and its lists share one, as the two 404 pages do.
  assert(titles.size >= pages.length - 8, [...titles].join("\n"));
});
