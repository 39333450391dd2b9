// What the map's script knows of the network: the answer of /map/data unpacked, who is tied to whom, and who stands near a point.
"use strict";
(() => {
  const NOT_TOLD = 255;

  const summed = (steps) => {
    let sum = 0;
    return steps.map((step) => (sum += step));
  };
  const bands = (digits) => Uint8Array.from(digits, (digit) => (digit === "." ? NOT_TOLD : digit.charCodeAt(0) - 48));

  /** The answer as arrays by person and by tie. Places are people's numbers in it. */
  const unpack = (raw) => {
    const n = raw.names.length;
    const community = new Uint32Array(n);
    let at = 0;
    raw.circles.forEach(({ people }, circle) => {
      community.fill(circle, at, at + people);
      at += people;
    });
    const from = Uint32Array.from(summed(raw.from));
    const to = Uint32Array.from(raw.to, (step, tie) => from[tie] + step);
    const data = {
      n,
      names: raw.names,
      slugs: raw.slugs.map((slug, person) => slug || slugOf(raw.names[person])),
      x: Float32Array.from(summed(raw.x)),
      y: Float32Array.from(summed(raw.y), (y) => -y),
      community,
      circles: raw.circles,
      band: bands(raw.bands),
      was: raw.was.map(bands),
      quarters: raw.quarters,
      isKey: new Uint8Array(n),
      organization: Uint32Array.from(raw.organization),
      organizations: raw.organizations,
      country: Uint32Array.from(raw.country),
      countries: raw.countries,
      department: Uint8Array.from(raw.departments, (letter) => (letter === "." ? NOT_TOLD : letter.charCodeAt(0) - 97)),
      group: Uint8Array.from(raw.groups, Number),
      from,
      to,
      touches: Uint32Array.from(raw.touches),
      active: Uint8Array.from(raw.active),
    };
    raw.key.forEach((person) => (data.isKey[person] = 1));
    return withTies(data);
  };

  /** How most addresses of people are made of their names; others come in the answer. */
  const slugOf = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");

  /** Each person's ties as ranges of two arrays, and how much they are in touch. */
  const withTies = (data) => {
    const { n, from, to, touches } = data;
    const start = new Uint32Array(n + 1);
    const strength = new Float64Array(n);
    for (let tie = 0; tie < from.length; tie++) {
      start[from[tie] + 1]++;
      start[to[tie] + 1]++;
      strength[from[tie]] += touches[tie] || 1;
      strength[to[tie]] += touches[tie] || 1;
    }
    for (let person = 0; person < n; person++) start[person + 1] += start[person];
    const next = start.slice();
    const ends = new Uint32Array(from.length * 2);
    const ties = new Uint32Array(from.length * 2);
    for (let tie = 0; tie < from.length; tie++) {
      ends[next[from[tie]]] = to[tie];
      ties[next[from[tie]]++] = tie;
      ends[next[to[tie]]] = from[tie];
      ties[next[to[tie]]++] = tie;
    }
    // Key people first, then whoever is most in touch: the order in which there is room for names.
    const order = Uint32Array.from({ length: n }, (_, person) => person);
    order.sort((a, b) => data.isKey[b] - data.isKey[a] || strength[b] - strength[a]);
    return { ...data, start, ends, ties, strength, order };
  };

  /** Calls with each tie of a person: the other end, and the tie. */
  const eachTie = (data, person, call) => {
    for (let at = data.start[person]; at < data.start[person + 1]; at++) call(data.ends[at], data.ties[at]);
  };

  /** Whoever is within some steps of a person, by ties that count. */
  const around = (data, person, steps, counts) => {
    const found = new Set([person]);
    let edge = [person];
    for (let step = 0; step < steps; step++) {
      const next = [];
      for (const one of edge) {
        eachTie(data, one, (other, tie) => {
          if (!counts(tie) || found.has(other)) return;
          found.add(other);
          next.push(other);
        });
      }
      edge = next;
    }
    return found;
  };

  /** People by squares, so that the one under the pointer is found without a look at all. */
  const grid = ({ n, x, y }) => {
    const [left, right] = [Math.min(...extent(x)), Math.max(...extent(x))];
    const [top, bottom] = [Math.min(...extent(y)), Math.max(...extent(y))];
    const side = Math.max(1, Math.sqrt(((right - left + 1) * (bottom - top + 1)) / Math.max(1, n)) * 2);
    const columns = Math.ceil((right - left + 1) / side) + 1;
    const cells = new Map();
    const cell = (px, py) => Math.floor((py - top) / side) * columns + Math.floor((px - left) / side);
    for (let person = 0; person < n; person++) {
      const key = cell(x[person], y[person]);
      cells.has(key) ? cells.get(key).push(person) : cells.set(key, [person]);
    }
    /** The nearest within a radius for whom `counts` holds; -1 for nobody. */
    const nearest = (px, py, radius, counts) => {
      let [best, least] = [-1, radius * radius];
      const reach = Math.min(Math.ceil(radius / side), 60);
      for (let dy = -reach; dy <= reach; dy++) {
        for (let dx = -reach; dx <= reach; dx++) {
          for (const person of cells.get(cell(px + dx * side, py + dy * side)) ?? []) {
            const far = (x[person] - px) ** 2 + (y[person] - py) ** 2;
            if (far < least && counts(person)) [best, least] = [person, far];
          }
        }
      }
      return best;
    };
    return { nearest };
  };

  /** The least and the most of some numbers. */
  const extent = (values) => {
    let [low, high] = [Infinity, -Infinity];
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return values.length ? [low, high] : [0, 0];
  };

  /** The outline around most people of each circle: its points, and where its name stands. */
  const hulls = (data) => {
    let at = 0;
    return data.circles.map((circle, number) => {
      const first = at;
      at += circle.people;
      if (!circle.isCircle) return null;
      const members = Array.from({ length: circle.people }, (_, i) => first + i);
      const middle = [median(members.map((p) => data.x[p])), median(members.map((p) => data.y[p]))];
      const far = (p) => Math.hypot(data.x[p] - middle[0], data.y[p] - middle[1]);
      const kept = members.sort((a, b) => far(a) - far(b)).slice(0, Math.max(3, Math.ceil(members.length * 0.8)));
      const points = outline(kept.map((p) => [data.x[p], data.y[p]]));
      const grown = points.map(([px, py]) => [px + (px - middle[0]) * 0.08, py + (py - middle[1]) * 0.08]);
      return { number, points: grown, middle, top: Math.max(...grown.map((point) => point[1])) };
    });
  };

  const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

  /** The convex outline of points, by Andrew's monotone chain. */
  const outline = (points) => {
    const sorted = points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
    const half = (from) => {
      const chain = [];
      for (const point of from) {
        while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
        chain.push(point);
      }
      return chain.slice(0, -1);
    };
    return [...half(sorted), ...half(sorted.reverse())];
  };

  globalThis.kithMap = { NOT_TOLD, unpack, eachTie, around, grid, extent, hulls };
})();
