// The postings: for each pair of characters the articles that hold it, how well, and where.

import { unbase64 } from "./files.js";

export const END = "\n"; // second of a pair: the last character of a part, or every place of a common character
export const MARK = 3; // bytes of a mark
export const GROUP = 64; // numbered files whose marks share a file
export const READ = 8; // articles of a segment; what no more may hold is checked on their texts, so these pairs have no places
export const SPAN = 2 ** 30; // more than an article has characters
const SELDOM = 128; // articles of a segment of which seldom more than READ hold three characters
const PARTS = 6; // bits: a pair has its places in at most so many lists
const PART = 256; // articles of a pair; from so many on it has them in several lists
const HIGH = 8; // of a number with a gap and what a place is beside its lowest byte

/** The lists of an index. A list is `{articles, tiers}`, articles rising; null where the pair stands nowhere. */
export function postings(files, manifest) {
  let from = 0;
  const parts = manifest.segments.map((told) => {
    const start = from;
    from += told.articles;
    return segment(files, told, start);
  });
  const joined = new Map(); // pairs are asked for again when their places are looked up

  return {
    /** The articles with two characters side by side. */
    pair(first, second) {
      const key = first + second;
      if (!joined.has(key)) {
        const coming = Promise.all(parts.map((part) => part.pair(first, second))).then((lists) => inTurn(lists, parts));
        coming.catch(() => joined.delete(key)); // what did not load is asked for anew
        joined.set(key, coming);
      }
      return joined.get(key);
    },
    /** The articles with one character. */
    async single(character) {
      return inTurn(await Promise.all(parts.map((part) => part.single(character))), parts);
    },
    /** Places of a pair will be asked for: what says where they lie is loaded meanwhile; so few articles seldom need them. */
    expect(first, second) {
      for (const part of parts) if (part.articles > SELDOM) part.expect(first, second);
    },
    parts,
  };
}

/** The lists of segments as one, each article by its number in the archive. */
function inTurn(lists, parts) {
  const length = lists.reduce((sum, list) => sum + (list?.articles.length ?? 0), 0);
  if (!length) return null;
  const articles = new Int32Array(length);
  const tiers = new Uint8Array(length);
  let at = 0;
  for (const [place, list] of lists.entries()) {
    if (!list) continue;
    for (let n = 0; n < list.articles.length; n += 1) articles[at + n] = list.articles[n] + parts[place].start;
    tiers.set(list.tiers, at);
    at += list.articles.length;
  }
  return { articles, tiers };
}

/** The lists of some neighbouring articles, which `pair` and `single` number from 0. */
function segment(files, told, start) {
  const common = new Set(told.common);
  const marks = unbase64(told.marks);
  const groups = unbase64(told.groups);
  const total = told.articles;
  const opened = new Map();

  async function open(name, read) {
    if (!opened.has(name)) opened.set(name, read(await files.get(name)));
    return opened.get(name);
  }
  const inline = marks.length === told.shards * MARK; // else they are the marks of groups
  async function nameOf(folder, shard, held) {
    const group = Math.floor(shard / GROUP);
    const its = await files.get(`${folder}/${told.name}g${group.toString(16)}-${mark(held, group)}`);
    return `${folder}/${told.name}${shard.toString(16)}-${mark(its, shard % GROUP)}`;
  }
  const shardOf = async (first, second) => {
    const shard = bucket(first, common.has(first) ? second : END, told.shards);
    const name = inline ? `p/${told.name}${shard.toString(16)}-${mark(marks, shard)}` : await nameOf("p", shard, marks);
    return open(name, (bytes) => readArticles(bytes, total));
  };

  async function pair(first, second) {
    return (await shardOf(first, second)).list(first + second);
  }
  async function placesIn(shard) {
    return open(await nameOf("w", shard, groups), readPlaces);
  }

  return {
    start,
    articles: told.articles,
    pair,
    async single(character) {
      const shard = await shardOf(character, END);
      if (common.has(character)) return shard.list(character + END);
      const keys = [...shard.keys()].filter((key) => key.startsWith(character));
      return keys.length ? united(keys.map((key) => shard.list(key))) : null;
    },
    expect(first, second) {
      nameOf("w", bucket(first, second, told.places), groups).catch(() => {}); // told when it is needed
    },
    /** Where three characters stand side by side: article * SPAN + place, rising; null when READ articles or fewer hold the first two. */
    async places(first, second, third) {
      const list = await pair(first, second);
      if (!list || list.articles.length <= READ) return null;
      const lists = Math.min(PARTS, 32 - Math.clz32(Math.floor(list.articles.length / PART)));
      const part = bucket(third, END, 1 << PARTS) >> (PARTS - lists);
      const found = await placesIn((bucket(first, second, told.places) ^ part) & (told.places - 1));
      return found(first + second, third, list.articles, start);
    },
  };
}

