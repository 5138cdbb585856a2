// What was asked, answered: found by the engine, narrowed by the filters, best first.

import { everything } from "./engine.js";
import { narrow } from "./facets.js";

/**
 * `{index, articles, dated, terms, turned, kinds, counts, unnarrowed}`: `articles` best first, `dated` the same from
 * the oldest; `kinds` and `counts` of the filters are null while nobody needs them; `unnarrowed` is how many articles
 * there are without the filters.
 */
export async function answered(index, { text, filters, newest }, wantsCounts) {
  const chosen = Object.keys(filters).length > 0;
  const found = text.trim() || !chosen ? await index.find(text) : everything(index);
  let rows = Array.from(found.articles.keys()); // places in what was found, from the oldest article to the newest
  let kinds = null;
  let counts = null;
  if (chosen || wantsCounts || index.facets.eager) {
    kinds = await index.facets.load();
    const narrowed = narrow(kinds, filters, found.articles);
    rows = narrowed.passes;
    counts = narrowed.counts;
  }
  const ordered = newest ? [...rows].reverse() : bestFirst(rows, found.ranks);
  const named = (places) => places.map((place) => found.articles[place]);
  return { index, articles: named(ordered), dated: named(rows), terms: found.terms, turned: found.turned, kinds, counts, unnarrowed: found.articles.length };
}

/** Those of the highest rank first, the newest first in each. */
function bestFirst(rows, ranks) {
  const shelves = [];
  for (const row of rows) (shelves[ranks[row]] ??= []).push(row);
  return shelves.reverse().flatMap((shelf) => shelf?.reverse() ?? []);
}
