// Pictures of every kind of page, to be looked at: `node screenshots.js FOLDER`.

import { test } from "node:test";
import { pages } from "./pages.js";
import { onPage, visit } from "./setup.js";

const folder = process.argv[2] ?? "artifacts";

for (const [number, { name, address, status }] of pages.entries()) {
  test(name, async () => {
    for (const width of [1280, 375]) {
      await onPage({ width }, async (page) => {
        await visit(page, address, status);
        const file = `${String(number).padStart(2, "0")} ${name} ${width}.png`.replaceAll(/[ ,]+/g, "-");
        await page.screenshot({ path: `${folder}/${file}`, fullPage: true });
      });
    }
  });
}
