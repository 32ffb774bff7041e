// Pages fit the screens they are read on: nothing scrolls sideways at 320 px or at
// 200 % zoom, and what is to be touched is large enough.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "./pages.js";
import { onPage, openAll, visit } from "./setup.js";

/** A small phone (also 1280 px at 400 %), a phone, and 1280 px at 200 %. */
const WIDTHS = [320, 375, 640];

/** What reaches beyond the right edge and is not in a box that scrolls by itself. */
function tooWide() {
  const { scrollWidth, clientWidth } = document.scrollingElement;
  if (scrollWidth <= clientWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((it) => !it.closest(".scroll, .visually-hidden, svg") && it.getBoundingClientRect().right > clientWidth + 0.5)
    .map((it) => `${it.localName}.${it.className} 「${it.textContent.trim().slice(0, 30)}」`)
    .concat(`${scrollWidth} px`);
}

/** Buttons, boxes with their labels, fields and summaries under 44 px. That links have
    24 px or room around them is one of axe's rules. */
function tooSmall() {
  const targets = "button, .button, select, summary, .chips a, .pager a, label:has(input), input:not([type=checkbox], [type=radio])";
  return [...document.querySelectorAll(targets)].flatMap((it) => {
    const { width, height } = it.getBoundingClientRect();
    const shown = it.checkVisibility() && width > 1;
    if (!shown || Math.min(width, height) >= 43.99) return [];
    return `${it.localName}.${it.className} 「${it.textContent.trim().slice(0, 30)}」 ${width} × ${height} px`;
  });
}

/** Sets text as wide and loose as WCAG 1.4.12 says that a reader may. */
function spaceOut() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }",
  );
  document.adoptedStyleSheets = [sheet];
}

for (const { name, address, status } of pages) {
  test(`${name} (${decodeURI(address)})`, () =>
    onPage({ hasTouch: true }, async (page) => {
      await visit(page, address, status);
      await openAll(page);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await page.evaluate(tooWide), [], `${width} px`);
        assert.deepEqual(await page.evaluate(tooSmall), [], `${width} px`);
      }
      await page.evaluate(spaceOut);
      assert.deepEqual(await page.evaluate(tooWide), [], "spaced out");
    }));
}
