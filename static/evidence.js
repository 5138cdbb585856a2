// Lights up in the text the words that an entry rests on: while it is pointed at, and from tap to tap.
// An entry says where: data-lit="p1:9-12 headline:0-2", characters of paragraphs and heads as printed.

const HEADS = { kicker: ".head .kicker", headline: ".head h1 > span:not(.kicker)", deck: ".head .deck" };
const OURS = ".dateline, .seam, .here, .mend ins, .mend-note"; // what the site put into a text

function printed(node) {
  const within = node.parentElement;
  return Boolean(within.closest("del")) || !within.closest(OURS);
}

function range(element, start, end) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found = new Range();
  let at = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!printed(node)) continue;
    const after = at + node.data.length;
    if (at <= start && start < after) found.setStart(node, start - at);
    if (at < end && end <= after) {
      found.setEnd(node, end - at);
      return found;
    }
    at = after;
  }
  return null;
}

function ranges(spots) {
  return spots.split(" ").filter(Boolean).map((spot) => {
    const [, part, start, end] = /^([a-z]+\d*):(\d+)-(\d+)$/.exec(spot);
    const element = HEADS[part] ? document.querySelector(HEADS[part]) : document.getElementById(part);
    return element && range(element, Number(start), Number(end));
  }).filter(Boolean);
}

function light(entries) {
  const lit = new Highlight(...entries.flatMap((entry) => ranges(entry.dataset.lit)));
  CSS.highlights.set("evidence", lit);
}

function begin() {
  const entries = [...document.querySelectorAll("[data-lit]")].filter((entry) => entry.dataset.lit);
  const pressed = () => entries.filter((entry) => entry.getAttribute("aria-pressed") === "true");
  for (const entry of entries) {
    entry.setAttribute("role", "button");
    entry.setAttribute("tabindex", "0");
    entry.setAttribute("aria-pressed", "false");
    const press = () => {
      entry.setAttribute("aria-pressed", String(entry.getAttribute("aria-pressed") !== "true"));
      light(pressed());
    };
    entry.addEventListener("click", press);
    entry.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        press();
      }
    });
    entry.addEventListener("pointerenter", () => light([entry, ...pressed()]));
    entry.addEventListener("pointerleave", () => light(pressed()));
  }
}

if (globalThis.CSS?.highlights && globalThis.Highlight) begin();
