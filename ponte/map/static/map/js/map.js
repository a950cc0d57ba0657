// The map above the list by area. It shows what the server gathered for the part of the world on the screen:
// nothing is fetched but marks, and every mark is a button with a name.
import { addLand } from "./land.js";
import { Marks } from "./marks.js";

const L = globalThis.L;
const TILE = 256;
const DEEPEST = 12;

// What is on the screen, in whole tiles, so that a small move asks for nothing new.
function asked(map) {
  const zoom = map.getZoom();
  const bounds = map.getPixelBounds();
  const most = TILE * 2 ** zoom;
  const snapped = (number, round) => Math.min(Math.max(round(number / TILE) * TILE, 0), most);
  const corner = (x, y) => map.unproject([x, y], zoom);
  const northWest = corner(snapped(bounds.min.x, Math.floor), snapped(bounds.min.y, Math.floor));
  const southEast = corner(snapped(bounds.max.x, Math.ceil), snapped(bounds.max.y, Math.ceil));
  const box = [northWest.lng, southEast.lat, southEast.lng, northWest.lat].map((number) => number.toFixed(4));
  return `bbox=${box.join(",")}&zoom=${zoom}`;
}

function mount(stage, view) {
  const words = stage.querySelector(".map-words");
  const said = stage.dataset;
  stage.hidden = false;
  const map = L.map(stage.querySelector(".map-canvas"), {
    zoomControl: false, attributionControl: false, minZoom: 1, maxZoom: said.tiles ? 18 : DEEPEST,
    maxBounds: [[-72, -190], [86, 190]], maxBoundsViscosity: .8,
    zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  });
  map.getContainer().setAttribute("role", "region");
  map.getContainer().setAttribute("aria-label", said.name);
  const zoom = L.control.zoom({ zoomInTitle: said.zoomIn, zoomOutTitle: said.zoomOut }).addTo(map);
  zoom.getContainer().classList.add("map-zoom");
  const source = L.control.attribution({ prefix: false }).addTo(map).addAttribution(said.source);
  if (said.tiles) {
    L.tileLayer(said.tiles, { maxZoom: 18 }).addTo(map);
    source.addAttribution(escaped(said.tilesSource));
  } else addLand(map, said.land);
  if (said.circle) {
    const [latitude, longitude, kilometres] = said.circle.split(",").map(Number);
    L.circle([latitude, longitude], { radius: kilometres * 1000, className: "map-near", interactive: false }).addTo(map);
  }
  const [south, west, north, east] = said.area.split(",").map(Number);
  if (view) map.setView(view.centre, view.zoom, { animate: false });
  else map.fitBounds([[south, west], [north, east < west ? 180 : east]], { padding: [24, 24], maxZoom: 8 });
  const marks = new Marks(map, stage);
  let last = "";
  let running = null;
  async function look() {
    const question = asked(map);
    if (question === last) return;
    last = question;
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(`${said.marks}&${question}`, { signal: running.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const shown = marks.show((await answer.json()).marks);
      words.textContent = shown ? said.shown.replace("%1", shown) : said.nothing;
    } catch (trouble) {
      if (trouble.name === "AbortError") return;
      last = "";
      words.textContent = said.failed;
    }
  }
  map.on("moveend", look);
  look();
  return map;
}

function escaped(text) {
  const line = document.createElement("span");
  line.textContent = text;
  return line.innerHTML;
}

let here = null;
let map = null;
function start() {
  const stage = document.querySelector("[data-map]");
  if (!L || !stage || stage === here) return;
  map?.remove();
  here = stage;
  map = mount(stage, null);
}
document.addEventListener("ponte:replaced", start);
start();
