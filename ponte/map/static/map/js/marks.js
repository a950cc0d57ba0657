// Marks: one organisation, or several and how many. Each is a button; it opens what is there, or comes nearer.
const L = globalThis.L;
const SIZE = 44;
const MOST_NAMES = 30; // more would stand on each other

function filled(words, ...parts) {
  return parts.reduce((text, part, at) => text.replace(`%${at + 1}`, part), words);
}

function part(tag, text, how) {
  const element = document.createElement(tag);
  element.textContent = text;
  Object.assign(element, how);
  return element;
}

// What is seen, and beside it the same for those who hear it.
function face(one, count, name) {
  const whole = document.createElement("div");
  whole.append(part("b", one.count === 1 ? "" : count, { ariaHidden: "true" }));
  if (one.place) whole.append(part("small", one.place, { ariaHidden: "true" }));
  whole.append(part("span", name, { className: "visually-hidden" }));
  return whole;
}

export class Marks {
  constructor(map, stage) {
    this.map = map;
    this.stage = stage;
    this.said = stage.dataset;
    this.shown = new Map();
    this.number = new Intl.NumberFormat(document.documentElement.lang);
    this.opened = null;
    map.on("popupclose", () => {
      const mark = this.opened?.getElement();
      if (mark && this.returns) mark.focus();
      this.opened = null;
    });
    map.getContainer().addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.opened) return;
      this.returns = true;
      map.closePopup();
    });
    map.getContainer().addEventListener("focusin", (event) => {
      if (event.target.classList.contains("map-mark")) map.panInside(this.placeOf(event.target), { padding: [SIZE, SIZE] });
    });
  }

  placeOf(element) {
    return [...this.shown.values()].find((mark) => mark.getElement() === element)?.getLatLng() ?? this.map.getCenter();
  }

  // Those that are still there stay as they are, so that the focus does too.
  show(found) {
    const wanted = new Map(found.map((one) => [`${one.at} ${one.count} ${one.name ?? ""}`, one]));
    const focused = document.activeElement?.classList.contains("map-mark") ? this.placeOf(document.activeElement) : null;
    for (const [key, mark] of this.shown) {
      if (wanted.has(key)) continue;
      if (mark === this.opened) continue;
      mark.remove();
      this.shown.delete(key);
    }
    for (const [key, one] of wanted) if (!this.shown.has(key)) this.shown.set(key, this.add(one));
    const back = this.after ?? focused;
    if (back && !document.activeElement?.classList.contains("map-mark")) this.nearest(back)?.focus({ preventScroll: true });
    this.after = null;
    const view = this.map.getBounds();
    const inView = [...this.shown.values()].filter((mark) => view.contains(mark.getLatLng())).length;
    this.map.getContainer().classList.toggle("map-named", inView <= MOST_NAMES);
    return inView;
  }

  nearest(point) {
    let best = null;
    for (const mark of this.shown.values()) {
      const far = this.map.distance(mark.getLatLng(), point);
      if (!best || far < best.far) best = { far, mark };
    }
    return best?.mark.getElement();
  }

  add(one) {
    const kind = one.count === 1 ? "one" : one.count < 100 ? "some" : "many";
    const count = this.number.format(one.count);
    const name = one.count === 1 ? filled(this.said.one, one.name, one.place) : filled(this.said.many, one.place, count);
    const icon = L.divIcon({ className: `map-mark ${kind}`, html: face(one, count, name), iconSize: [SIZE, SIZE] });
    const mark = L.marker(one.at, { icon, keyboard: true, riseOnHover: true, zIndexOffset: one.count === 1 ? 0 : 500 }).addTo(this.map);
    mark.called = name;
    const element = mark.getElement();
    element.title = name;
    const act = (byKeyboard) => this.act(mark, one, byKeyboard);
    mark.on("click", () => act(false));
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      act(true);
    });
    return mark;
  }

  act(mark, one, byKeyboard) {
    if (one.opens || this.map.getZoom() >= this.map.getMaxZoom()) return this.open(mark, one, byKeyboard);
    if (byKeyboard) this.after = mark.getLatLng();
    this.map.setView(one.at, Math.min(this.map.getZoom() + 2, this.map.getMaxZoom()));
    return null;
  }

  async open(mark, one, byKeyboard) {
    this.map.closePopup();
    this.opened = mark;
    this.returns = byKeyboard;
    try {
      const answer = await fetch(`${this.said.here}&at=${one.at.join(",")}`);
      if (!answer.ok) throw new Error(answer.statusText);
      const content = document.createElement("div");
      content.innerHTML = await answer.text();
      content.dir = document.documentElement.dir;
      const popup = L.popup({ maxWidth: 320, minWidth: 240, maxHeight: 320, autoPanPadding: [16, 16], offset: [0, -8] }).setLatLng(one.at).setContent(content).openOn(this.map);
      const close = popup.getElement().querySelector(".leaflet-popup-close-button");
      close.setAttribute("aria-label", this.said.close);
      close.addEventListener("keydown", () => { this.returns = true; });
      popup.getElement().setAttribute("role", "dialog");
      popup.getElement().setAttribute("aria-label", mark.called);
      if (byKeyboard) content.querySelector(".here-title, a")?.focus();
    } catch {
      this.stage.querySelector(".map-words").textContent = this.said.failed;
    }
  }
}
