// Filters answer at once on a wide screen: the list and the counts are replaced, the focus stays where it was.
const wide = matchMedia("(min-width: 64rem)");
let running = null;

function sameControl(form, control) {
  return [...form.elements].find((other) => other.name === control.name && (other.type === "select-one" || other.value === control.value));
}

async function answer(form, control) {
  running?.abort();
  running = new AbortController();
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  const address = `${form.action.split("?")[0]}?${query}`;
  const main = document.getElementById("main");
  main.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { signal: running.signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById("main");
    if (!response.ok || !fresh) throw new Error(response.statusText);
    main.replaceChildren(...fresh.childNodes);
    const aside = page.querySelector(".aside");
    if (aside) document.querySelector(".aside")?.replaceChildren(...aside.childNodes);
    history.replaceState(null, "", address);
    openOnWide();
    document.dispatchEvent(new CustomEvent("ponte:replaced"));
    const again = document.getElementById(form.id);
    if (again) sameControl(again, control)?.focus({ preventScroll: true });
  } catch (trouble) {
    if (trouble.name !== "AbortError") form.submit();
  } finally {
    main.removeAttribute("aria-busy");
  }
}

function openOnWide() {
  for (const panel of document.querySelectorAll("details[data-filters]")) panel.open = wide.matches;
}

export function watchFilters() {
  openOnWide();
  document.addEventListener("change", (event) => {
    const { form } = event.target;
    if (form && "answers" in form.dataset && wide.matches && event.target.type !== "search") answer(form, event.target);
  });
}
