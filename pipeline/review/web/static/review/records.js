/* Which record is selected: its card, the words it rests on, and both in view. */
import { drawLinks } from "./links.js";
import { say } from "./status.js";

let last = null; // the record that was selected last: its card may be replaced by a newer one

const cards = () => [...document.querySelectorAll("#cards > .card")];
const isOpen = (card) => card.hasAttribute("data-open") && !card.classList.contains("sent");

export const selected = () => document.querySelector("#cards > .card.selected");
export const firstOpen = () => cards().find(isOpen) ?? null;
export const marksOf = (record) => [...document.querySelectorAll(`#paper mark[data-records~="${CSS.escape(record)}"]`)];

/** The next open record after a card, from the beginning again behind the last; null if none is left. */
export function nextOpen(card) {
  const all = cards();
  const index = all.indexOf(card);
  return [...all.slice(index + 1), ...all.slice(0, Math.max(index, 0))].find(isOpen) ?? null;
}

export function step(by) {
  const all = cards();
  const index = all.indexOf(selected());
  const card = all[index < 0 ? 0 : index + by];
  if (card) {
    select(card);
    say("");
  } else say(by > 0 ? "That was the last record." : "This is the first record.");
}

/** Select a card, in view and, unless somebody is typing elsewhere, with the focus. */
export function select(card, { focus = true } = {}) {
  if (!card) return;
  last = card.dataset.record;
  for (const other of document.querySelectorAll(".card.selected")) {
    other.classList.remove("selected");
    other.removeAttribute("aria-current");
  }
  card.classList.add("selected");
  card.setAttribute("aria-current", "true");
  const shown = card.classList.contains("editing") ? card.querySelector("[autofocus], [aria-invalid]") : card;
  if (focus) (shown ?? card).focus({ preventScroll: true });
  bringIntoView(card, card.closest(".beside"));
  paint();
}

/** Select the newer card of what was selected, after its old one was replaced. */
export function selectAgain() {
  const card = document.getElementById(`card-${last}`) ?? nextOpen(null);
  const isFree = [document.body, card].includes(document.activeElement);
  if (!selected()) select(card, { focus: isFree });
  else paint();
}

/** A mark can belong to several records: each click goes on to the next of them. */
export function selectByMark(mark) {
  const records = mark.dataset.records.split(" ");
  const index = records.indexOf(selected()?.dataset.record);
  select(document.getElementById(`card-${records[(index + 1) % records.length]}`));
}

/** Mark the words of the selected record, draw its links, show both. */
export function paint() {
  const record = selected()?.dataset.record;
  const marks = record ? marksOf(record) : [];
  for (const mark of document.querySelectorAll("#paper mark.selected")) colour(mark, mark.dataset.own, false);
  for (const mark of marks) colour(mark, selected().dataset.type, true);
  if (marks.length) bringIntoView(marks.find((mark) => !mark.closest("h1")) ?? marks[0], document.querySelector(".reading"), marks);
  drawLinks();
}

/** Words of several records take the colour of the one that is selected. */
function colour(mark, type, isSelected) {
  mark.dataset.own ??= mark.dataset.type;
  mark.dataset.type = type;
  mark.classList.toggle("selected", isSelected);
}

const scrolls = (pane) => pane.scrollHeight > pane.clientHeight + 1 && getComputedStyle(pane).overflowY === "auto";

/** Scroll a pane, or the page where the pane does not scroll, just so far that an element is to be seen. */
function bringIntoView(element, pane, group = [element]) {
  if (!pane || !scrolls(pane)) {
    if (pane?.classList.contains("beside")) element.scrollIntoView({ block: "nearest" });
    return;
  }
  const frame = pane.getBoundingClientRect();
  const boxes = group.map((one) => one.getBoundingClientRect());
  let top = Math.min(...boxes.map((box) => box.top));
  let bottom = Math.max(...boxes.map((box) => box.bottom));
  if (bottom - top > frame.height - 48) ({ top, bottom } = element.getBoundingClientRect());
  if (top >= frame.top + 8 && bottom <= frame.bottom - 8) return;
  const tall = bottom - top > frame.height - 16;
  pane.scrollTop += tall ? top - frame.top - 8 : (top + bottom) / 2 - (frame.top + frame.bottom) / 2;
}
