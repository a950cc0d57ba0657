// A page that waits for work in the background looks again by itself; without this it has a link.
export function lookAgain() {
  const waiting = document.querySelector("[data-look-again]");
  if (waiting) setTimeout(() => location.reload(), 1000 * Number(waiting.dataset.lookAgain));
}
