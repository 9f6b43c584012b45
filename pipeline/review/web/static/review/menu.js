/* The menu of the types that a record can be added of: it opens at its first choice, and never stays behind. */
import { selected } from "./records.js";

const menu = () => document.querySelector("#desk .menu");

export function watchMenu() {
  menu().addEventListener("toggle", () => menu().open && menu().querySelector("a").focus());
  menu().addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const choices = [...menu().querySelectorAll("a")];
    const next = by && choices[(choices.indexOf(document.activeElement) + by + choices.length) % choices.length];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(".menu > summary")) menu().open = false;
  });
}

/** Whether the menu was open, and closed by this. */
export function closeMenu() {
  const shown = menu().open;
  menu().open = false;
  if (shown) (selected() ?? menu().querySelector("summary")).focus({ preventScroll: true });
  return shown;
}
