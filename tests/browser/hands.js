// How a person works a page: the same few motions with a mouse, a finger or the
// keyboard alone, so that a journey is written once and made in every way.

import assert from "node:assert/strict";

/** Motions that hold for mouse and finger; `tap` is the one or the other. */
function pointer(page, tap) {
  return {
    press: tap,
    async follow(link) {
      await Promise.all([page.waitForEvent("framenavigated"), tap(link)]);
      await page.waitForLoadState();
    },
    write: (field, text) => field.fill(text),
    async choose(control, label) {
      if (!(await isSlider(control))) return control.selectOption({ label });
      const max = Number(await control.getAttribute("max"));
      for (let value = 0; value <= max; value += 1) {
        await control.fill(String(value));
        if ((await control.getAttribute("aria-valuetext")) === label) return;
      }
      assert.fail(`no choice ${label}`);
    },
  };
}

/** A list of degrees is a slider where a script runs. */
const isSlider = async (control) => (await control.getAttribute("type")) === "range";

export const mouse = (page) => pointer(page, (target) => target.click());

export const finger = (page) => pointer(page, (target) => target.tap());

/** What is wrong with how the focus shows where it stands now; nothing if all is well. */
function focusFault() {
  const it = document.activeElement;
  if (!it || it === document.body || it.id === "main") return null;
  const name = `${it.localName} 「${(it.getAttribute("aria-label") ?? it.textContent).trim().slice(0, 30)}」`;
  const { outlineStyle, outlineWidth } = getComputedStyle(it);
  if (!it.matches(":focus-visible") || outlineStyle === "none" || parseFloat(outlineWidth) < 2) {
    return `${name} shows no focus`;
  }
  const { left, right, top, bottom } = it.getBoundingClientRect();
  const middle = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;
  const x = middle(left, right, innerWidth);
  const shown = [Math.max(top, 0) + 2, middle(top, bottom, innerHeight), Math.min(bottom, innerHeight) - 2];
  // A link broken over lines has gaps: one place where it is on top is enough.
  const places = [...it.getClientRects()].map((box) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2]);
  const onTop = [...shown.map((y) => [x, y]), ...places].some(([x, y]) =>
    it.contains(document.elementFromPoint(x, y)),
  );
  return onTop ? null : `${name} is hidden while it has the focus`;
}

/** Tab, Enter and Space; arrow keys only inside a list of choices, letters only in a text box. */
export function keyboard(page) {
  async function reach(target) {
    const element = await target.elementHandle();
    for (let stops = 0; stops < 2000; stops++) {
      const fault = await page.evaluate(focusFault);
      assert.equal(fault, null, page.url());
      if (await element.evaluate((it) => it === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`Tab never reaches ${target}`);
  }
  /** Of a group of radio buttons, Tab reaches the chosen one; arrows lead on, in a round. */
  async function turn(target) {
    const name = await target.getAttribute("name");
    const group = page.locator(`input[type=radio][name="${name}"]`);
    await reach(page.locator(`input[type=radio][name="${name}"]:checked`));
    const places = await group.evaluateAll((all) => all.map((it) => it.value));
    const from = await group.evaluateAll((all) => all.findIndex((it) => it.checked));
    const to = places.indexOf(await target.getAttribute("value"));
    const back = (from - to + places.length) % places.length;
    const on = (to - from + places.length) % places.length;
    const [key, times] = back < on ? ["ArrowUp", back] : ["ArrowDown", on];
    for (let time = 0; time < times; time++) await page.keyboard.press(key);
  }
  async function press(target) {
    if (await target.evaluate((it) => it.matches("input[type=radio]"))) return turn(target);
    await reach(target);
    const toggled = await target.evaluate((it) => it.matches("input[type=checkbox]"));
    await page.keyboard.press(toggled ? "Space" : "Enter");
  }
  return {
    press,
    async follow(link) {
      await reach(link);
      await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press("Enter")]);
      await page.waitForLoadState();
    },
    async write(field, text) {
      await reach(field);
      await page.keyboard.press("Control+A");
      await page.keyboard.type(text);
    },
    async choose(select, label) {
      await reach(select);
      await page.keyboard.press("Home");
      if (await isSlider(select)) {
        const max = Number(await select.getAttribute("max"));
        for (let value = 0; value <= max; value += 1) {
          if ((await select.getAttribute("aria-valuetext")) === label) return;
          await page.keyboard.press("ArrowRight");
        }
        assert.fail(`no choice ${label}`);
      }
      const labels = await select.locator("option").allInnerTexts();
      for (const other of labels) {
        if (other === label) return;
        await page.keyboard.press("ArrowDown");
      }
      assert.fail(`no choice ${label}`);
    },
  };
}
