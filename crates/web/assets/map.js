// The map one can walk in: takes the place of the picture where the browser has WebGL 2. The controls and the panel are
// in the page already, unseen, with all their words; what is filled in stands as {…} in data-… attributes.
"use strict";
(() => {
  const { NOT_TOLD, unpack, eachTie, around, grid, extent, hulls, picture, labels } = globalThis.kithMap;
  const root = document.querySelector("[data-map]");
  if (!root) return;
  const $ = (selector) => root.querySelector(selector);
  const canvas = $("canvas");
  const control = Object.fromEntries([...root.querySelectorAll("[data-control]")].map((e) => [e.dataset.control, e]));
  const KINDS = 7;
  const OTHERS = 7;
  // Colours of the palette for the kinds, the largest first: neighbours differ as far as they can. The legend has the same.
  const KINDS_OF_PALETTE = [1, 4, 6, 5, 3, 2, 7];
  const SHAPES = [5, 6, 7, 8, 9, 10, 11, 12];
  const PALETTE = ["--ink-3", "--w1", "--w2", "--w3", "--w4", "--w5", "--accent", "--fail", "--ink", "--rule", "--w2", "--accent"];
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

  const start = async () => {
    const answer = await fetch(root.dataset.map, { headers: { Accept: "application/json" } });
    if (answer.status !== 200) throw new Error(`the answer is ${answer.status}`);
    const data = unpack(await answer.json());
    const outlines = hulls(data);
    root.classList.add("live");
    const gl = picture(canvas, data, outlines);
    if (!gl) return stay();
    canvas.addEventListener("webglcontextlost", stay);
    walk(data, outlines, gl);
  };

  const walk = (data, outlines, gl) => {
    const squares = grid(data);
    const names = labels($(".labels"), data, outlines);
    const view = { x: 0, y: 0, k: 1, grown: 1, faded: 1 };
    const now = { person: -1, cursor: -1, steps: 0, quarter: data.quarters.length, seen: new Uint8Array(data.n) };
    const all = data.quarters.length;
    let fitted = 1;
    let colours = null;
    let asked = false;

    const size = () => ({ w: canvas.clientWidth, h: canvas.clientHeight });
    const again = () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        draw();
      });
    };
    const draw = () => {
      // A crowd is drawn finer, and what is looked at from near is drawn larger.
      const { w, h } = size();
      const near = Math.sqrt(view.k / fitted);
      view.grown = Math.min(1.9, Math.max(0.3, (near * Math.sqrt((w * h) / data.n)) / 24));
      view.faded = Math.min(1, Math.max(0.12, (near * 6000) / data.from.length));
      const ringed = [...new Set([now.person, now.cursor])].filter((p) => p >= 0);
      gl.draw(view, colours, ringed);
      names.place(view, size(), ringed, (p) => now.seen[p] > 1);
    };

    /* ── Colours, as the style sheet has them ── */
    const readColours = () => {
      const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      const of = (name) => {
        canvas.style.color = `var(${name})`;
        probe.fillStyle = getComputedStyle(canvas).color;
        probe.fillRect(0, 0, 1, 1);
        return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part / 255);
      };
      colours = {
        paper: of("--paper"),
        area: of("--paper-sunk"),
        edge: of("--hair"),
        line: of("--rule"),
        strong: of("--accent"),
        palette: new Float32Array(PALETTE.flatMap(of)),
      };
      canvas.style.color = "";
      again();
    };

    /* ── What each is drawn as: a colour and a mark by what was chosen ── */
    const isAll = () => now.quarter === all;
    const bandOf = (p) => (isAll() ? data.band[p] : data.was[now.quarter][p]);
    const isActive = (tie) => isAll() || (data.active[tie] >> now.quarter) & 1;
    let kinds = [];
    const groups = (of, nameOf) => {
      const count = new Map();
      for (let p = 0; p < data.n; p++) if (nameOf(of[p])) count.set(of[p], (count.get(of[p]) ?? 0) + 1);
      const largest = [...count].sort((a, b) => b[1] - a[1]).slice(0, KINDS);
      const rank = new Map(largest.map(([value], i) => [value, i]));
      kinds = largest.map(([value, people]) => ({ name: nameOf(value), people }));
      const rest = data.n - kinds.reduce((sum, { people }) => sum + people, 0);
      if (rest) kinds.push({ name: $(".legend.colours").dataset.others, people: rest, isRest: true });
      return (p) => rank.get(of[p]) ?? OTHERS;
    };
    // What stands for their numbers, in the words of the page.
    const [departmentNames, groupNames] = ["departments", "groups"].map((name) => $(".legend.colours").dataset[name].split("|"));
    const kindOf = {
      circle: () => groups(data.community, (circle) => data.circles[circle].name),
      country: () => groups(data.country, (country) => data.countries[country]?.name),
      organization: () => groups(data.organization, (organization) => data.organizations[organization]),
      department: () => groups(data.department, (department) => departmentNames[department]),
      group: () => groups(data.group, (group) => groupNames[group]),
    };
    let kind = null;
    const chooseColours = () => {
      kind = kindOf[control.colour.value]?.() ?? null;
      writeLegend();
    };
    const look = (p) => {
      if (kind) return kind(p) === OTHERS ? [0, 0] : [KINDS_OF_PALETTE[kind(p)], SHAPES[kind(p)]];
      const band = bandOf(p);
      return band === NOT_TOLD ? [0, 8] : [band + 1, band];
    };
    const writeLegend = () => {
      const legend = $(".legend.colours");
      $(".legend.bands").hidden = Boolean(kind);
      legend.hidden = !kind;
      legend.replaceChildren(
        ...kinds.map(({ name, people, isRest }, i) => {
          const entry = document.createElement("span");
          entry.className = isRest ? "rest" : `k${i + 1}`;
          entry.textContent = `${name} ${people.toLocaleString()}`;
          return entry;
        }),
      );
    };

    /* ── Filters and the neighbourhood: who is drawn how strongly ── */
    const passes = () => {
      const { warmth, circle, country, organization, key } = control;
      const at = (value) => (value === "" ? null : Number(value));
      const [band, ring, place] = [at(warmth.value), at(circle.value), at(country.value)];
      const typed = organization.value.trim().toLowerCase();
      const works = typed ? data.organizations.map((name) => name?.toLowerCase().includes(typed)) : null;
      return (p) =>
        (band === null || bandOf(p) === band) &&
        (ring === null || data.community[p] === ring) &&
        (place === null || data.country[p] === place) &&
        (!works || works[data.organization[p]]) &&
        (!key.checked || data.isKey[p]);
    };
    const recompute = () => {
      const counts = passes();
      const close = now.person >= 0 && now.steps ? around(data, now.person, now.steps, isActive) : null;
      let people = 0;
      for (let p = 0; p < data.n; p++) {
        const shows = counts(p) && (!close || close.has(p));
        now.seen[p] = shows ? 2 : 1;
        people += shows;
        const [colour, mark] = look(p);
        gl.looks.set([colour, mark, data.isKey[p] ? 15 : 6 + Math.min(6, Math.log2(1 + data.strength[p])), now.seen[p]], p * 4);
      }
      for (let t = 0; t < data.from.length; t++) {
        const [a, b] = [data.from[t], data.to[t]];
        const both = now.seen[a] > 1 && now.seen[b] > 1;
        const state = !isActive(t) ? 0 : both && (a === now.person || b === now.person) ? 3 : both ? 2 : 1;
        gl.states.fill(state, t * 2, t * 2 + 2);
      }
      gl.update();
      control.count.textContent = filled(control.count.dataset.words, { people: people.toLocaleString(), of: data.n.toLocaleString() });
      again();
    };

    /* ── Moving about ── */
    const fit = () => {
      const ordered = (values) => Float32Array.from(values).sort();
      const range = (values) => {
        const sorted = ordered(values);
        const cut = Math.floor(sorted.length * 0.005);
        return extent(sorted.slice(cut, sorted.length - cut));
      };
      const [[left, right], [low, high]] = [range(data.x), range(data.y)];
      const { w, h } = size();
      fitted = Math.min((w - 80) / Math.max(1, right - left), (h - 60) / Math.max(1, high - low));
      go({ x: (left + right) / 2, y: (low + high) / 2, k: fitted });
    };
    let going = 0;
    const go = (to) => {
      const [from, begun, mine] = [{ ...view }, performance.now(), ++going];
      if (calm.matches) return (Object.assign(view, to), again());
      const step = (time) => {
        if (mine !== going) return;
        const part = Math.min(1, (time - begun) / 220);
        const eased = 1 - (1 - part) ** 3;
        for (const axis of ["x", "y", "k"]) view[axis] = from[axis] + (to[axis] - from[axis]) * eased;
        again();
        if (part < 1) requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    };
    const zoomed = (by, px = size().w / 2, py = size().h / 2) => {
      const k = Math.min(fitted * 60, Math.max(fitted * 0.4, view.k * by));
      const { w, h } = size();
      const [wx, wy] = [view.x + (px - w / 2) / view.k, view.y - (py - h / 2) / view.k];
      return { x: wx - (px - w / 2) / k, y: wy + (py - h / 2) / k, k };
    };
    const show = (p) => {
      const { w, h } = size();
      const [dx, dy] = [(data.x[p] - view.x) * view.k, (data.y[p] - view.y) * view.k];
      const isOut = Math.abs(dx) > w / 2 - 60 || Math.abs(dy) > h / 2 - 40;
      isOut ? go({ x: data.x[p], y: data.y[p], k: Math.max(view.k, fitted * 2) }) : again();
    };

    /* ── The panel: whoever was chosen, and why they matter ── */
    const circleName = (p) => data.circles[data.community[p]].name;
    const place = (name) => `/people/${encodeURIComponent(data.slugs[name])}`;
    const write = (name, text) => {
      const part = $(`[data-of=${name}]`);
      part.textContent = text ?? "";
      part.hidden = !text;
    };
    const others = (p) => {
      const found = [];
      eachTie(data, p, (other, tie) => isActive(tie) && found.push([other, tie]));
      return found.sort((a, b) => data.touches[b[1]] - data.touches[a[1]] || data.strength[b[0]] - data.strength[a[0]]);
    };
    const choose = (p, speaks = true) => {
      now.person = now.cursor = p;
      const panel = $(".person");
      panel.hidden = p < 0;
      root.classList.toggle("chosen", p >= 0);
      if (p >= 0) {
        describe(p);
        show(p);
        if (speaks) say(p);
      } else {
        now.steps = 0;
        markSteps();
      }
      recompute();
    };
    const describe = (p) => {
      const panel = $(".person");
      const link = $("[data-of=name]");
      link.textContent = data.names[p];
      link.href = place(p);
      panel.querySelectorAll("[data-link]").forEach((a) => (a.href = a.dataset.link + encodeURIComponent(data.slugs[p])));
      const band = bandOf(p);
      const words = panel.dataset;
      write("band", band === NOT_TOLD ? words.untold : $(`.legend.bands [data-band="${band}"]`).textContent);
      write("at", [data.organizations[data.organization[p]], data.countries[data.country[p]]?.name].filter(Boolean).join(", "));
      const ties = others(p);
      const rings = new Set(ties.map(([other]) => data.community[other]).filter((ring) => data.circles[ring].isCircle));
      const name = circleName(p);
      write("circle", name && filled(words.circle, { circle: name }));
      write("ties", filled(ties.length === 1 ? words.tie : words.ties, { ties: ties.length }));
      rings.delete(data.community[p]);
      const [...elsewhere] = rings;
      const into = elsewhere.map((ring) => data.circles[ring].name ?? words.unnamed);
      write("bridges", elsewhere.length ? filled(words.bridges, { circles: into.slice(0, 4).join(", ") }) : "");
      $("[data-of=others]").replaceChildren(...ties.slice(0, 8).map(([other, tie]) => entry(other, tie)));
    };
    const entry = (other, tie) => {
      const [item, button, count] = ["li", "button", "span"].map((tag) => document.createElement(tag));
      button.type = "button";
      button.className = "name";
      button.textContent = data.names[other];
      button.addEventListener("click", () => choose(other));
      count.className = "num";
      count.textContent = data.touches[tie] ? data.touches[tie].toLocaleString() : "";
      item.append(button, count);
      return item;
    };
    const say = (p) => {
      const band = bandOf(p);
      const warmth = band === NOT_TOLD ? "" : $(`.legend.bands [data-band="${band}"]`).textContent;
      const parts = [data.names[p], warmth, circleName(p), filled(control.said.dataset.words, { ties: others(p).length })];
      control.said.textContent = parts.filter(Boolean).join(", ");
    };

    /* ── Pointer: pick, drag, pinch, wheel ── */
    const pointers = new Map();
    let moved = 0;
    const local = (event) => {
      const box = canvas.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    const under = (px, py, reach) => {
      const { w, h } = size();
      return squares.nearest(view.x + (px - w / 2) / view.k, view.y - (py - h / 2) / view.k, reach / view.k, (p) => now.seen[p] > 1);
    };
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, local(event));
      moved = pointers.size > 1 ? 99 : 0;
      going++;
    });
    canvas.addEventListener("pointermove", (event) => {
      const [px, py] = local(event);
      const before = pointers.get(event.pointerId);
      if (!before) {
        const p = under(px, py, 12);
        canvas.classList.toggle("over", p >= 0);
        if (p !== now.cursor && (p >= 0 || now.cursor !== now.person)) {
          now.cursor = p >= 0 ? p : now.person;
          again();
        }
        return;
      }
      const [dx, dy] = [px - before[0], py - before[1]];
      moved += Math.abs(dx) + Math.abs(dy);
      if (pointers.size === 2) {
        const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
        const by = Math.hypot(px - other[0], py - other[1]) / Math.max(1, Math.hypot(before[0] - other[0], before[1] - other[1]));
        Object.assign(view, zoomed(by, (px + other[0]) / 2, (py + other[1]) / 2));
      }
      view.x -= dx / view.k / pointers.size;
      view.y += dy / view.k / pointers.size;
      pointers.set(event.pointerId, [px, py]);
      again();
    });
    const lift = (event) => {
      const isPick = pointers.delete(event.pointerId) && moved < 6 && event.type === "pointerup";
      if (isPick) choose(under(...local(event), event.pointerType === "touch" ? 24 : 12));
    };
    canvas.addEventListener("pointerup", lift);
    canvas.addEventListener("pointercancel", lift);
    canvas.addEventListener("dblclick", (event) => go(zoomed(2, ...local(event))));
    // The page scrolls until the map was pressed; a trackpad's pinch comes as a wheel with the control key.
    canvas.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && document.activeElement !== canvas) return;
        event.preventDefault();
        Object.assign(view, zoomed(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), ...local(event)));
        again();
      },
      { passive: false },
    );

    /* ── Keys ── */
    const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const first = () => data.order.find((p) => now.seen[p] > 1) ?? -1;
    const step = ([dx, dy]) => {
      if (now.cursor < 0) return first();
      const [x, y] = [data.x[now.cursor], data.y[now.cursor]];
      let [best, least] = [now.cursor, Infinity];
      eachTie(data, now.cursor, (other, tie) => {
        const [ox, oy] = [data.x[other] - x, data.y[other] - y];
        const [ahead, aside] = [ox * dx + oy * dy, Math.abs(ox * dy) + Math.abs(oy * dx)];
        if (ahead <= 0 || aside > ahead * 1.8 || now.seen[other] < 2 || !isActive(tie)) return;
        if (ahead + aside * 2 < least) [best, least] = [other, ahead + aside * 2];
      });
      return best;
    };
    canvas.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const letters = document.documentElement.dataset.keys !== "off";
      const acts = {
        Enter: () => choose(now.cursor < 0 ? first() : now.cursor),
        Escape: () => choose(-1),
        "+": () => letters && go(zoomed(1.5)),
        "=": () => letters && go(zoomed(1.5)),
        "-": () => letters && go(zoomed(1 / 1.5)),
        0: () => letters && fit(),
        "/": () => letters && control.search.focus(),
      };
      const arrow = ARROWS[event.key];
      if (!arrow && !acts[event.key]) return;
      event.preventDefault();
      event.stopPropagation();
      if (!arrow) return acts[event.key]();
      now.cursor = step(arrow);
      if (now.cursor < 0) return;
      show(now.cursor);
      say(now.cursor);
    });

    /* ── Search: a combobox over the names ── */
    const folded = data.names.map((name) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase());
    let found = [];
    let option = -1;
    const close = () => {
      found = [];
      option = -1;
      listFound();
    };
    const listFound = () => {
      const { search, found: list } = control;
      list.replaceChildren(
        ...found.map((p, i) => {
          const item = document.createElement("li");
          item.id = `map-found-${i}`;
          item.role = "option";
          item.ariaSelected = String(i === option);
          item.textContent = [data.names[p], data.organizations[data.organization[p]]].filter(Boolean).join(", ");
          item.addEventListener("pointerdown", (event) => (event.preventDefault(), take(p)));
          return item;
        }),
      );
      list.hidden = !found.length;
      search.ariaExpanded = String(found.length > 0);
      if (option >= 0) search.setAttribute("aria-activedescendant", `map-found-${option}`);
      else search.removeAttribute("aria-activedescendant");
    };
    const take = (p) => {
      control.search.value = data.names[p];
      close();
      choose(p);
      go({ x: data.x[p], y: data.y[p], k: Math.max(view.k, fitted * 3) });
      canvas.focus({ preventScroll: true });
      canvas.scrollIntoView({ block: "nearest" });
    };
    control.search.addEventListener("input", () => {
      const wanted = control.search.value.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
      found = [];
      option = -1;
      for (const p of wanted ? data.order : []) {
        if (folded[p].includes(wanted)) found.push(p);
        if (found.length === 8) break;
      }
      listFound();
    });
    control.search.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (event.key === "Enter" && found.length) take(found[Math.max(0, option)]);
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        option = found.length ? (option + (event.key === "ArrowDown" ? 1 : found.length - (option < 0 ? 0 : 1))) % found.length : -1;
        listFound();
      }
    });
    control.search.addEventListener("blur", close);

    /* ── The other controls ── */
    const option_of = (value, text) => {
      const made = document.createElement("option");
      made.value = value;
      made.textContent = text;
      return made;
    };
    const named = (values) => values.flatMap((value, i) => (value?.name ? [[i, value.name]] : []));
    const byName = (a, b) => a[1].localeCompare(b[1]);
    control.circle.append(...named(data.circles).filter(([i]) => data.circles[i].isCircle).map(([i, name]) => option_of(i, name)));
    control.country.append(...named(data.countries).sort(byName).map(([i, name]) => option_of(i, name)));
    control.organizations.append(...data.organizations.filter(Boolean).slice(0, 400).map((name) => option_of(name, "")));
    for (const name of ["warmth", "circle", "country", "organization", "key"]) control[name].addEventListener("input", recompute);
    control.colour.addEventListener("input", () => (chooseColours(), recompute()));
    control.closer.addEventListener("click", () => go(zoomed(1.5)));
    control.further.addEventListener("click", () => go(zoomed(1 / 1.5)));
    control.fit.addEventListener("click", fit);
    control.clear.addEventListener("click", () => (choose(-1), canvas.focus({ preventScroll: true })));
    const markSteps = () => {
      root.querySelectorAll("[data-steps]").forEach((button) => {
        button.ariaPressed = String(Number(button.dataset.steps) === now.steps);
      });
    };
    root.querySelectorAll("[data-steps]").forEach((button) => {
      button.addEventListener("click", () => {
        now.steps = Number(button.dataset.steps);
        markSteps();
        recompute();
      });
    });
    control.quarter.max = all;
    control.quarter.value = all;
    const tellQuarter = () => {
      const words = isAll() ? control.when.dataset.all : data.quarters[now.quarter];
      control.when.textContent = words;
      control.quarter.setAttribute("aria-valuetext", words);
    };
    control.quarter.addEventListener("input", () => {
      now.quarter = Number(control.quarter.value);
      tellQuarter();
      if (now.person >= 0) describe(now.person);
      recompute();
    });
    tellQuarter();

    /* ── The picture as a file: the drawing with its names ── */
    control.png.addEventListener("click", () => {
      draw();
      const made = document.createElement("canvas");
      Object.assign(made, { width: canvas.width, height: canvas.height });
      const pen = made.getContext("2d");
      const ratio = canvas.width / canvas.clientWidth;
      pen.drawImage(canvas, 0, 0);
      pen.scale(ratio, ratio);
      const [ink, paper] = ["--ink", "--paper"].map((name) => {
        canvas.style.color = `var(${name})`;
        return getComputedStyle(canvas).color;
      });
      canvas.style.color = "";
      Object.assign(pen, { font: names.font, textBaseline: "middle", lineWidth: 3, fillStyle: ink, strokeStyle: paper });
      for (const { text, x, y } of names.shown()) {
        pen.strokeText(text, x, y + 9);
        pen.fillText(text, x, y + 9);
      }
      made.toBlob((blob) => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(blob);
        link.download = "map.png";
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      });
    });

    // A font of other letters comes when a name first needs it.
    document.fonts.addEventListener("loadingdone", () => (names.forget(), again()));
    new ResizeObserver(again).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", readColours);
    readColours();
    chooseColours();
    fit();
    recompute();
    const asked_for = new URLSearchParams(location.search).get("who");
    const who = asked_for ? data.slugs.indexOf(asked_for) : -1;
    if (who >= 0) choose(who, false);
    root.dataset.ready = "";
  };

  /** The picture without a script stays, and what is for walking goes. */
  const stay = () => root.classList.replace("live", "still") || root.classList.add("still");

  start().catch((error) => {
    stay();
    console.warn("the map stays a picture:", error.message);
  });
})();
