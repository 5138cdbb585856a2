// The answer to a query: exactly the articles that hold its terms, as sure of two as of two thousand.

import { decoded, isOffline, LoadError, shelf } from "./files.js";
import { folding } from "./folding.js";
import { facets } from "./facets.js";
import { END, postings, READ, SPAN } from "./postings.js";
import { parse } from "./query.js";
import { texts } from "./texts.js";

const FORMAT = 3; // of the files of the index
const PAIRS = 12; // pairs of a long term that are asked for at first, beside its last
const SHORT = 2; // threes of a short term
const NONE = { articles: new Int32Array(), tiers: new Uint8Array() };

/**
 * The engine of the index at an address; everything it needs is loaded when it is first needed. `title` is told with
 * what does not load, where there are several.
 */
export async function engine(address, title = "") {
  const files = shelf(address, title);
  const manifest = await files.manifest();
  if (manifest.format !== FORMAT) throw new LoadError("manifest.json", `format ${manifest.format}, not ${FORMAT}`);
  const fold = folding(files, manifest);
  if (manifest.traditional) await fold.learnHan();
  const index = {
    manifest,
    fold,
    texts: texts(files, manifest),
    facets: facets(files, manifest),
    postings: postings(files, manifest),
    files,
    scans: isOffline(),
    find: (text) => find(index, text),
    /** `[kind, name, number of articles, English name or nothing]` of what can be suggested. */
    names: async () => JSON.parse(decoded(await files.get(`names-${manifest.names}`))),
  };
  return index;
}

/**
 * All articles for a text as typed, as `index.find` gives them: `{articles, ranks, terms, turned}`, articles rising by number.
 * `terms` are those found, folded; `turned` is set when the query found nothing as written and was read as simplified.
 */
async function find(index, text) {
  const { all, none } = parse(text);
  if (!all.length) return { articles: new Int32Array(), ranks: new Uint8Array(), terms: [], turned: false };
  const lists = new Map(); // by term: folding and answering ask for the same
  const folded = await foldAll(index, all, none, lists);
  const found = await answer(index, folded.all, folded.none, lists);
  if (found.articles.length) return { ...found, terms: folded.all, turned: false };
  if (!index.fold.knowsHan()) await index.fold.learnHan();
  const turned = { all: folded.all.map(index.fold.foldDoubtful), none: folded.none.map(index.fold.foldDoubtful) };
  if (String(turned.all) === String(folded.all)) return { ...found, terms: folded.all, turned: false };
  return { ...(await answer(index, turned.all, turned.none, lists)), terms: turned.all, turned: true };
}

/** Every article, for filters without a text. */
export function everything(index) {
  const articles = Int32Array.from({ length: index.manifest.articles }, (_, number) => number);
  return { articles, ranks: new Uint8Array(articles.length), terms: [], turned: false };
}

/** Terms folded; traditional characters are loaded only when a term is not in the index as it stands. */
async function foldAll(index, all, none, known) {
  const turn = () => ({ all: all.map(index.fold.fold), none: none.map(index.fold.fold) });
  const plain = turn();
  if (index.fold.knowsHan()) return plain;
  const lists = await Promise.all([...plain.all, ...plain.none].map((term) => listOf(index, term, known)));
  if (!index.scans && lists.every((list) => list?.articles.length)) return plain;
  await index.fold.learnHan();
  return turn();
}

async function answer(index, all, none, known) {
  const lists = await Promise.all(all.map((term) => listOf(index, term, known)));
  let found = lists.reduce((one, other) => common(one, other, (a, b) => a + b));
  for (const term of longFirst(all)) found = await verified(index, term, found);
  for (const term of none) {
    const held = common(found, await listOf(index, term, known), (rank) => rank);
    found = without(found, await verified(index, term, held));
  }
  return { articles: found?.articles ?? new Int32Array(), ranks: found?.tiers ?? new Uint8Array() };
}

function longFirst(terms) {
  return [...terms].sort((one, other) => other.length - one.length);
}

function listOf(index, term, known) {
  if (!known.has(term)) known.set(term, candidates(index, term));
  return known.get(term);
}

/** Articles that may hold a term: all that do, and for three characters and more perhaps others. */
async function candidates(index, term) {
  const characters = Array.from(term);
  if (term.includes(END)) return null;
  if (index.scans) {
    const all = everything(index);
    return { articles: all.articles, tiers: all.ranks };
  }
  if (characters.length === 1) return index.postings.single(characters[0]);
  const threes = characters.length > 2 ? spread(cover(characters.length), PAIRS) : [0];
  const short = threes.length <= SHORT;
  // Where two threes are the term, their places tell the rest; of one, the second pair ranks what is found.
  const asked = threes.length === SHORT || characters.length === 2 ? threes : [...threes, characters.length - 2];
  // The places of a short term mostly decide, so the way to them is not waited for again.
  if (characters.length > 2 && short) for (const at of threes) index.postings.expect(characters[at], characters[at + 1]);
  const lists = await Promise.all(asked.map((at) => index.postings.pair(characters[at], characters[at + 1])));
  return lists.reduce((one, other) => common(one, other, Math.min));
}

