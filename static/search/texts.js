// The texts of articles, by the numbers that the postings have.

import { decoded, decodedDense, unbase64 } from "./files.js";
import { GROUP, MARK, mark } from "./postings.js";

const AT_ONCE = 12; // files asked for at a time
const FEW_ROLLS = 8; // for which a file of ids, of the weight of fourteen, is not asked

/** Names and texts of the articles of an index. */
export function texts(files, manifest) {
  const marks = unbase64(manifest.rolls);
  const idMarks = unbase64(manifest.ids.marks);

  const inline = marks.length === Math.ceil(manifest.articles / manifest.roll) * MARK; // else they are the marks of groups

  async function markOf(roll) {
    if (inline) return mark(marks, roll);
    const group = Math.floor(roll / GROUP);
    return mark(await files.get(`r/g${group.toString(16)}-${mark(marks, group)}`), roll % GROUP);
  }
  async function row(article) {
    const roll = Math.floor(article / manifest.roll);
    const rows = JSON.parse(decoded(await files.get(`r/${roll.toString(16)}-${await markOf(roll)}`)));
    return rows[article % manifest.roll];
  }
  async function one(article) {
    const [id, version] = await row(article);
    const record = JSON.parse(decodedDense(await files.get(`t/${id}-${version}`)));
    const head = [record.column, record.kicker, record.headline].filter(Boolean);
    return { ...record, id, article, parts: [...head, ...(record.text ?? [])] };
  }
  async function manyIds(articles) {
    const { each } = manifest.ids;
    const numbers = numbersOf(articles, each);
    const lists = await inOrder(numbers, (number) => files.get(`i/${number.toString(16)}-${mark(idMarks, number)}`));
    const held = new Map(numbers.map((number, place) => [number, decoded(lists[place]).split("\n")]));
    return Array.from(articles, (article) => held.get(Math.floor(article / each))[article % each]);
  }
  return {
    /** The texts of articles, in the order asked for. */
    of: (articles) => inOrder(articles, one),
    /** Their ids; of many articles from larger files, or a frequent word would ask for every roll there is. */
    ids(articles) {
      const few = numbersOf(articles, manifest.roll).length <= FEW_ROLLS * numbersOf(articles, manifest.ids.each).length;
      return few ? inOrder(articles, async (article) => (await row(article))[0]) : manyIds(articles);
    },
  };
}

/** The numbers of the files, of so many articles each, that hold these. */
function numbersOf(articles, each) {
  return [...new Set(Array.from(articles, (article) => Math.floor(article / each)))];
}

async function inOrder(articles, ask) {
  const answers = [];
  for (let at = 0; at < articles.length; at += AT_ONCE) {
    answers.push(...(await Promise.all(Array.from(articles.slice(at, at + AT_ONCE), ask))));
  }
  return answers;
}
