// Minutes written by several people at once. Every key is kept on this device until the server has it; every
// exchange sends the text as it was when this page last agreed with the server (base) and as it is now.
const SOON = 800, QUIET = 4000, RETRY = 3000;
const page = document.querySelector("[data-writing]");
const { live, person, minutes } = page.dataset;
const status = document.getElementById("writing-status");
const people = document.getElementById("writing-people");
const notes = new Map([...page.querySelectorAll("textarea[data-key]")].map((area) => [Number(area.dataset.key), {
  area, base: area.value, sent: null, version: Number(area.dataset.version), why: "",
}]));
let timer = 0, running = false, offline = false, stopped = false;

const shelf = (key) => `ponte-minutes:${person}:${minutes}:${key}`;
const keep = (key, note) => {
  try { localStorage.setItem(shelf(key), JSON.stringify({ base: note.base, text: note.area.value })); } catch { /* full or forbidden */ }
};
const forget = (key) => { try { localStorage.removeItem(shelf(key)); } catch { /* nothing was kept */ } };
const isDirty = (note) => note.area.value !== note.base;
const say = (word, kind) => {
  status.textContent = page.dataset[word] ?? word;
  status.className = `state ${kind}`;
};

function takeUp() { // what a crash, a closed lid or a lost connection left on this device
  for (const [key, note] of notes) {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(shelf(key))); } catch { /* unreadable */ }
    if (!kept || kept.text === note.area.value) { forget(key); continue; }
    note.base = kept.base;
    note.area.value = kept.text;
    grow(note.area);
  }
}

function grow(area) {
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + 4}px`;
}

function show(area, text) { // put a newer text in, and leave the caret where its words are
  const { selectionStart, value } = area;
  const after = value.slice(selectionStart);
  const before = value.slice(0, selectionStart);
  area.value = text;
  const place = text.startsWith(before) ? before.length : text.endsWith(after) ? text.length - after.length : Math.min(selectionStart, text.length);
  if (document.activeElement === area) area.setSelectionRange(place, place);
  grow(area);
}

function take(fresh) {
  for (const { key, version, text, twice } of fresh) {
    const note = notes.get(key);
    if (!note) continue;
    const box = page.querySelector(`[data-twice="${key}"]`);
    if (box && box.innerHTML.trim() !== twice.trim()) box.innerHTML = twice;
    note.version = version;
    const now = note.area.value;
    if (note.sent === null) {
      if (isDirty(note)) continue; // sent with the next exchange, and merged there
      if (now !== text) show(note.area, text);
      note.base = note.area.value;
    } else if (now === note.sent || now.trimEnd() === text) {
      if (now.trimEnd() !== text) show(note.area, text);
      note.base = note.area.value;
      forget(key);
    } else {
      note.base = note.sent; // they wrote on: the server has what was sent, and others' words come with the next answer
      keep(key, note);
    }
  }
}

function tell(answer) {
  for (const [key, note] of notes) {
    note.why = answer.refused[key] ?? "";
    const line = page.querySelector(`[data-why="${key}"]`);
    if (line) { line.textContent = note.why; line.hidden = !note.why; }
    const here = answer.people.filter((row) => row.key === key).map((row) => row.name).join(", ");
    const mark = page.querySelector(`[data-here="${key}"]`);
    if (mark) { mark.textContent = here ? page.dataset.writes.replace("%s", `\u2068${here}\u2069`) : ""; mark.hidden = !here; }
  }
  people.textContent = answer.people.length ? page.dataset.with.replace("%s", answer.people.map((row) => `\u2068${row.name}\u2069`).join(", ")) : "";
  if (answer.state !== "draft") { stopped = true; say("ended", "warn"); return; }
  if ([...notes.values()].some((note) => note.why)) say("refused", "bad");
  else if ([...notes.values()].some(isDirty)) say("saving", "info");
  else say("saved", "good");
}

async function exchange() {
  clearTimeout(timer);
  if (running || stopped) return;
  running = true;
  const saves = [];
  for (const [key, note] of notes) {
    note.sent = null;
    if (!isDirty(note) || (note.why && note.refusedText === note.area.value)) continue;
    note.sent = note.area.value;
    saves.push({ key, base: note.base, text: note.sent, heading: note.area.dataset.heading });
  }
  if (saves.length) say("saving", "info");
  const active = document.activeElement?.dataset?.key;
  const body = JSON.stringify({
    saves, here: active === undefined ? null : Number(active),
    versions: Object.fromEntries([...notes].map(([key, note]) => [key, note.version])),
  });
  let pause = QUIET;
  try {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": page.querySelector("[name=csrfmiddlewaretoken]").value };
    const answer = await fetch(live, { method: "POST", headers, body, redirect: "error", signal: AbortSignal.timeout(15000) });
    const told = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(told.why), { isWord: true });
    offline = false;
    for (const [key, note] of notes) if (told.refused[key]) { note.refusedText = note.sent; note.sent = null; }
    take(told.notes.filter((row) => !(row.key in told.refused)));
    tell(told);
    if ([...notes.values()].some((note) => isDirty(note) && !note.why)) pause = SOON;
  } catch (trouble) {
    offline = true;
    pause = RETRY;
    for (const [key, note] of notes) if (isDirty(note)) keep(key, note);
    say(trouble.isWord ? trouble.message : "offline", trouble.isWord ? "bad" : "warn");
  } finally {
    running = false;
    timer = setTimeout(exchange, document.hidden && pause === QUIET ? QUIET * 5 : pause);
  }
}

page.addEventListener("input", (event) => {
  const key = Number(event.target.dataset.key);
  const note = notes.get(key);
  if (!note || event.target !== note.area) return;
  keep(key, note);
  grow(note.area);
  if (!offline) say("saving", "info");
  clearTimeout(timer);
  timer = setTimeout(exchange, offline ? RETRY : SOON);
  note.since ??= setTimeout(() => { note.since = undefined; exchange(); }, 1500); // who never pauses is saved too
});
page.addEventListener("focusin", () => { clearTimeout(timer); timer = setTimeout(exchange, 300); });
page.addEventListener("submit", () => { // a button saves everything too; what is kept here goes once it is seen to have arrived
  stopped = true;
  for (const [key, note] of notes) {
    page.querySelector(`[name="base-${key}"]`).value = note.base;
    if (isDirty(note)) keep(key, note);
  }
});
addEventListener("online", exchange);
document.addEventListener("visibilitychange", exchange);
addEventListener("beforeunload", (event) => { if ([...notes.values()].some(isDirty) && !stopped) event.preventDefault(); });
takeUp();
for (const { area } of notes.values()) grow(area);
exchange();
