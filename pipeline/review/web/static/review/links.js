/* Lines between the words of the selected record, and to the records that it is tied to. */
const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 8; // pixels between a block and the lines beside it

export function drawLinks() {
  const lines = document.querySelector(".lines");
  for (const svg of lines.querySelectorAll(":scope > svg")) svg.remove();
  for (const mark of lines.querySelectorAll("mark.tied")) mark.classList.remove("tied");
  const card = document.querySelector("#cards > .card.selected[data-record]");
  if (!card) return;
  const begun = beginnings(card.dataset.record);
  if (!begun.length) return;
  const frame = lines.getBoundingClientRect();
  // lines run behind the words, which they must not strike through; what they are called stands before them
  const [svg, names] = ["links", "links names"].map((kind) => make("svg", { class: kind, "aria-hidden": "true", "data-type": card.dataset.type }));
  for (let index = 1; index < begun.length; index += 1) svg.append(path(begun[index - 1], begun[index], frame, "joins"));
  for (const tie of (card.dataset.links ?? "").split(" ").filter(Boolean)) {
    const [rel, record] = tie.split(/:(.*)/s);
    const there = beginnings(record);
    for (const mark of there) mark.classList.add("tied");
    const pair = nearest(begun, there, frame);
    if (!pair) continue;
    svg.append(path(...pair, frame, "ties"));
    names.append(label(rel, ...pair, frame));
  }
  lines.append(svg, names);
}

const beginnings = (record) => [...document.querySelectorAll(`#paper mark[data-begun~="${CSS.escape(record)}"]`)];

/** The two marks, one of each record, that stand nearest to each other; a headline's only where there are no others. */
function nearest(begun, there, frame) {
  const far = (a, b) => 8 * Math.abs(a.top - b.top) + Math.abs(a.middle - b.middle);
  const pairs = begun.flatMap((from) => there.filter((to) => to !== from).map((to) => [from, to]));
  const weight = ([from, to]) => far(box(from, frame), box(to, frame)) + (from.closest("h1") || to.closest("h1") ? 1e6 : 0);
  return pairs.sort((a, b) => weight(a) - weight(b))[0];
}

/** From one mark to another between the lines, and through the margin past the lines that stand between them. */
function path(from, to, frame, kind) {
  const [a, b] = [box(from, frame), box(to, frame)].sort((one, other) => one.top - other.top);
  const below = a.bottom + a.gap;
  const above = b.top - b.gap;
  const level = b.top < a.bottom; // in one line, the path hangs below it
  const way = above - below < a.gap + b.gap ? `V${below} H${b.middle}` : `V${below} H${Math.min(a.margin, b.margin)} V${above} H${b.middle}`;
  return make("path", { class: kind, d: `M${a.middle} ${a.bottom} ${way} V${level ? b.bottom : b.top}` });
}

function label(words, from, to, frame) {
  const [a, b] = [box(from, frame), box(to, frame)];
  const text = make("text", { x: (a.middle + b.middle) / 2 + 4, y: (a.bottom + b.top) / 2 });
  text.textContent = words;
  return text;
}

/** The first line of a mark: `gap` is half of what is free between it and the next line, `margin` beside its block. */
function box(mark, frame) {
  const first = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const block = mark.closest(".block");
  const gap = Math.max(1, (parseFloat(getComputedStyle(block).lineHeight) - first.height) / 2 || 1);
  const margin = block.getBoundingClientRect().left - frame.left - MARGIN;
  return { top: first.top - frame.top, bottom: first.bottom - frame.top, middle: Math.round(first.left + first.width / 2 - frame.left), gap, margin };
}

function make(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
