/* The line that says what happened; screen readers read it out. */
export function say(words) {
  const line = document.getElementById("status");
  line.textContent = "";
  requestAnimationFrame(() => (line.textContent = words)); // the same words twice are said twice
}


