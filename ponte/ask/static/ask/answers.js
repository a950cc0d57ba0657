// Answers save themselves: each change is sent after a moment, kept on the device while there is no connection,
// and the page follows what the server worked out. Without this the same form is sent by its buttons.
const WAIT = 700, AGAIN = 8000, LOOK = 25000;
const form = document.querySelector("[data-answers-form]");
if (form) start(form);

function start(form) {
  const state = form.querySelector("[data-state]");
  const key = form.dataset.key ? `ponte-answers-${form.dataset.key}` : "";
  const dirty = new Map();
  let timer, busy = false, writing = "", leaving = false, passed = false;
  const say = (words) => { if (state.textContent !== words) state.textContent = words; };
  const place = (path) => form.querySelector(`[data-place="${CSS.escape(path)}"]`);
  const controls = (path) => [...form.elements].filter((each) => each.name === `a:${path}`);
  const pathOf = (name) => /^[ac]:/.test(name) ? name.slice(2) : "";

  function entries(path) {
    const found = [];
    for (const each of form.elements) {
      if (each.name !== `a:${path}` && each.name !== `c:${path}`) continue;
      if (/^(radio|checkbox)$/.test(each.type) && !each.checked) continue;
      found.push([each.name, each.value]);
    }
    return found;
  }

  function keep() {
    if (!key) return;
    try {
      if (dirty.size) localStorage.setItem(key, JSON.stringify([...dirty]));
      else localStorage.removeItem(key);
    } catch { /* A full or closed store: the page itself still holds the answers. */ }
  }

  function write(path, given) {
    for (const each of [...controls(path), ...form.querySelectorAll(`[name="${CSS.escape(`c:${path}`)}"]`)]) {
      const values = given.filter(([name]) => name === each.name).map(([, value]) => value);
      if (/^(radio|checkbox)$/.test(each.type)) each.checked = values.includes(each.value) || (each.type === "radio" && each.value === "" && !values.length);
      else if (each.type !== "file") each.value = values[0] ?? "";
    }
  }

  function bring() {
    if (!key) return;
    try {
      for (const [path, kept] of JSON.parse(localStorage.getItem(key) ?? "[]")) {
        if (!place(path)) continue;
        write(path, kept.entries);
        dirty.set(path, kept);
      }
    } catch { localStorage.removeItem(key); }
    if (dirty.size) later(0);
  }

  function edition(path) { return form.elements.namedItem(`e:${path}`); }

  function changed(event) {
    const path = pathOf(event.target.name ?? "");
    if (!path) return;
    dirty.set(path, { entries: entries(path), edition: dirty.get(path)?.edition ?? edition(path)?.value ?? "0" });
    writing = path;
    keep();
    say(form.dataset.saving ?? "");
    later(event.type === "input" && event.target.matches("input[type=text], textarea") ? WAIT : 150);
  }

  function later(wait) { clearTimeout(timer); timer = setTimeout(send, wait); }

  function body(sent) {
    if (!key) return new FormData(form);
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken")?.value ?? "");
    for (const [path, kept] of sent) {
      data.append(`e:${path}`, kept.edition);
      for (const [name, value] of kept.entries) data.append(name, value);
    }
    return data;
  }

  async function send() {
    if (busy) return later(WAIT);
    busy = true;
    const sent = new Map(dirty);
    try {
      const answer = await fetch(form.dataset.answersForm, { method: "POST", body: body(sent), redirect: "manual", headers: { Accept: "application/json" } });
      if (!answer.ok) {
        say(form.dataset.refused ?? "");
        if (answer.status === 409) say((await answer.json()).refused);
        return later(AGAIN);
      }
      const found = await answer.json();
      for (const [path, kept] of sent) if (dirty.get(path) === kept) dirty.delete(path);
      keep();
      follow(found, sent);
      if (sent.size || !key) say(dirty.size ? form.dataset.saving ?? "" : form.dataset.saved ?? "");
      later(dirty.size ? WAIT : LOOK);
    } catch {
      if (!leaving) say(form.dataset.offline ?? "");
      later(AGAIN);
    } finally { busy = false; }
  }

  function follow(found, sent) {
    for (const [path, now] of Object.entries(found.places)) {
      const box = place(path);
      if (!box) continue;
      box.hidden = !now.relevant;
      const optional = box.querySelector(":scope > label [data-optional], :scope > legend [data-optional]");
      if (optional) optional.hidden = now.required;
      show(box, "[data-error]", now.error);
      show(box, "[data-rival]", now.rival);
      box.classList.toggle("wrong", Boolean(now.error));
      const label = box.querySelector("[data-label] bdi");
      if (label && now.label && label.textContent !== now.label) label.textContent = now.label;
      const fixed = box.querySelector("[data-fixed] bdi");
      if (fixed && "fixed" in now) fixed.textContent = now.fixed;
      if (now.offered) offer(box, new Set(now.offered));
      const known = edition(path);
      if (!known || dirty.has(path)) { if (known && sent.has(path) && dirty.has(path)) dirty.get(path).edition = String(now.edition); continue; }
      const isNews = Number(now.edition) > Number(known.value) && !sent.has(path);
      known.value = now.edition;
      if (isNews && now.raw && (path !== writing || document.activeElement?.name !== `a:${path}`))
        write(path, [...now.raw.map((value) => [`a:${path}`, value]), [`c:${path}`, now.currency]]);
    }
    const bar = form.parentElement.querySelector("[data-progress] progress");
    if (bar && found.asked) { bar.max = found.asked; bar.value = found.done; const share = bar.parentElement.querySelector(".progress-words > :last-child"); if (share) share.textContent = `${Math.round(100 * found.done / found.asked)}%`; }
  }

  function show(box, which, words) {
    const part = [...box.querySelectorAll(which)].find((each) => each.closest("[data-place]") === box);
    if (!part) return;
    part.hidden = !words;
    const target = part.querySelector("[data-words]");
    if (target.textContent !== words) target.textContent = words ?? "";
  }

  function offer(box, names) {
    for (const option of box.querySelectorAll("[data-option]")) {
      const shown = names.has(option.dataset.option);
      option.hidden = !shown;
      if (option.tagName === "OPTION") option.disabled = !shown;
    }
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  // What waits is sent before the page is left; without a connection one stays, and nothing is lost.
  form.addEventListener("submit", async (event) => {
    if (passed || !key || (!dirty.size && !busy && navigator.onLine)) { leaving = true; clearTimeout(timer); return; }
    event.preventDefault();
    const { submitter } = event;
    clearTimeout(timer);
    while (busy) await new Promise((done) => setTimeout(done, 50));
    if (dirty.size) await send();
    if (!navigator.onLine) say(form.dataset.offline ?? "");
    if (dirty.size || !navigator.onLine) return;
    clearTimeout(timer);
    passed = leaving = true;
    form.requestSubmit(submitter);
  });
  addEventListener("pageshow", () => { passed = leaving = false; });
  addEventListener("pagehide", () => { leaving = true; });
  addEventListener("online", () => later(0));
  addEventListener("offline", () => say(form.dataset.offline ?? ""));
  for (const button of form.querySelectorAll("[data-locate]")) locate(button);
  bring();
  if (key && !dirty.size) later(LOOK);
}

function locate(button) {
  if (!navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const input = document.getElementById(button.dataset.locate);
      input.value = `${coords.latitude.toFixed(5)} ${coords.longitude.toFixed(5)}`;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
    () => { button.insertAdjacentText("afterend", ` ${button.dataset.failed}`); },
  ));
}
