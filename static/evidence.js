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

function light(spots) {
  const lit = spots.flatMap(ranges);
  CSS.highlights.set("evidence", new Highlight(...lit));
  return lit;
}

// On a narrow screen the words may stand far from the entry that was tapped.
function show([first]) {
  const at = first?.getBoundingClientRect();
  if (!at || (at.top >= 0 && at.bottom <= innerHeight)) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollBy({ top: at.top - innerHeight / 3, behavior: still ? "auto" : "smooth" });
}

function begin() {
  const entries = [...document.querySelectorAll("[data-lit]")].filter((entry) => entry.dataset.lit);
  const isPressed = (entry) => entry.getAttribute("aria-pressed") === "true";
  const pressed = () => entries.filter(isPressed).map((entry) => entry.dataset.lit);
  const point = (entry, spots) => {
    entry.addEventListener("pointerenter", () => light([spots, ...pressed()]));
    entry.addEventListener("pointerleave", () => light(pressed()));
  };
  for (const entry of entries) {
    entry.setAttribute("role", "button");
    entry.setAttribute("tabindex", "0");
    entry.setAttribute("aria-pressed", "false");
    const press = () => {
      entry.setAttribute("aria-pressed", String(!isPressed(entry)));
      light(pressed());
      if (isPressed(entry)) show(ranges(entry.dataset.lit));
    };
    entry.addEventListener("click", press);
    entry.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        press();
      }
    });
    point(entry, entry.dataset.lit);
  }
  for (const chips of document.querySelectorAll(".chips")) {
    // What says so stands below the chips, in their order; a chip that nothing is told of has its own places.
    const told = [...(chips.nextElementSibling?.querySelectorAll(".evidence [data-lit]") ?? [])];
    for (const chip of chips.querySelectorAll("[data-glow]")) {
      const spots = chip.dataset.glow || told.shift()?.dataset.lit;
      if (spots) point(chip, spots);
    }
  }
}

if (globalThis.CSS?.highlights && globalThis.Highlight) begin();
