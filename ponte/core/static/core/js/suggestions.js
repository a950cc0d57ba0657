// The search box suggests what may be meant: a combobox with a list. Without this it is a plain field.
const PAUSE = 150;

function pieces(target, parts) {
  for (const [text, marked] of parts) {
    if (marked) target.append(Object.assign(document.createElement("mark"), { textContent: text }));
    else target.append(text);
  }
}

function option(found, id) {
  const line = document.createElement("li");
  line.id = id;
  line.role = "option";
  line.setAttribute("aria-selected", "false");
  line.dataset.url = found.url;
  const name = document.createElement("bdi");
  if (found.language) name.lang = found.language;
  name.dir = found.direction;
  pieces(name, found.name);
  line.append(name);
  const told = document.createElement("small");
  if (found.source) {
    told.append(`${found.source}: `);
    const text = document.createElement("bdi");
    pieces(text, found.text);
    told.append(text);
  }
  if (found.hows.length) told.append(` ${found.hows.join(" ")}`);
  if (told.hasChildNodes()) line.append(told);
  return line;
}

class Suggestions {
  constructor(field) {
    this.field = field;
    this.waiting = this.asking = null;
    this.list = document.createElement("ul");
    this.list.className = "suggestions";
    this.list.role = "listbox";
    this.list.id = `${field.id}-suggestions`;
    this.list.hidden = true;
    this.list.setAttribute("aria-label", field.labels[0]?.textContent ?? "");
    field.after(this.list);
    field.role = "combobox";
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-expanded", "false");
    field.addEventListener("input", () => this.later());
    field.addEventListener("keydown", (event) => this.press(event));
    field.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("li")));
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    this.asking?.abort();
    const text = this.field.value.trim();
    if (!text) return this.close();
    this.asking = new AbortController();
    try {
      const address = `${this.field.dataset.suggests}?q=${encodeURIComponent(text)}`;
      const answer = await fetch(address, { signal: this.asking.signal });
      if (!answer.ok) return this.close();
      const { options } = await answer.json();
      if (document.activeElement === this.field) this.show(options);
    } catch {
      this.close();
    }
  }

  show(options) {
    this.list.replaceChildren(...options.map((found, place) => option(found, `${this.list.id}-${place}`)));
    this.field.removeAttribute("aria-activedescendant");
    this.list.hidden = !options.length;
    this.field.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  close() {
    this.show([]);
  }

  press(event) {
    const lines = [...this.list.children];
    const now = lines.findIndex((line) => line.id === this.field.getAttribute("aria-activedescendant"));
    if (event.key === "Escape" && lines.length) {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!lines.length) return;
      event.preventDefault();
      const next = event.key === "ArrowDown" ? now + 1 : now < 0 ? lines.length - 1 : now - 1;
      this.choose(lines, next);
    } else if (event.key === "Enter" && now >= 0) {
      event.preventDefault();
      this.go(lines[now]);
    }
  }

  choose(lines, next) {
    for (const [place, line] of lines.entries()) line.setAttribute("aria-selected", String(place === next));
    const chosen = lines[next];
    if (chosen) {
      this.field.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else this.field.removeAttribute("aria-activedescendant");
  }

  go(line) {
    if (line) location.assign(line.dataset.url);
  }
}

export function watchSearch() {
  const start = (event) => {
    const field = event.target;
    if (field instanceof HTMLInputElement && field.dataset.suggests && field.role !== "combobox") new Suggestions(field);
  };
  document.addEventListener("focusin", start);
  if (document.activeElement) start({ target: document.activeElement });
}
