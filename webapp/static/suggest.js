// Suggestions under the search box while it is typed in: words of the collection that the last word may become.
// The list is a listbox that the box controls (WAI-ARIA 1.2): ↓ and ↑ choose, Enter takes, Escape closes. Without this
// script the box is a plain one.
(() => {
  const box = document.getElementById("q");
  const list = document.getElementById("suggestions");
  const said = document.getElementById("suggested");
  if (!box || !list) return;
  const wait = 120; // milliseconds of silence before the server is asked
  let options = [];
  let at = -1;
  let timer = 0;
  let asked = null;

  const close = () => {
    asked?.abort();
    clearTimeout(timer);
    options = [];
    at = -1;
    list.hidden = true;
    list.replaceChildren();
    box.removeAttribute("aria-activedescendant");
    said.textContent = "";
  };
  const point = to => {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = to;
    const option = list.children[at];
    if (!option) { box.removeAttribute("aria-activedescendant"); return; }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  };
  const take = option => {
    box.value = option.query;
    close();
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  };
  const show = found => {
    close();
    options = found;
    list.append(...found.map((option, number) => {
      const item = document.createElement("li");
      const word = document.createElement("span");
      const count = document.createElement("span");
      item.id = `suggestion-${number}`;
      item.role = "option";
      item.setAttribute("aria-selected", "false");
      word.textContent = option.word;
      word.lang = /\p{Script=Han}/u.test(option.word) ? "zh" : "en";
      count.textContent = option.reports.toLocaleString(document.documentElement.lang);
      count.className = "n";
      item.append(word, " ", count);
      item.addEventListener("mousedown", event => { event.preventDefault(); take(option); });
      return item;
    }));
    list.hidden = !found.length;
    said.textContent = found.length ? said.dataset.said.replace("#", found.length) : "";
  };
  const ask = async () => {
    const typed = box.value;
    if (!typed.trim() || box.selectionStart !== typed.length) { close(); return; }
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(typed)}`, { signal: asked.signal });
      const found = answer.ok ? (await answer.json()).completions : [];
      if (box.value === typed && document.activeElement === box) show(found);
    } catch {
      // Typed on, or the server is away: the box works without suggestions.
    }
  };
  box.addEventListener("input", event => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, wait);
  });
  box.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(ask, wait); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", event => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown") point(at + 1 < options.length ? at + 1 : -1);
    else if (event.key === "ArrowUp") point(at < 0 ? options.length - 1 : at - 1);
    else if (event.key === "Enter" && at >= 0) take(options[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  box.form.addEventListener("submit", close);
})();