/** Where threes of characters begin that together are a term. */
function cover(length) {
  const starts = [];
  for (let at = 0; at + 3 <= length; at += 3) starts.push(at);
  if (length % 3) starts.push(Math.max(0, length - 3));
  return starts;
}

function spread(starts, most) {
  if (starts.length <= most) return starts;
  return Array.from({ length: most }, (_, place) => starts[Math.floor((place * (starts.length - 1)) / (most - 1))]);
}

/** The candidates that do hold the term. */
async function verified(index, term, found) {
  const characters = Array.from(term);
  if (!found?.articles.length || (characters.length < 3 && !index.scans)) return found;
  if (index.scans) return byTexts(index, term, found);
  const held = await Promise.all(index.postings.parts.map((part) => verifiedIn(index, part, characters, within(part, found))));
  const kept = new Set(held.flatMap((list) => Array.from(list.articles)));
  return only(found, (article) => kept.has(article));
}

function within(part, found) {
  return only(found, (article) => article >= part.start && article < part.start + part.articles);
}

async function byTexts(index, term, found) {
  const records = await index.texts.of(found.articles);
  const fits = records.map((record) => record.parts.some((part) => index.fold.fold(part).includes(term)));
  return only(found, (_, place) => fits[place]);
}

/** Follows the term three by three, the rarest pair first, until so few are left that their texts tell. */
async function verifiedIn(index, part, characters, found) {
  let kept = found;
  let starts = null; // article * SPAN + where the term may begin
  const threes = kept.articles.length > READ ? await rarestFirst(part, characters) : [];
  const asked = (at) => part.places(characters[at], characters[at + 1], characters[at + 2]);
  const early = threes.slice(0, SHORT).map(asked); // both at once: nearly every term that comes here needs two
  for (const coming of early) coming.catch(() => {}); // told when it is awaited, if it still is
  for (const [turn, at] of threes.entries()) {
    if (kept.articles.length <= READ) break;
    const places = await (early[turn] ?? asked(at));
    // Of a pair without places the articles are few; of one that was not asked for at first this is seen here.
    if (!places) kept = common(kept, within(part, await index.postings.pair(characters[at], characters[at + 1])) ?? NONE, (rank) => rank);
    else {
      const begins = begun(places, at);
      starts = starts ? inBoth(starts, begins) : begins;
      const held = new Set(starts.map((start) => Math.floor(start / SPAN)));
      kept = only(kept, (article) => held.has(article));
    }
  }
  return kept.articles.length <= READ ? byTexts(index, characters.join(""), kept) : kept;
}

/** Where the term begins when the three that begin `at` stand there; not before its article does. */
function begun(places, at) {
  return places.filter((place) => place % SPAN >= at).map((place) => place - at);
}

/** The threes that are the term: those whose pair is known already by the number of its articles, then the others. */
async function rarestFirst(part, characters) {
  const threes = cover(characters.length);
  const known = spread(threes, PAIRS);
  const lists = await Promise.all(known.map((at) => part.pair(characters[at], characters[at + 1])));
  const articles = new Map(known.map((at, place) => [at, lists[place]?.articles.length ?? 0]));
  const others = threes.filter((at) => !articles.has(at));
  return [...known.sort((one, other) => articles.get(one) - articles.get(other)), ...others];
}

/** The numbers of both lists, which rise. */
function inBoth(one, other) {
  const both = [];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    if (one[i] === other[j]) both.push(one[i]);
    if (one[i] <= other[j]) i += 1;
    else j += 1;
  }
  return both;
}

/** The articles of both lists; `join` makes one tier of two. */
function common(one, other, join) {
  if (!one || !other) return null;
  const articles = [];
  const tiers = [];
  for (let i = 0, j = 0; i < one.articles.length && j < other.articles.length; ) {
    const step = one.articles[i] - other.articles[j];
    if (step === 0) {
      articles.push(one.articles[i]);
      tiers.push(join(one.tiers[i], other.tiers[j]));
    }
    if (step <= 0) i += 1;
    if (step >= 0) j += 1;
  }
  return { articles: Int32Array.from(articles), tiers: Uint8Array.from(tiers) };
}

function without(found, gone) {
  const out = new Set(gone?.articles);
  return only(found, (article) => !out.has(article));
}

/** The rows of a list that pass. */
export function only(list, passes) {
  if (!list) return list;
  const places = [];
  list.articles.forEach((article, place) => passes(article, place) && places.push(place));
  return {
    articles: Int32Array.from(places, (place) => list.articles[place]),
    tiers: Uint8Array.from(places, (place) => list.tiers[place]),
  };
}
