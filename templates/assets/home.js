// Keeps the own town on this device, so that it is told once. Pages carry it in their
// address; without this script the address alone does it.
"use strict";
{
  const KEY = "renkei-home";
  const here = new URL(location.href);
  const home = here.searchParams.get("home");
  try {
    if (home === "none") {
      // Removed: forgotten for good, and gone from the address too.
      localStorage.removeItem(KEY);
      here.searchParams.delete("home");
      history.replaceState(null, "", here);
    } else if (home && here.hash === "#my-town") {
      // Chosen here, not merely come with a link from somebody else's town.
      localStorage.setItem(KEY, home);
      here.hash = "";
      history.replaceState(null, "", here);
    } else if (!home && /^\d{6}$/.test(localStorage.getItem(KEY))) {
      here.searchParams.set("home", localStorage.getItem(KEY));
      location.replace(here);
    }
  } catch {
    // A browser that stores nothing: the address carries the town on.
  }
}
