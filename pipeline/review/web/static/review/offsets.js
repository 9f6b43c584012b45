/* Places in the article: what the page shows counts, in code points, as long as the article's text. */

const points = (text) => {
  let count = 0;
  for (const _ of text) count += 1; // a string is gone through by code points, not by its 16-bit units
  return count;
};

/** The part of a range that lies in a block. */
function within(block, range) {
  const clipped = range.cloneRange();
  if (!block.contains(range.startContainer)) clipped.setStart(block, 0);
  if (!block.contains(range.endContainer)) clipped.setEnd(block, block.childNodes.length);
  return clipped;
}

/** The piece of the article that a range covers, without spaces at its ends; null if it is none. */
export function pieceOf(range) {
  const touched = [...document.querySelectorAll("#paper [data-part]")].filter((block) => range.intersectsNode(block));
  // a triple click ends at the beginning of the next block, of which it has nothing
  const blocks = touched.filter((block) => within(block, range).toString().trim());
  const parts = new Set(blocks.map((block) => block.dataset.part));
  if (parts.size !== 1) return null;
  const [first, last] = [within(blocks[0], range), within(blocks.at(-1), range)];
  const start = offsetIn(blocks[0], first.startContainer, first.startOffset) + points(first.toString().match(/^\s*/)[0]);
  const end = offsetIn(blocks.at(-1), last.endContainer, last.endOffset) - points(last.toString().match(/\s*$/)[0]);
  const words = blocks.map((block) => within(block, range).toString()).join(" ");
  return { part: blocks[0].dataset.part, start, end, words: words.trim().replace(/\s+/g, " ") };
}

/** The range of the page that a piece covers; null if there is none. */
export function rangeOf({ part, start, end }) {
  const range = document.createRange();
  const from = pointAt(part, start);
  const to = pointAt(part, end - 1);
  if (!from || !to) return null;
  range.setStart(...from);
  range.setEnd(to[0], to[1] + String.fromCodePoint(to[0].data.codePointAt(to[1])).length);
  return range;
}

function offsetIn(block, node, offset) {
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  return Number(block.dataset.start) + points(before.toString());
}

/** The text node and the place in it where a code point of the article stands. */
function pointAt(part, offset) {
  const blocks = [...document.querySelectorAll(`#paper [data-part="${part}"]`)];
  const block = blocks.findLast((one) => Number(one.dataset.start) <= offset);
  if (!block) return null;
  let left = offset - Number(block.dataset.start);
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data;
    const size = points(text);
    if (left < size) return [walker.currentNode, [...text].slice(0, left).join("").length];
    left -= size;
  }
  return null;
}

export const isInArticle = (selection) => selection.rangeCount > 0 && document.getElementById("paper").contains(selection.anchorNode);
