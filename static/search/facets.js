// What results are narrowed by: region with its counties, topic, column, reporter, year; with counts.

import { reader } from "./postings.js";

export const KINDS = ["region", "topic", "column", "reporter", "year"];
const EAGER = 8192; // packed bytes of facets that are loaded with every search; larger ones when a reader asks

/** The facets of an index. */
export function facets(files, manifest) {
  let loading = null;
  const load = () => {
    loading ??= files
      .get(`facets-${manifest.facets.mark}`)
      .then((bytes) => read(bytes, manifest))
      .catch((trouble) => {
        loading = null;
        throw trouble;
      });
    return loading;
  };
  return { load, eager: manifest.facets.size <= EAGER };
}

function read(bytes, manifest) {
  const end = bytes.indexOf(10);
  const names = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  const source = reader(bytes, end + 1);
  const kinds = {};
  for (const kind of ["region", "topic", "column", "reporter"]) {
    const values = names[kind].map(([key, zh, en, above = "", ...also]) => ({ key, zh, en, above, also }));
    const of = Array.from({ length: manifest.articles }, () => Array.from({ length: source.next() }, () => source.next()));
    kinds[kind] = { values, of: kind === "region" ? of.map((held) => withAbove(held, values)) : of };
  }
  const all = manifest.years;
  const yearOf = (article) => [all.findLastIndex(([, from]) => from <= article)];
  kinds.year = {
    values: all.map(([year]) => ({ key: year ? String(year) : "undated", zh: "", en: "", above: "", also: [] })),
    of: Array.from({ length: manifest.articles }, (_, article) => yearOf(article)),
  };
  return kinds;
}

function withAbove(held, values) {
  const chain = [...held];
  for (let at = held[0]; at !== undefined && values[at].above; ) {
    at = values.findIndex((value) => value.key === values[at].above);
    if (at < 0) break;
    chain.push(at);
  }
  return chain;
}

/** The place of a value by its key or any of its names; -1 when there is none. */
export function placeOf(kind, wanted) {
  const named = ({ key, zh, en, also }) => [key, zh, en, ...also].includes(wanted);
  const exact = kind.values.findIndex((value) => value.key === wanted);
  return exact >= 0 ? exact : kind.values.findIndex(named);
}

/** What a choice is called in the language of the page: on an English one its English name first, as everywhere. */
export function nameOf({ key, zh, en }, say) {
  if (key === "undated") return say("undated");
  return document.documentElement.lang === "en" && en ? `${en} ${zh}` : zh || key;
}

/**
 * Articles narrowed by `chosen` (kind -> value) and, for each kind, how many each value would leave:
 * `{passes: [place…], counts: {kind: Map(value place -> number)}}`.
 */
export function narrow(kinds, chosen, articles) {
  const wanted = Object.entries(chosen).map(([kind, value]) => [kind, placeOf(kinds[kind], value)]);
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, new Map()]));
  const passes = [];
  articles.forEach((article, place) => {
    const missed = wanted.filter(([kind, value]) => !kinds[kind].of[article].includes(value));
    if (missed.length > 1) return;
    if (!missed.length) passes.push(place);
    const open = missed.length ? [missed[0][0]] : KINDS;
    for (const kind of open) for (const value of new Set(kinds[kind].of[article])) add(counts[kind], value);
  });
  return { passes, counts };
}

function add(counts, value) {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}
