// What axe-core complains of on a page: WCAG 2.0, 2.1 and 2.2 at levels A and AA and the
// best practices, wide and narrow, light and dark.

import assert from "node:assert/strict";
import axe from "axe-core";
import { openAll } from "./setup.js";

const ALL_RULES = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  // Off unless asked for, though it is of WCAG 2.2 AA.
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
};

/** The rules whose outcome hangs on the colour scheme. */
const COLOUR_RULES = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };

/** Each width in each scheme; the rules on anything but colour once a width. */
const VIEWS = [
  { width: 1280, colorScheme: "light", options: ALL_RULES },
  { width: 1280, colorScheme: "dark", options: COLOUR_RULES },
  { width: 375, colorScheme: "dark", options: ALL_RULES },
  { width: 375, colorScheme: "light", options: COLOUR_RULES },
];

async function violations(page, options) {
  // At the foot of a page the bar of picked cases, which follows the window, covers nothing.
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const found = await page.evaluate((options) => window.axe.run(document, options), options);
  return found.violations.flatMap((it) => it.nodes.map((node) => `${it.id}: ${node.target} ${node.failureSummary}`));
}

/** Fails where axe-core complains of the page as it is now, with every drawer open. */
export async function isAccessible(page) {
  await page.evaluate(axe.source);
  await openAll(page);
  for (const { width, colorScheme, options } of VIEWS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page, options), [], `${width} px, ${colorScheme}`);
  }
}
