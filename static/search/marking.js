// Marks in an article what a search found in it, and shows the first of the marks.

import { shelf } from "./files.js";
import { folding } from "./folding.js";
import { hitsIn } from "./hits.js";

const MOST = 500; // marks on one page

export async function markAll(story, terms) {
  const form = document.querySelector("form[role=search]");
  const files = shelf(new URL(form.dataset.files, document.baseURI));
  const manifest = await files.manifest();
  const fold = folding(files, manifest);
  if (manifest.traditional) await fold.learnHan();
  const folded = terms.map(fold.fold);
  let left = MOST;
  for (const part of story.querySelectorAll("h1 .kicker, h1 > span:not(.kicker), .label a, .deck, .byline, .text p, .text h2, .text figcaption, .text td")) {
    if (part.closest(".sign") || left <= 0) continue;
    left -= markPart(part, fold.fold, folded, left);
  }
  const first = story.querySelector("mark.hl");
  first?.scrollIntoView({ block: "center" });
}

/** Marks the hits of one part, across its elements; signs of the archive's own are no text. */
function markPart(part, fold, terms, most) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".seam, .mend-note, .here") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
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
