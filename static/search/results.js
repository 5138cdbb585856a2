// The list of hits, a page at a time.

import { hitsIn, marked, snippet } from "./hits.js";
import { day, make } from "./words.js";

export const PAGE = 10; // hits shown at once: as many texts are loaded

/** The place of an article's page, opening at its first hit. */
export function hrefOf(place, id, terms) {
  const file = location.protocol === "file:" ? "index.html" : "";
  const asked = new URLSearchParams(terms.map((term) => ["hl", term.slice(0, 200)]));
  return `${place}${encodeURIComponent(id)}/${file}${terms.length ? `?${asked}` : ""}`;
}

/** The name of the page on which an article was printed. */
export function printedOn(record, say) {
  const known = [record.number && say("page", { number: record.number }), record.name].filter(Boolean);
  return [record.date ? day(record.date) : say("undated"), ...(known.length ? known : [record.page])].join(" · ");
}

/** One hit: headline, where it was printed, the words around what was found. */
export function hit(index, record, terms, { say, place }) {
  const fold = index.fold.fold;
  const shown = (text) => marked(text, hitsIn(fold, text, terms));
  const zh = { lang: "zh-Hans" };
  const title = record.headline ? shown(record.headline) : [say("untitled"), " ", (record.text?.[0] ?? "").slice(0, 18)];
  const link = make("a", { href: hrefOf(place, record.id, terms), ...zh });
  if (record.kicker) link.append(make("span", { class: "kicker" }, shown(record.kicker)), " ");
  link.append(make("span", {}, title));
  const notes = [record.column && make("span", zh, shown(record.column)), make("span", zh, printedOn(record, say)), record.place && make("span", zh, record.place)];
  return make(
    "li",
    { class: "hit", "data-article-id": record.id },
    make("h2", {}, link),
    ...snippet(fold, record, terms).map((nodes) => make("p", { class: "snippet", ...zh }, nodes)),
    make("p", { class: "meta" }, notes.filter(Boolean)),
  );
}
