// No link of any page leads nowhere, and every anchor has its place.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "./pages.js";
import { origin } from "./setup.js";

/** How many addresses are asked for at a time. */
const WORKERS = 4;

/** The text of an attribute. */
const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** Where a page leads within the site, itself left out. */
function linksOf(html, own) {
  return [...html.matchAll(/ href="([^"]*)"/g)]
    .map(([, href]) => new URL(unescape(href), own))
    .filter((url) => url.origin === origin && url.href.split("#")[0] !== own.href);
}

/** The anchors that a page points to in itself and does not have. */
function brokenAnchors(html) {
  return [...html.matchAll(/ href="#([^"]*)"/g)].filter(([, id]) => !html.includes(` id="${id}"`)).map(([, id]) => `#${id}`);
}

test("every link of every kind of page leads to a page, and to its place on it", async () => {
  const anchors = new Map();
  for (const { address } of pages) {
    const own = new URL(address, origin);
    const html = await (await fetch(own)).text();
    assert.deepEqual(brokenAnchors(html), [], address);
    for (const url of linksOf(html, own)) {
      const target = url.pathname + url.search;
      anchors.set(target, (anchors.get(target) ?? new Set()).add(url.hash.slice(1)));
    }
  }
  const dead = [];
  const waiting = [...anchors];
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [target, ids] = next;
      const answer = await fetch(origin + target);
      const body = await answer.text();
      if (answer.status !== 200) dead.push(`${answer.status} ${decodeURI(target)}`);
      for (const id of ids) {
        if (id && !body.includes(` id="${decodeURIComponent(id)}"`)) dead.push(`${decodeURI(target)} has no #${id}`);
      }
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  assert(anchors.size > 100, `only ${anchors.size} addresses found`);
  assert.deepEqual(dead, []);
});
