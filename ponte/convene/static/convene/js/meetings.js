// Meeting pages: the reader's own time zone beside the one of the place, texts that are copied at a touch,
// an agenda that stays where one is after a button.
function showOwnZone() {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const time of document.querySelectorAll("time[data-own-zone]")) {
    const begins = new Date(time.dateTime);
    const ends = new Date(time.dataset.until);
    if (!own || own === time.dataset.zone || sameClock(begins, own, time.dataset.zone)) continue;
    const language = document.documentElement.lang;
    const day = new Intl.DateTimeFormat(language, { dateStyle: "full", timeZone: own });
    const clock = new Intl.DateTimeFormat(language, { timeStyle: "short", timeZone: own });
    const note = document.createElement("span");
    note.className = "own-zone";
    note.textContent = `${time.dataset.ownZone} ${day.format(begins)}, ${clock.format(begins)} – ${clock.format(ends)} (`;
    const zone = document.createElement("bdi");
    zone.dir = "ltr";
    zone.textContent = own;
    note.append(zone, ")");
    time.after(note);
  }
}

function sameClock(at, one, other) {
  const shown = (timeZone) => new Intl.DateTimeFormat("en", { dateStyle: "short", timeStyle: "short", timeZone }).format(at);
  try {
    return shown(one) === shown(other);
  } catch {
    return false;
  }
}

function offerCopies() {
  if (!navigator.clipboard) return;
  for (const line of document.querySelectorAll("[data-copies]")) {
    line.hidden = false;
    line.querySelector("button").addEventListener("click", async (event) => {
      const source = document.getElementById(line.dataset.copies);
      const button = event.currentTarget;
      await navigator.clipboard.writeText(source.value);
      button.textContent = line.dataset.done;
    });
  }
}

function stayAtItem() {
  const kept = sessionStorage.getItem("agenda-at");
  if (kept && document.querySelector(".agenda-edit")) scrollTo(0, Number(kept));
  sessionStorage.removeItem("agenda-at");
  document.addEventListener("submit", (event) => {
    if (event.target.closest(".agenda-edit")) sessionStorage.setItem("agenda-at", String(scrollY));
  });
}

showOwnZone();
offerCopies();
stayAtItem();
