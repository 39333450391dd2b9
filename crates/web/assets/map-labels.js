// Names on the map: HTML over the drawing, placed in the order in which they matter, none on another.
"use strict";
(() => {
  const MOST = 48;
  const TRIED = 900;
  const LINE = 17;

  /** Labels in a box over the canvas. */
  const labels = (box, data, hulls) => {
    const pool = [];
    const measure = document.createElement("canvas").getContext("2d");
    const width = (text, font) => {
      measure.font = font;
      return measure.measureText(text).width;
    };
    const family = (name) => getComputedStyle(box).getPropertyValue(name);
    const fonts = { name: `500 13px ${family("--serif")}`, circle: `500 12px ${family("--sans")}` };
    const wide = new Float32Array(data.n);
    const widthOf = (p) => (wide[p] ||= Math.ceil(width(data.names[p], fonts.name)) + 6);
    let shown = [];

    /** Places names for a view: `first` of all, then circles, then people by `data.order` for whom `counts` holds. */
    const place = (view, size, first, counts) => {
      const taken = [];
      shown = [];
      const at = (x, y) => [(x - view.x) * view.k + size.w / 2, size.h / 2 - (y - view.y) * view.k];
      const isFree = (room) =>
        room[0] > 0 &&
        room[2] < size.w &&
        room[1] > 0 &&
        room[3] < size.h &&
        taken.every((t) => room[2] < t[0] || t[2] < room[0] || room[3] < t[1] || t[3] < room[1]);
      const put = (text, kind, rooms) => {
        const room = rooms.find(isFree);
        if (!room) return;
        taken.push(room);
        shown.push({ text, kind, x: room[0], y: room[1] });
      };
      const person = (p) => {
        const [x, y] = at(data.x[p], data.y[p]);
        if (x < -20 || y < -20 || x > size.w + 20 || y > size.h + 20) return;
        const w = widthOf(p);
        const beside = (left) => [left, y - LINE / 2, left + w, y + LINE / 2];
        const kind = first.includes(p) ? "first" : data.isKey[p] ? "key" : "";
        put(data.names[p], kind, [beside(x + 9), beside(x - 9 - w)]);
      };
      first.forEach(person);
      for (const hull of hulls) {
        const name = hull && data.circles[hull.number].name;
        if (!name) continue;
        const [x, y] = at(hull.middle[0], hull.top);
        const w = Math.ceil(width(name, fonts.circle)) + 6;
        put(name, "com", [[x - w / 2, y - LINE - 2, x + w / 2, y - 2], [x - w / 2, y + 2, x + w / 2, y + LINE + 2]]);
      }
      let tried = 0;
      for (const p of data.order) {
        if (shown.length >= MOST || tried > TRIED) break;
        if (!counts(p) || first.includes(p)) continue;
        tried++;
        person(p);
      }
      write();
    };

    const write = () => {
      shown.forEach(({ text, kind, x, y }, i) => {
        const label = (pool[i] ??= box.appendChild(document.createElement("span")));
        if (label.textContent !== text) label.textContent = text;
        label.className = kind;
        label.hidden = false;
        label.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
      });
      pool.slice(shown.length).forEach((label) => (label.hidden = true));
    };

    // `shown` is what stands where now, for a picture of it; widths are forgotten when the fonts came.
    return { place, shown: () => shown, font: fonts.name, forget: () => wide.fill(0) };
  };

  Object.assign(globalThis.kithMap, { labels });
})();
