// The land: coasts as steps in hundredths of a degree (see vendor/README.md). No borders.
const UNIT = 100;

function coast(steps) {
  const points = [];
  let x = 0;
  let y = 0;
  for (let at = 0; at < steps.length; at += 2) {
    x += steps[at];
    y += steps[at + 1];
    points.push([y / UNIT, x / UNIT]);
  }
  return points;
}

export async function addLand(map, address) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return;
    const coasts = (await answer.json()).map(coast);
    globalThis.L.polygon(coasts.map((one) => [one]), { className: "map-land", interactive: false, smoothFactor: 1.2, noClip: false }).addTo(map).bringToBack();
  } catch { /* Marks without land still say where they are. */ }
}
