// An archive that stands on several sites: each volume has an index of its own, and they answer as if they were one.

import { engine } from "./engine.js";
import { KINDS } from "./facets.js";

/**
 * The volumes to search, `{title, files, articles}` each: `of` gives the index of one, by its title, or of all.
 * Each index is opened once; one that does not open is tried anew when it is asked for again.
 */
export function library(volumes) {
  const several = volumes.length > 1;
  const opened = new Map();
  const bound = new Map(); // by title, what was put together
  const open = (volume) => {
    if (!opened.has(volume)) {
      const coming = engine(volume.files, several ? volume.title : "").catch((trouble) => {
        opened.delete(volume);
        throw trouble;
      });
      opened.set(volume, coming);
    }
    return opened.get(volume);
  };
  return {
    titles: volumes.map(({ title }) => title),
    async of(title) {
      const named = volumes.filter((volume) => volume.title === title);
      const wanted = named.length ? named : volumes;
      const indexes = await Promise.all(wanted.map(open));
      const kept = bound.get(title);
      if (kept?.indexes.every((index, place) => index === indexes[place])) return kept.whole; // none was opened anew
      const whole = several ? together(wanted, indexes) : indexes[0];
      bound.set(title, { indexes, whole });
      return whole;
    },
    /** Nothing is kept: what is asked for next is loaded anew. */
    async forget() {
      const coming = [...opened.values()];
      opened.clear();
      for (const index of await Promise.allSettled(coming)) index.value?.files.forget();
    },
  };
}

/** Several indexes as one: articles are numbered on from volume to volume, that of the earliest year first. */
function together(volumes, indexes) {
  const parts = volumes.map((volume, place) => ({ volume, index: indexes[place] }));
  parts.sort((one, other) => firstYear(one.index) - firstYear(other.index));
  let total = 0;
  for (const part of parts) {
    part.start = total;
    total += part.index.manifest.articles;
  }
  const years = parts.flatMap(({ index, start }) => index.manifest.years.map(([year, from, count]) => [year, start + from, count]));
  const texts = (part, records) => records.map((record) => ({ ...record, article: part.start + record.article, ...placed(part.volume) }));
  let facets = null;
  return {
    manifest: { articles: total, years },
    /** One that knows traditional characters, where any needed them. */
    get fold() {
      return (parts.find(({ index }) => index.fold.knowsHan()) ?? parts[0]).index.fold;
    },
    volumes: volumes.length,
    find: async (text) => joined(parts, await Promise.all(parts.map(({ index }) => index.find(text)))),
    names: async () => summed(await Promise.all(parts.map(({ index }) => index.names()))),
    texts: {
      of: (articles) => shared(parts, articles, async (part, own) => texts(part, await part.index.texts.of(own))),
      ids: (articles) => shared(parts, articles, (part, own) => part.index.texts.ids(own)),
    },
    facets: {
      eager: parts.every(({ index }) => index.facets.eager),
      async load() {
        const loaded = await Promise.all(parts.map(({ index }) => index.facets.load()));
        facets ??= merged(loaded);
        return facets;
      },
    },
  };
}

function firstYear(index) {
  return index.manifest.years.find(([year]) => year > 0)?.[0] ?? 0;
}

function placed({ title, articles }) {
  return { at: articles, volume: title };
}

/** What each found, as one: what stands somewhere as typed is looked for in no other spelling anywhere. */
function joined(parts, answers) {
  const asTyped = answers.some(({ articles, turned }) => articles.length && !turned);
  const told = answers.map((answer) => (asTyped && answer.turned ? { ...answer, articles: [], ranks: [], terms: [] } : answer));
  return {
    articles: Int32Array.from(told.flatMap(({ articles }, place) => Array.from(articles, (article) => parts[place].start + article))),
    ranks: Uint8Array.from(told.flatMap(({ ranks }) => Array.from(ranks))),
    terms: [...new Set(told.flatMap(({ terms }) => terms))],
    turned: !asTyped && answers.some(({ turned }) => turned),
  };
}

/** Asks each volume for its own articles; the answers in the order of all. */
async function shared(parts, articles, ask) {
  const places = new Map(parts.map((part) => [part, []]));
  articles.forEach((article, place) => places.get(parts.findLast(({ start }) => start <= article)).push(place));
  const answers = [];
  const asked = [...places].filter(([, its]) => its.length);
  await Promise.all(
    asked.map(async ([part, its]) => {
      const given = await ask(part, its.map((place) => articles[place] - part.start));
      its.forEach((place, turn) => (answers[place] = given[turn]));
    }),
  );
  return answers;
}

/** Names with the number of their articles in all volumes. */
function summed(lists) {
  const names = new Map();
  for (const [kind, name, count, english] of lists.flat()) {
    const key = JSON.stringify([kind, name]);
    names.set(key, [kind, name, (names.get(key)?.[2] ?? 0) + count, names.get(key)?.[3] || english]);
  }
  return [...names.values()];
}

/** The facets of all: a value that several have is one. */
function merged(loaded) {
  return Object.fromEntries(KINDS.map((kind) => [kind, mergedKind(loaded.map((kinds) => kinds[kind]), kind)]));
}

function mergedKind(columns, kind) {
  const values = new Map();
  for (const value of columns.flatMap((column) => column.values)) if (!values.has(value.key)) values.set(value.key, value);
  const keys = kind === "year" ? [...values.keys()].sort(byYear) : [...values.keys()];
  const place = new Map(keys.map((key, number) => [key, number]));
  const of = columns.flatMap((column) => {
    const numbers = column.values.map(({ key }) => place.get(key));
    return column.of.map((held) => held.map((number) => numbers[number]));
  });
  return { values: keys.map((key) => values.get(key)), of };
}

function byYear(one, other) {
  return (Number(one) || 0) - (Number(other) || 0);
}
