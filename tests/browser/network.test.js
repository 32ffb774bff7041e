// A closed network is enough: the policy lets nothing be loaded from elsewhere and
// nothing inline run, and the first page is light. That no page asks elsewhere or
// complains in the console is watched in every test, see setup.js.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "./pages.js";
import { onPage, origin, visit } from "./setup.js";

const FIRST_PAGE_BYTES = 100_000;

/** The directives of a Content-Security-Policy. */
function directives(policy) {
  const parts = policy.split(";").map((part) => part.trim().split(/\s+/));
  return new Map(parts.map(([name, ...values]) => [name, values]));
}

test("every page forbids what is inline or from elsewhere", async () => {
  for (const { address, status = 200 } of pages) {
    const answer = await fetch(origin + address);
    assert.equal(answer.status, status, address);
    const policy = directives(answer.headers.get("content-security-policy"));
    assert.deepEqual(policy.get("default-src"), ["'none'"], address);
    assert.deepEqual(policy.get("script-src"), ["'self'"], address);
    assert.deepEqual(policy.get("style-src"), ["'self'"], address);
    const values = [...policy.values()].flat();
    assert(values.every((value) => ["'none'", "'self'"].includes(value)), values.join(" "));
    const html = await answer.text();
    assert(!/ style=| on[a-z]+=|<style|javascript:/i.test(html.replace(/>[^<]*</g, "><")), `inline code on ${address}`);
  }
});

test("the browser does refuse an inline script and style", () =>
  onPage({}, async (page) => {
    await visit(page, "/help");
    const broken = page.evaluate(
      () =>
        new Promise((resolve) => {
          const seen = new Set();
          document.addEventListener("securitypolicyviolation", (event) => {
            seen.add(event.effectiveDirective);
            if (seen.size === 2) resolve([...seen].sort());
          });
          const [script, style] = ["script", "style"].map((name) => document.createElement(name));
          script.textContent = "document.title = 'inline'";
          style.textContent = "body { display: none }";
          document.head.append(script, style);
        }),
    );
    assert.deepEqual(await broken, ["script-src-elem", "style-src-elem"]);
    assert.notEqual(await page.title(), "inline");
  }).catch((error) => {
    // The refusals are the console errors wanted here, and only they.
    assert.equal(error.code, "ERR_ASSERTION");
    assert(error.actual.every((complaint) => complaint.includes("Content Security Policy")), error.message);
  }));

test("the first page with all it loads is under 100 KB, uncompressed", () =>
  onPage({}, async (page) => {
    const sizes = new Map();
    page.on("response", async (response) => sizes.set(response.url(), response.body()));
    await visit(page, "/");
    await page.waitForLoadState("networkidle");
    // The icon is loaded outside the page's own traffic.
    const icon = await page.locator("link[rel=icon]").getAttribute("href");
    sizes.set(icon, (async () => Buffer.from(await (await fetch(origin + icon)).arrayBuffer()))());
    const bodies = await Promise.all(sizes.values());
    const total = bodies.reduce((sum, body) => sum + body.length, 0);
    const listed = [...sizes.keys()].map((url, at) => `${url} ${bodies[at].length}`).join("\n");
    assert(total < FIRST_PAGE_BYTES, `${total} bytes\n${listed}`);
  }));
