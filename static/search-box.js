// On every page: `/` leads to the search field; an article opened from a search shows what was found in it.

import { shelf } from "./search/files.js";
import { folding } from "./search/folding.js";
import { hitsIn } from "./search/hits.js";

const MOST = 500; // marks on one page

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const field = document.getElementById("search-text") ?? document.querySelector("form[role=search] input[type=search]");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

const terms = new URL(location.href).searchParams.getAll("hl").filter(Boolean).slice(0, 20);
const story = document.querySelector("article.story");
if (terms.length && story) markAll(story, terms).catch(() => {}); // the text can be read without marks

async function markAll(story, terms) {
  const form = document.querySelector("form[role=search]");
  const files = shelf(new URL(form.dataset.files, document.baseURI));
  const manifest = await files.manifest();
  const fold = folding(files, manifest);
  if (manifest.traditional) await fold.learnHan();
  const folded = terms.map(fold.fold);
  let left = MOST;
  for (const part of story.querySelectorAll("h1 .kicker, h1 > span:not(.kicker), .label a, .deck, .byline, .text p, .text h2, .text figcaption, .text pre")) {
    if (part.closest(".sign") || left <= 0) continue;
    left -= markPart(part, fold.fold, folded, left);
  }
  const first = story.querySelector("mark.hl");
  first?.scrollIntoView({ block: "center" });
}

/** Marks the hits of one part, across its elements; signs of the archive's own are no text. */
function markPart(part, fold, terms, most) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".seam, .mend-note") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const hits = hitsIn(fold, nodes.map((node) => node.data).join(""), terms).slice(0, most);
  let start = nodes.reduce((sum, node) => sum + node.data.length, 0);
  for (const node of nodes.reverse()) {
    start -= node.data.length;
    const inside = hits.filter(([from, to]) => from < start + node.data.length && to > start);
    for (const [from, to] of inside.reverse()) wrap(node, Math.max(0, from - start), Math.min(node.data.length, to - start));
  }
  return hits.length;
}

function wrap(node, from, to) {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  const mark = document.createElement("mark");
  mark.className = "hl";
  range.surroundContents(mark);
}
