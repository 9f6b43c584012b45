() => {
  // What a person reads or presses.
  const PARTS =
    "a, button, summary, input, select, textarea, label, legend, h1, h2, h3, p, li, dt, dd, th, td, kbd, " +
    "progress, mark, .type, .state, .confidence, .name, svg:not(.links) text";
  const WHOLE = "button, .button, summary, .type, .state, th, h1, h2, h3";

  const ancestors = (one) => (one.parentElement ? [one.parentElement, ...ancestors(one.parentElement)] : []);
  const isLifted = (one) => ["fixed", "sticky", "absolute"].includes(getComputedStyle(one).position);
  const isShown = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".visually-hidden, .skip");
  const named = ({ tagName, id, textContent }) => `${tagName.toLowerCase()}#${id} “${textContent.trim().slice(0, 30)}”`;

  /** What is left of a box where those around its element scroll or cut it off. */
  function seen({ left, top, right, bottom }, one) {
    for (const around of ancestors(one)) {
      if (around === document.body) break;
      const { overflowX, overflowY } = getComputedStyle(around);
      const frame = around.getBoundingClientRect();
      if (overflowX !== "visible") [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
      if (overflowY !== "visible") [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
    }
    return { left, top, right, bottom };
  }

  const meet = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;

  // What is lifted out of the flow lies over other things by design, and is compared within itself.
  const parts = [...document.querySelectorAll(PARTS)].filter(isShown).map((one) => ({
    one,
    layer: [one, ...ancestors(one)].find(isLifted),
    boxes: [...one.getClientRects()]
      .map((box) => seen(box, one))
      .filter((box) => box.right - box.left > 1 && box.bottom - box.top > 1),
  }));

  const faults = [];
  parts.forEach((a, index) => {
    for (const b of parts.slice(index + 1)) {
      if (a.layer !== b.layer || a.one.contains(b.one) || b.one.contains(a.one)) continue;
      if (a.boxes.some((box) => b.boxes.some((other) => meet(box, other)))) faults.push(`${named(a.one)} lies over ${named(b.one)}`);
    }
    if (a.boxes.some(({ left, right }) => left < -1 || right > innerWidth + 1)) faults.push(`${named(a.one)} sticks out`);
    const isCut = a.one.matches(WHOLE) && a.one.scrollWidth > a.one.clientWidth + 1;
    if (isCut && getComputedStyle(a.one).display !== "inline") faults.push(`${named(a.one)} is cut off`);
  });
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) faults.push(`the page is ${page.scrollWidth - page.clientWidth} px too wide`);
  return faults;
}
