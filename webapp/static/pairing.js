// Pairing in the aligned view. The stylesheet lights a row under the pointer or the focus; this adds what it cannot do:
// pins, copying and keys. Without it everything is there to read.
(() => {
  const view = document.getElementById("aligned");
  if (!view) return;
  const said = document.querySelector(".said");
  const button = document.querySelector(".copy");
  const letters = document.documentElement.dataset.keys === "on";
  const units = [...view.querySelectorAll(".unit")];
  const passages = [...view.querySelectorAll(".unit .read")];
  if (!passages.length) return;
  let here = passages[0]; // the one passage that Tab reaches

  const pinned = () => units.filter(unit => unit.classList.contains("pinned"));
  const say = (what, those) => {
    said.textContent = those.length ? said.dataset[what].replace("#", those.map(unit => unit.id.slice(1)).join(", ")) : "";
  };
  const pin = (unit, on) => {
    unit.classList.toggle("pinned", on);
    button.hidden = !pinned().length;
    say("pinned", pinned());
  };
  const textOf = unit => [...unit.querySelectorAll(".read")].map(p => p.textContent.trim()).join("\t");
  const copy = async those => {
    if (!those.length) return;
    try {
      await navigator.clipboard.writeText(those.map(textOf).join("\n"));
      say("copied", those);
    } catch {
      said.textContent = said.dataset.denied;
    }
  };
  const go = (unit, side) => {
    const to = unit?.querySelector(`.read.${side}`) ?? unit?.querySelector(".read");
    to?.focus({ preventScroll: true });
    unit?.scrollIntoView({ block: "nearest" });
  };

  // Where the sides differ; where they nowhere do, where the source is damaged. After the last comes the first.
  const nextFlagged = from => {
    const differing = units.filter(unit => unit.classList.contains("mismatch"));
    const flagged = differing.length ? differing : units.filter(unit => unit.classList.contains("flagged"));
    const started = document.activeElement?.closest(".unit");
    const to = flagged.find(unit => units.indexOf(unit) > (started ? from : -1)) ?? flagged[0];
    if (!to) return;
    go(to, "en");
    to.scrollIntoView({ block: "center" });
  };

  view.addEventListener("focusin", event => {
    if (!event.target.matches(".unit .read")) return;
    here.tabIndex = -1;
    here = event.target;
    here.tabIndex = 0;
  });
  view.addEventListener("click", event => {
    const unit = event.target.closest(".unit");
    if (unit && !event.target.closest("a") && getSelection().isCollapsed) pin(unit);
  });
  button.addEventListener("click", () => copy(pinned()));

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    const unit = event.target.closest(".unit");
    const at = units.indexOf(unit);
    const side = here.classList.contains("zh") ? "zh" : "en";
    const keys = { Escape: () => units.forEach(u => pin(u, false)) };
    if (event.target.matches(".unit .read")) Object.assign(keys, {
      ArrowDown: () => go(units[at + 1], side),
      ArrowUp: () => go(units[at - 1], side),
      ArrowLeft: () => go(unit, "en"),
      ArrowRight: () => go(unit, "zh"),
      Enter: () => pin(unit),
    });
    if (letters) keys.n = () => nextFlagged(units.indexOf(unit ?? here.closest(".unit")));
    if (letters) keys.c = () => copy(pinned().length || !unit ? pinned() : [unit]);
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  view.querySelector(".keys").hidden = false;
  passages.forEach(p => { p.tabIndex = -1; });
  here.tabIndex = 0;
})();
