// What was asked, answered: found by the engine, narrowed by the filters, best first.

import { everything, find } from "./engine.js";
import { narrow } from "./facets.js";

/**
 * `{index, articles, dated, terms, turned, kinds, counts}`: `articles` best first, `dated` the same from the oldest;
 * `kinds` and `counts` of the filters are null while nobody needs them.
 */
export async function answered(index, { text, filters, newest }, wantsCounts) {
  const chosen = Object.keys(filters).length > 0;
  const found = text.trim() || !chosen ? await find(index, text) : everything(index);
  const rank = new Map();
  found.articles.forEach((article, at) => rank.set(article, found.ranks[at]));
  let dated = Array.from(found.articles);
  let kinds = null;
  let counts = null;
  if (chosen || wantsCounts || index.facets.eager) {
    kinds = await index.facets.load();
    const narrowed = narrow(kinds, filters, found.articles);
    dated = narrowed.passes.map((at) => found.articles[at]);
    counts = narrowed.counts;
  }
  const articles = [...dated].sort((one, other) => (newest ? 0 : rank.get(other) - rank.get(one)) || other - one);
  return { index, articles, dated, terms: found.terms, turned: found.turned, kinds, counts };
}
