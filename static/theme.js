// Puts on the colours that the reader chose before anything is drawn, and keeps the choice.
(function () {
  const THEMES = ["auto", "light", "sepia", "dark"]; // in the order of their names in the page
  const root = document.documentElement;
  let chosen = null;
  try { chosen = localStorage.getItem("theme"); } catch { /* storage may be forbidden: the choice then lasts a page */ }
  const wear = (theme) => {
    if (theme && theme !== "auto") root.dataset.theme = theme; else delete root.dataset.theme;
    for (const button of document.querySelectorAll("[data-theme]:is(button)")) {
      button.setAttribute("aria-pressed", String(button.dataset.theme === (theme || "auto")));
    }
  };
  const button = (theme, name) => {
    const made = document.createElement("button");
    const told = document.createElement("span");
    Object.assign(made, { type: "button", title: name });
    made.dataset.theme = theme;
    Object.assign(told, { className: "off-screen", textContent: name });
    made.append(told);
    return made;
  };
  wear(chosen);
  document.addEventListener("DOMContentLoaded", () => {
    const group = document.querySelector(".themes");
    const named = group?.dataset.names?.split("|") ?? []; // of no use without this script, so that it makes them
    named.forEach((name, place) => group.append(button(THEMES[place], name)));
    if (group) group.hidden = false;
    wear(chosen);
    group?.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const all = [...group.querySelectorAll("button")];
      const alone = all.filter((other) => other.offsetParent).length === 1; // a narrow window shows one, which leads on
      chosen = (alone ? all[(all.indexOf(button) + 1) % all.length] : button).dataset.theme;
      try { localStorage.setItem("theme", chosen); } catch { /* as above */ }
      wear(chosen);
      group.querySelector("[aria-pressed=true]").focus();
    });
    const worker = document.body.dataset.worker;
    if (worker && "serviceWorker" in navigator) navigator.serviceWorker.register(worker);
  });
})();
