// The list of hits, a page at a time.

import { KINDS, nameOf, placeOf } from "./facets.js";
import { hitsIn, marked, snippet } from "./hits.js";
import { addressOf } from "./state.js";
import { day, make, number } from "./words.js";

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
  const notes = [record.column && make("span", zh, shown(record.column)), make("span", zh, printedOn(record, say)), record.place && placed(record), index.volumes > 1 && make("span", { class: "volume" }, record.volume)];
  return make(
    "li",
    { class: "hit", "data-article-id": record.id },
    make("h2", {}, link),
    ...snippet(fold, record, terms).map((nodes) => make("p", { class: "snippet", ...zh }, nodes)),
    make("p", { class: "meta" }, notes.filter(Boolean)),
  );
}

/** The place an article is about, named as on its page. */
function placed({ place, place_en: english }) {
  const printed = make("span", { lang: "zh-Hans", class: "printed-name" }, place);
  if (document.documentElement.lang !== "en" || !english) return make("span", { lang: "zh-Hans" }, place);
  return make("span", {}, `${english} `, printed);
}

/** The sentence that says how many articles there are, with the exact number in an element of its own. */
export function totalled(query, { articles, turned, terms, kinds, unnarrowed }, say) {
  const total = make("b", { "data-search-total": String(articles.length) }, String(articles.length));
  if (!query.text.trim() && !Object.keys(query.filters).length) {
    total.hidden = true;
    return [say("empty"), total];
  }
  const sentence = counted(query.text.trim(), articles.length, say);
  const [before, after] = sentence.split("\u0000");
  total.hidden = after === undefined; // a sentence that needs no number
  const notes = turned && articles.length ? [" ", say("turned", { text: terms.join(" ") })] : [];
  const within = chosen(query, kinds, say);
  const all = within.length && unnarrowed > articles.length ? [" ", withoutFilters(query, unnarrowed, say)] : [];
  const hint = articles.length || all.length ? [] : [" ", say(needsChinese(query.text) ? "none-latin" : "none")];
  const narrowed = within.length ? [say("within", { filters: within.join(say("and")) }).replace(/:$/, ": ")] : [];
  return [...narrowed, before, total, after ?? "", ...notes, ...all, ...hint];
}

/** How many hold the text, as a sentence with NUL where the number goes; without one where there are none. */
function counted(text, count, say) {
  const typed = Array.from(text.replaceAll("\u0000", ""));
  const told = { text: typed.slice(0, SHOWN_OF_QUERY).join("") + (typed.length > SHOWN_OF_QUERY ? "…" : ""), n: "\u0000" };
  if (!typed.length) return say(count ? "found-all" : "found-none-at-all", told);
  return say(["found-none", "found-one"][count] ?? "found", told);
}

/** What is set beside the text, by name. */
function chosen({ filters, volume }, kinds, say) {
  const named = KINDS.filter((kind) => filters[kind]).map((kind) => {
    const value = kinds?.[kind].values[placeOf(kinds[kind], filters[kind])];
    return say("filter", { kind: say(`kind-${kind}`), name: value ? nameOf(value, say) : filters[kind] });
  });
  return volume ? [...named, say("filter", { kind: say("column-volume"), name: volume })] : named;
}

function withoutFilters(query, count, say) {
  const href = addressOf({ ...query, filters: {} }, location.href);
  return make("a", { href, "data-drop-filters": true }, say("unnarrowed", { n: number(count) }));
}

/** Whether a reader of English has typed what no Chinese text can be expected to hold. */
function needsChinese(text) {
  return document.documentElement.lang === "en" && !/\p{Script=Han}/u.test(text);
}
