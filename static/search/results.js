// The list of hits, a page at a time.

import { hitsIn, marked, snippet } from "./hits.js";
import { day, make } from "./words.js";

export const PAGE = 10; // hits shown at once: as many texts are loaded
const SHOWN_OF_QUERY = 60; // characters of a query that a sentence repeats

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
  const link = make("a", { href: hrefOf(record.at ?? place, record.id, terms), ...zh });
  if (record.kicker) link.append(make("span", { class: "kicker" }, shown(record.kicker)), " ");
  link.append(make("span", {}, title));
  const notes = [record.column && make("span", zh, shown(record.column)), make("span", zh, printedOn(record, say)), record.place && make("span", zh, record.place), index.volumes > 1 && make("span", { class: "volume" }, record.volume)];
  return make(
    "li",
    { class: "hit", "data-article-id": record.id },
    make("h2", {}, link),
    ...snippet(fold, record, terms).map((nodes) => make("p", { class: "snippet", ...zh }, nodes)),
    make("p", { class: "meta" }, notes.filter(Boolean)),
  );
}

/** The sentence that says how many articles there are, with the exact number in an element of its own. */
export function totalled(query, { articles, turned, terms }, say) {
  const total = make("b", { "data-search-total": String(articles.length) }, String(articles.length));
  if (!query.text.trim() && !Object.keys(query.filters).length) {
    total.hidden = true;
    return [say("empty"), total];
  }
  const typed = Array.from(query.text.trim().replaceAll("\u0000", ""));
  const text = typed.slice(0, SHOWN_OF_QUERY).join("") + (typed.length > SHOWN_OF_QUERY ? "…" : "");
  const sentence = typed.length ? say(articles.length === 1 ? "found-one" : "found", { text, n: "\u0000" }) : say("found-all", { n: "\u0000" });
  const [before, after] = sentence.split("\u0000");
  const notes = turned ? [" ", say("turned", { text: terms.join(" ") })] : [];
  return [before, total, after ?? "", ...notes, ...(articles.length ? [] : [" ", say("none")])];
}
