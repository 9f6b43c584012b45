/* Words selected in the article: evidence for the form that is open, else the beginning of a new record. */
import { highlight, openForm } from "./forms.js";
import { isInArticle, pieceOf } from "./offsets.js";
import { say } from "./status.js";

let piece = null;

export function watchSelection(desk) {
  const picker = document.getElementById("picker");
  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => offer(picker));
  });
  picker.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  picker.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || !piece) return;
    if (button.dataset.new) begin(desk, button.dataset.new);
    else choose(button.dataset.field);
    getSelection().removeAllRanges();
    hidePicker();
  });
}

export function hidePicker() {
  const picker = document.getElementById("picker");
  const shown = !picker.hidden;
  picker.hidden = true;
  return shown;
}

function offer(picker) {
  const selection = getSelection();
  if (selection.isCollapsed || !isInArticle(selection)) return hidePicker();
  const range = selection.getRangeAt(0);
  piece = pieceOf(range);
  if (!piece) return hidePicker();
  const form = openForm();
  picker.querySelector('[data-for="adding"]').hidden = !!form;
  const fields = picker.querySelector('[data-for="amending"]');
  fields.hidden = !form;
  if (form) fields.replaceChildren(fields.firstElementChild, ...[...form.querySelectorAll("[data-field]:has(.pieces)")].map(fieldButton));
  picker.hidden = false;
  place(picker, range.getBoundingClientRect());
}

function fieldButton(field) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "small";
  button.dataset.field = field.dataset.field;
  button.textContent = field.dataset.field.replaceAll("_", " ");
  return button;
}

function place(picker, box) {
  const { width, height } = picker.getBoundingClientRect();
  const below = box.bottom + 6 + height < innerHeight;
  picker.style.left = `${Math.max(6, Math.min(box.left, innerWidth - width - 6))}px`;
  picker.style.top = `${Math.max(6, below ? box.bottom + 6 : box.top - height - 6)}px`;
}

function begin(desk, type) {
  const { part, start, end } = piece;
  const address = `/add?${desk.dataset.carried}&new=${type}&piece=${encodeURIComponent(`words ${part} ${start} ${end}`)}`;
  htmx.ajax("GET", address, { source: desk, target: "#adding", swap: "innerHTML" });
}

/** Give a field these words, instead of the only ones it had. */
function choose(name) {
  const field = openForm().querySelector(`[data-field="${name}"]`);
  const list = field.querySelector(".pieces");
  const value = `${name} ${piece.part} ${piece.start} ${piece.end}`;
  const boxes = [...list.querySelectorAll("input")];
  const kept = boxes.filter((box) => box.checked);
  const same = boxes.find((box) => box.value === value);
  const instead = kept.length === 1 && kept[0] !== same ? kept[0] : null;
  if (instead) instead.checked = false;
  if (same) same.checked = true;
  else list.append(choice(value));
  const input = field.querySelector("input[id^=field-], textarea[id^=field-]");
  if (input && !input.value.trim() && !piece.words.includes("◇")) input.value = piece.words;
  say(`“${piece.words}” are words for ${name} now${instead ? ", instead of those it had; check them to keep both" : ""}.`);
  (input ?? list.lastElementChild.querySelector("input")).focus({ preventScroll: true });
  highlight();
}

function choice(value) {
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "piece", value, checked: true });
  box.dataset.chosen = "";
  const words = document.createElement("bdi");
  words.textContent = `“${piece.words}”`;
  const label = Object.assign(document.createElement("label"), { className: "check" });
  label.append(box, words);
  const item = document.createElement("li");
  item.append(label);
  return item;
}
