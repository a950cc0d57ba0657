// A review saves itself: what changed is sent after a moment with the edition this window knows. Another window
// that saved meanwhile is told in words, and nothing is written over. Without this the same form has a button.
const WAIT = 800, AGAIN = 6000;
const form = document.querySelector("[data-review]");
if (form) start(form);

function start(form) {
  const status = form.querySelector("[data-status]"), total = form.querySelector("[data-total]");
  const dirty = new Map();
  let timer, busy = false, stopped = false, leaving = false;
  const say = (words) => { if (status.textContent !== words) status.textContent = words; };

  function changed({ target }) {
    if (!target.name || target.type === "hidden" || stopped) return;
    dirty.set(target.name, target.value);
    say(form.dataset.saving);
    later(WAIT);
  }

  function later(wait) { clearTimeout(timer); timer = setTimeout(send, wait); }

  async function send() {
    if (busy || stopped || !dirty.size) return;
    busy = true;
    const sent = new Map(dirty), data = new FormData();
    for (const name of ["csrfmiddlewaretoken", "edition"]) data.append(name, form.elements.namedItem(name).value);
    for (const [name, value] of sent) data.append(name, value);
    try {
      const answer = await fetch(form.dataset.review, { method: "POST", body: data, redirect: "manual", headers: { Accept: "application/json" } });
      if (answer.status === 409 || answer.status === 422) {
        say((await answer.json()).refused);
        if (answer.status === 409) stopped = true;
        return;
      }
      if (!answer.ok) { say(form.dataset.failed); return; }
      const found = await answer.json();
      form.elements.namedItem("edition").value = found.edition;
      for (const [name, value] of sent) if (dirty.get(name) === value) dirty.delete(name);
      total.textContent = found.total;
      say(dirty.size ? form.dataset.saving : form.dataset.saved);
      if (dirty.size) later(WAIT);
    } catch {
      if (!leaving) { say(form.dataset.offline); later(AGAIN); }
    } finally { busy = false; }
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  // A save on its way would make the edition of the form an old one: wait for it.
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (!busy) { leaving = true; return; }
    event.preventDefault();
    const { submitter } = event;
    while (busy) await new Promise((done) => setTimeout(done, 50));
    clearTimeout(timer);
    leaving = true;
    form.requestSubmit(submitter);
  });
  addEventListener("online", () => later(0));
  addEventListener("beforeunload", (event) => { if (dirty.size && !leaving && !stopped) event.preventDefault(); });
}
