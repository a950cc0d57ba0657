// Forms: fetch a token for those on cacheable pages, send once, lead to the first error.
async function addToken(form) {
  const address = document.documentElement.dataset.token;
  const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "application/json" } });
  const { token } = await answer.json();
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = "csrfmiddlewaretoken";
  input.value = token;
  form.append(input);
}

function needsToken(form) {
  const own = new URL(form.action).origin === location.origin;
  return form.method === "post" && own && !form.elements.namedItem("csrfmiddlewaretoken");
}

export function watchForms() {
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (needsToken(form)) {
      event.preventDefault();
      try {
        await addToken(form);
        form.requestSubmit(event.submitter);
      } catch {
        form.submit();
      }
      return;
    }
    if (!("once" in form.dataset)) return;
    if (form.dataset.sent) event.preventDefault();
    else {
      form.dataset.sent = "yes";
      event.submitter?.setAttribute("aria-busy", "true");
    }
  });
  // A link that sends: without this it leads to a page with a button.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-post]");
    if (!link) return;
    event.preventDefault();
    const form = document.createElement("form");
    form.method = "post";
    form.action = link.href;
    document.body.append(form);
    form.requestSubmit();
  });
  // A page that comes back from the history can be sent again.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
    }
  });
  document.querySelector("[data-focus]")?.focus();
}
