// A link to a dialog shows it in place without this; here it opens over the page and keeps the focus inside.
export function watchDialogs() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    const closes = link.dataset.closes && document.getElementById(link.dataset.closes);
    const opens = link.hash.length > 1 && document.getElementById(link.hash.slice(1));
    if (closes?.open) {
      event.preventDefault();
      closes.close();
    } else if (opens instanceof HTMLDialogElement && !opens.open) {
      event.preventDefault();
      opens.showModal();
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof HTMLDialogElement && event.target.matches(":modal")) event.target.close();
  });
}