/** The mark of a numbered file, as its name has it. */
export function mark(marks, number) {
  const bytes = marks.subarray(number * MARK, (number + 1) * MARK);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bucket(first, second, number) {
  const a = Math.imul(first.codePointAt(0), 0x9e3779b1);
  const b = Math.imul(second.codePointAt(0), 0x85ebca6b);
  let mixed = (a + b) >>> 0;
  mixed = (mixed ^ (mixed >>> 15)) >>> 0;
  mixed = Math.imul(mixed, 0xc2b2ae35) >>> 0;
  mixed = (mixed ^ (mixed >>> 13)) >>> 0;
  return mixed & (number - 1);
}

/** Varints one after another. */
export function reader(bytes, from = 0) {
  let at = from;
  return {
    next() {
      let value = 0;
      let scale = 1;
      for (;;) {
        const byte = bytes[at++];
        if (byte === undefined) throw new RangeError("the file ends too soon");
        value += (byte & 0x7f) * scale;
        if (byte < 0x80) return value;
        scale *= 128;
      }
    },
    take(length) {
      at += length;
      return bytes.subarray(at - length, at);
    },
    skip(count) {
      let left = count;
      while (left) if (bytes[at++] < 0x80) left -= 1;
    },
    get at() {
      return at;
    },
  };
}

/** How many lists there are, and their characters. */
function readKeys(source) {
  const number = source.next();
  const characters = Array.from(new TextDecoder(number % 2 ? "utf-8" : "gbk").decode(source.take(source.next())));
  return [number >> 1, characters];
}

function pairsOf(number, characters) {
  return Array.from({ length: number }, (_, place) => characters[2 * place] + characters[2 * place + 1]);
}

function readArticles(bytes, total) {
  const source = reader(bytes);
  const keys = pairsOf(...readKeys(source));
  const rows = new Map(keys.map((key) => [key, { header: source.next() }]));
  for (const row of rows.values()) {
    row.count = Math.floor(row.header / 4);
    row.from = source.at;
    if (row.header & 2) source.take((total + 7) >> 3);
    else source.skip(row.count);
  }
  for (const row of rows.values()) row.tiers = row.header & 1 ? source.take((row.count + 3) >> 2) : null;
  return {
    keys: () => rows.keys(),
    list(key) {
      const row = rows.get(key);
      if (!row) return null;
      return unpackList(bytes, row);
    },
  };
}

function unpackList(bytes, { header, count, from, tiers }) {
  const articles = new Int32Array(count);
  if (header & 2) {
    for (let number = 0, place = 0; place < count; number += 1) {
      if ((bytes[from + (number >> 3)] >> (number & 7)) & 1) articles[place++] = number;
    }
  } else {
    const source = reader(bytes, from);
    for (let place = 0, number = 0; place < count; place += 1) {
      number += source.next();
      articles[place] = number++;
    }
  }
  const ranks = new Uint8Array(count);
  if (tiers) for (let place = 0; place < count; place += 1) ranks[place] = (tiers[place >> 2] >> (2 * (place & 3))) & 3;
  return { articles, tiers: ranks };
}

/** The articles of any list, each with its best tier. */
function united(lists) {
  if (lists.length === 1) return lists[0];
  const best = new Map();
  for (const { articles, tiers } of lists) {
    articles.forEach((article, place) => best.set(article, Math.max(tiers[place], best.get(article) ?? 0)));
  }
  const articles = Int32Array.from(best.keys()).sort();
  return { articles, tiers: Uint8Array.from(articles, (article) => best.get(article)) };
}

/** A function that gives the places of a pair before a character, for the articles of the pair; see places.py. */
function readPlaces(bytes) {
  const source = reader(bytes);
  const [number, characters] = readKeys(source);
  const keys = pairsOf(number, characters);
  const lists = keys.map((key) => ({ key, count: source.next() }));
  let at = 2 * number;
  for (const list of lists) {
    list.following = characters.slice(at, (at += list.count));
    list.times = list.following.map(() => source.next());
  }
  const total = lists.reduce((sum, list) => list.times.reduce((one, other) => one + other, sum), 0);
  const high = Int32Array.from({ length: total }, () => source.next());
  const places = Float64Array.from(high, (value) => (value % HIGH < HIGH - 1 ? value % HIGH : HIGH - 1 + source.next()) * 256);
  const low = source.take(total);
  for (let n = 0; n < total; n += 1) places[n] += low[n];

  return (key, third, articles, start) => {
    let from = 0;
    for (const list of lists) {
      for (const [place, times] of list.times.entries()) {
        if (list.key === key && list.following[place] === third) return inArticles(from, from + times, articles, start);
        from += times;
      }
    }
    return [];
  };

  function inArticles(from, to, articles, start) {
    const found = [];
    for (let n = from, rank = -1; n < to; n += 1) {
      rank += Math.floor(high[n] / HIGH);
      found.push((start + articles[rank]) * SPAN + places[n]);
    }
    return found;
  }
}
