// The search's list changes as its filters are chosen: the same address is fetched as
// the page that it is without a script, and the results and the filters' counts are
// taken from it. What has the focus keeps it, and the page stays where it is.
"use strict";

(() => {
  const form = document.getElementById("find");
  const results = document.getElementById("results");
  const facets = document.querySelector(".facets");
  const told = document.createElement("p");
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  results.after(told);
  let asked = new AbortController();
  let shown = location.pathname + location.search;

  /** The buttons that a script makes needless. */
  function hideButtons(root) {
    for (const it of root.querySelectorAll(".apply, .sort button")) it.hidden = true;
  }

  /** The address that the form stands for, nothing in it that says nothing. */
  function address() {
    const pairs = [...new FormData(form)].filter(([name, value]) => value && !(name === "sort" && value === "relevance"));
    const query = new URLSearchParams(pairs).toString();
    return form.action.replace(/[?#].*/, "") + (query && "?" + query);
  }

  const key = (label) => `${label.control.name}=${label.control.value}`;

  /** Gives the boxes of a facet the counts of another page; none is taken away, so that
      the one with the focus stays. */
  function takeCounts(ours, theirs) {
    const labels = new Map([...ours.querySelectorAll("label")].map((label) => [key(label), label]));
    let last = ours.querySelector("legend");
    for (const label of theirs.querySelectorAll("label")) {
      const own = labels.get(key(label));
      labels.delete(key(label));
      if (own) {
        for (const name of ["checked", "disabled"]) own.control[name] = label.control[name];
        own.querySelector("b")?.replaceWith(label.querySelector("b"));
        own.hidden = false;
        last = own;
      } else {
        last.after(label);
        last = label;
      }
    }
    for (const label of labels.values()) {
      label.control.checked = false;
      label.hidden = true;
    }
    const [summary, other] = [ours, theirs].map((it) => it.closest("details").querySelector("summary .selected"));
    if (summary) summary.textContent = other.textContent;
  }

  /** Takes the filters of another page; a facet that only it has comes in its place. */
  function takeFacets(page) {
    const facet = (root, name) => root.querySelector(`[data-facet="${CSS.escape(name)}"]`);
    let last = null;
    const left = new Set(facets.querySelectorAll("[data-facet]"));
    for (const theirs of page.querySelectorAll("[data-facet]")) {
      const ours = facet(facets, theirs.dataset.facet);
      const details = (ours ?? theirs).closest("details");
      if (ours) {
        takeCounts(ours, theirs);
        left.delete(ours);
        details.hidden = false;
      } else if (last) last.after(details);
      else facets.prepend(details);
      last = details;
    }
    for (const fieldset of left) {
      for (const control of fieldset.elements) control.checked = false;
      fieldset.closest("details").hidden = true;
    }
    for (const selector of [".filters > summary .selected", "#kept"]) {
      document.querySelector(selector).replaceChildren(...page.querySelector(selector).childNodes);
    }
    // The own town is told on the page that is left, and leads back to the one shown.
    const ways = page.querySelectorAll("header [name=to], header a");
    document.querySelectorAll("header [name=to], header a").forEach((it, at) => {
      if (it.href) it.href = ways[at].href;
      else it.value = ways[at].value;
    });
    form.elements.q.value = page.getElementById("q").value;
    form.elements.exact.checked = page.querySelector("[name=exact]").checked;
  }

  /** Shows the list of another page. The focus goes to its heading only where what had
      it is gone. */
  function show(page) {
    const held = document.activeElement;
    const inside = results.contains(held) && { id: held.id, text: held.textContent };
    const top = facets.contains(held) && held.getBoundingClientRect().top;
    takeFacets(page);
    results.replaceChildren(...page.getElementById("results").childNodes);
    hideButtons(results);
    results.dispatchEvent(new Event("renewed", { bubbles: true }));
    document.title = page.title;
    shown = location.pathname + location.search;
    told.textContent = ["results-heading", "result-count"].map((id) => document.getElementById(id).textContent).join(" ");
    if (inside) {
      const same = inside.id && document.getElementById(inside.id);
      (same || document.getElementById("results-heading")).focus({ preventScroll: true });
    } else if (top !== false) {
      scrollBy({ top: held.getBoundingClientRect().top - top, behavior: "instant" });
    }
  }

  /** Fetches an address and shows its list; only the last one asked for counts. */
  async function go(to, keep) {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    results.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(to, { signal, headers: { accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (keep) history.pushState(null, "", to);
      show(page);
      results.removeAttribute("aria-busy");
    } catch (error) {
      // What cannot be shown in place is shown as a page of its own.
      if (error.name !== "AbortError") location.assign(to);
    }
  }

  hideButtons(document);
  document.addEventListener("change", (event) => {
    const { target } = event;
    if (target.form === form && target.name !== "q") go(address(), true);
  });
  results.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-live]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    link.focus({ preventScroll: true });
    go(link.href, true);
  });
  addEventListener("popstate", () => {
    // A jump within the page is no other list.
    if (location.pathname + location.search !== shown) go(location.href, false);
  });
})();
