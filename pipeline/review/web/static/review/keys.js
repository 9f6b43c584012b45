/* The keys: each presses the button that carries it, on the selected card or among the document's tools. */
import { cancelForm, openForm } from "./forms.js";
import { closeMenu } from "./menu.js";
import { hidePicker } from "./picking.js";
import { select, selected, step } from "./records.js";
import { say } from "./status.js";

const FIELDS = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), select, textarea, [contenteditable]";
const CARD_KEYS = ["a", "x", "e"];
const WHY = "Why? t not in the text, f a field is wrong, y wrong type, d duplicate; Esc cancels.";
const STORED = "pressfacts keys off";

/** The reasons that wait for the second key. */
const waiting = () => document.querySelector("#cards .reasons[open]");

export function listen(desk) {
  const help = document.getElementById("help");
  const switched = document.getElementById("keys-on");
  switched.checked = localStorage.getItem(STORED) === null;
  switched.addEventListener("change", () => (switched.checked ? localStorage.removeItem(STORED) : localStorage.setItem(STORED, "1")));
  desk.querySelector('[data-key="?"]').addEventListener("click", () => help.showModal());
  desk.addEventListener("toggle", (event) => event.target.matches?.(".reasons") && turned(event.target), true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return openForm()?.requestSubmit();
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.key === "Escape") return escape(event);
    if (!switched.checked || event.target.closest?.(FIELDS)) return;
    const key = keyOf(event);
    if (!key) return;
    const done = waiting() ? second(waiting(), key) : first(key, event.repeat);
    if (done) event.preventDefault();
  });
}

/** The key as a letter, also where the keyboard writes no Latin ones, and whatever Caps Lock does. */
function keyOf(event) {
  if (event.key === "?") return "?";
  const letter = /^[a-z]$/i.test(event.key) ? event.key : (event.key.charCodeAt(0) > 127 && event.code.match(/^Key([A-Z])$/)?.[1]) || "";
  return event.shiftKey ? letter.toUpperCase() : letter.toLowerCase();
}

function first(key, repeated) {
  if (key === "n" || key === "p") {
    step(key === "n" ? 1 : -1);
    return true;
  }
  if (repeated) return true; // a key that is held down must not decide one record after the other
  const form = openForm();
  if (key === "e" && form) {
    form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    return true;
  }
  const isForCard = CARD_KEYS.includes(key);
  const button = (isForCard ? selected() : document.getElementById("desk"))?.querySelector(`[data-key="${key}"]`);
  if (button) button.click();
  else if (isForCard) say("No record is selected: n goes to the next.");
  return !!button || isForCard;
}

function second(reasons, key) {
  const button = reasons.closest(".card").querySelector(`[data-key="x${key}"]`);
  if (button) {
    reasons.open = false;
    button.click();
  } else say(WHY);
  return true;
}

function turned(reasons) {
  if (!reasons.open) return;
  for (const other of document.querySelectorAll(".reasons[open]")) if (other !== reasons) other.open = false;
  const card = reasons.closest(".card");
  select(card, { focus: false });
  card.querySelector(".why").scrollIntoView({ block: "nearest" });
  say(WHY);
}

function escape(event) {
  const reasons = waiting();
  if (reasons) {
    reasons.open = false;
    reasons.closest(".card").focus({ preventScroll: true });
    say("Not rejected.");
  } else if (!closeMenu() && !hidePicker() && !cancelForm()) return;
  event.preventDefault();
}
