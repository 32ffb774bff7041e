// A browser, and pages in it that are watched: what no page may ever do fails the
// test that saw it, whatever the test is about.

import assert from "node:assert/strict";
import { after } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const { RENKEI_ADDRESS, RENKEI_ADMIN, RENKEI_EDITION, CHROMIUM } = process.env;
assert(
  RENKEI_ADDRESS && RENKEI_EDITION && CHROMIUM,
  "set RENKEI_ADDRESS to a running `renkei serve`, RENKEI_EDITION to what `renkei export --format html` wrote and CHROMIUM to the browser, or run `cargo test --test browser`",
);

/** The origin under test. */
export const origin = new URL(RENKEI_ADDRESS).origin;
/** The folder of the static edition, as an address. */
export const edition = `${pathToFileURL(RENKEI_EDITION).href}/`;

/** Where documents are taken in, if the server was started so. */
export const admin = RENKEI_ADMIN;

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
after(() => browser.close());

/** Complaints about a page: console errors, exceptions, requests that fail or leave the origin. */
function watch(page, home) {
  const complaints = [];
  page.on("console", (message) => {
    // The browser reports the answer of an error page itself; `visit` checks that.
    if (page.refused === message.location().url) return;
    if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    const own = url.origin === home || url.href.startsWith(edition);
    if (!own && url.protocol !== "data:") complaints.push(`left the origin: ${url}`);
  });
  page.on("requestfailed", (request) => {
    // A page left, or a completion typed over, gives up what it was loading.
    const reason = request.failure()?.errorText;
    if (reason !== "net::ERR_ABORTED") complaints.push(`${reason}: ${request.url()}`);
  });
  return complaints;
}

/** Opens a page, lets a test act on it and fails where the page did what none may. */
export async function onPage({ home = origin, width = 1280, height = 900, script = true, ...options }, act) {
  const context = await browser.newContext({
    baseURL: home,
    locale: "ja-JP",
    viewport: { width, height },
    javaScriptEnabled: script,
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(10_000);
  try {
    const page = await context.newPage();
    const complaints = watch(page, home);
    await act(page);
    assert.deepEqual(complaints, [], `at ${decodeURI(page.url())}`);
  } finally {
    await context.close();
  }
}

/** Goes to an address and checks the status of the answer. */
export async function visit(page, address, status = 200) {
  page.refused = status < 400 ? undefined : new URL(address, origin).href;
  const response = await page.goto(address);
  assert.equal(response.status(), status, address);
  return response;
}

/** Opens every drawer, so that what is inside is tested too. */
export async function openAll(page) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));
}

/** The answer of the JSON API. */
export async function api(path) {
  const response = await fetch(`${origin}/api/v1${path}`);
  assert.equal(response.status, 200, path);
  return response.json();
}
