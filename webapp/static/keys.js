// Keys on every page: / to the search box, ? to the help, j and k through the hits, Enter opens the hit.
// Single letters can be switched off (WCAG 2.1.4): the choice is a cookie that the server writes into data-keys.
(() => {
  document.querySelectorAll(".keys-said").forEach(line => { line.hidden = false; });
  if (document.documentElement.dataset.keys !== "on") return;
  const hits = [...document.querySelectorAll(".hit")];
  const box = document.getElementById("q");
  let at = -1;

  const go = to => {
    if (!hits.length) return;
    hits[at]?.classList.remove("here");
    at = Math.max(0, Math.min(hits.length - 1, to));
    hits[at].classList.add("here");
    hits[at].querySelector("h2 a")?.focus({ preventScroll: true });
    hits[at].scrollIntoView({ block: "nearest" });
  };
  const keys = {
    "/": () => { if (box) { box.focus(); box.select(); } else location.assign("/"); },
    "?": () => location.assign("/help#keys"),
    j: () => go(at + 1),
    k: () => go(at - 1),
  };
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
