// Drawing the map with WebGL 2: circles as areas, ties as lines, people as points whose mark is a shape as well as a colour.
// Buffers are filled once; what changes with a filter is a few bytes each.
"use strict";
(() => {
  const POINTS = `#version 300 es
    layout(location = 0) in vec2 at;
    layout(location = 1) in vec4 look; // colour, mark, size, how strongly (0: not at all)
    uniform vec2 scale, shift;
    uniform float grown;
    uniform vec3 palette[12];
    out vec4 colour;
    flat out int mark;
    void main() {
      gl_Position = look.w == 0.0 ? vec4(2.0, 2.0, 0.0, 1.0) : vec4(at * scale + shift, 0.0, 1.0);
      gl_PointSize = look.z * grown;
      colour = vec4(palette[int(look.x)], look.w > 1.0 ? 1.0 : 0.12);
      mark = int(look.y);
    }`;
  // Marks 0 to 4 are the pies of warmth, empty to full; then shapes; 13 is a ring around somebody.
  const MARKS = `#version 300 es
    precision mediump float;
    in vec4 colour;
    flat in int mark;
    uniform vec3 paper;
    out vec4 pixel;
    float far(vec2 p) {
      if (mark < 5) return length(p);
      if (mark == 5 || mark == 13) return length(p);
      if (mark == 6) return max(abs(p.x), abs(p.y)) * 1.2;
      if (mark == 7) return max(abs(p.x) * 1.1 - p.y * 0.6, p.y * 1.15) + 0.12;
      if (mark == 8) return abs(p.x) + abs(p.y);
      if (mark == 9) return max(abs(p.x) * 1.1 + p.y * 0.6, -p.y * 1.15) + 0.12;
      if (mark == 10) return min(max(abs(p.x), abs(p.y) * 2.8), max(abs(p.y), abs(p.x) * 2.8));
      if (mark == 11) return max(abs(p.x) * 0.87 + abs(p.y) * 0.5, abs(p.y));
      vec2 q = vec2(p.x + p.y, p.x - p.y) * 0.707;
      return min(max(abs(q.x), abs(q.y) * 2.8), max(abs(q.y), abs(q.x) * 2.8));
    }
    void main() {
      vec2 p = gl_PointCoord * 2.0 - 1.0;
      float d = far(p);
      float soft = fwidth(d);
      float inside = 1.0 - smoothstep(1.0 - soft, 1.0, d);
      if (mark == 13) inside *= smoothstep(0.8 - soft, 0.8, d);
      if (inside <= 0.0) discard;
      float turn = atan(p.x, -p.y) / 6.2831853;
      bool filled = mark >= 5 || (turn < 0.0 ? turn + 1.0 : turn) < float(mark) * 0.25;
      vec3 shade = filled || d > 0.74 ? colour.rgb : paper;
      pixel = vec4(shade, colour.a * inside);
    }`;
  const LINES = `#version 300 es
    layout(location = 0) in vec2 at;
    layout(location = 1) in float state; // 0 hidden, 1 faint, 2 plain, 3 of whoever is chosen
    uniform vec2 scale, shift;
    uniform vec3 plain, strong;
    uniform float faded;
    out vec4 colour;
    void main() {
      gl_Position = state == 0.0 ? vec4(2.0, 2.0, 0.0, 1.0) : vec4(at * scale + shift, 0.0, 1.0);
      colour = state > 2.0 ? vec4(strong, 0.9) : vec4(plain, (state > 1.0 ? 0.7 : 0.1) * faded);
    }`;
  const AREAS = `#version 300 es
    layout(location = 0) in vec2 at;
    uniform vec2 scale, shift;
    uniform vec4 area;
    out vec4 colour;
    void main() {
      gl_Position = vec4(at * scale + shift, 0.0, 1.0);
      colour = area;
    }`;
  const FLAT = `#version 300 es
    precision mediump float;
    in vec4 colour;
    out vec4 pixel;
    void main() { pixel = colour; }`;
  const RING = 13;

  const program = (gl, vertex, fragment) => {
    const made = gl.createProgram();
    for (const [kind, source] of [
      [gl.VERTEX_SHADER, vertex],
      [gl.FRAGMENT_SHADER, fragment],
    ]) {
      const shader = gl.createShader(kind);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(made, shader);
    }
    gl.linkProgram(made);
    if (!gl.getProgramParameter(made, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(made));
    return { made, at: (name) => gl.getUniformLocation(made, name) };
  };

  /** Vertices of places and of bytes beside them. */
  const vertices = (gl, places, bytes, size) => {
    const array = gl.createVertexArray();
    gl.bindVertexArray(array);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, places, gl.STATIC_DRAW);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
    const beside = bytes && gl.createBuffer();
    if (beside) {
      gl.bindBuffer(gl.ARRAY_BUFFER, beside);
      gl.bufferData(gl.ARRAY_BUFFER, bytes, gl.DYNAMIC_DRAW);
      gl.enableVertexAttribArray(1);
      gl.vertexAttribPointer(1, size, gl.UNSIGNED_BYTE, false, 0, 0);
    }
    const update = (news) => {
      gl.bindBuffer(gl.ARRAY_BUFFER, beside);
      gl.bufferSubData(gl.ARRAY_BUFFER, 0, news);
    };
    return { array, update };
  };

  /** A picture of the data on a canvas; null where the browser has no WebGL 2. */
  const picture = (canvas, data, hulls) => {
    const gl = canvas.getContext("webgl2", { antialias: true, alpha: true, premultipliedAlpha: false });
    if (!gl) return null;
    const programs = {
      points: program(gl, POINTS, MARKS),
      lines: program(gl, LINES, FLAT),
      areas: program(gl, AREAS, FLAT),
    };
    const places = new Float32Array(data.n * 2);
    for (let p = 0; p < data.n; p++) places.set([data.x[p], data.y[p]], p * 2);
    const tied = new Float32Array(data.from.length * 4);
    for (let t = 0; t < data.from.length; t++) {
      const [a, b] = [data.from[t], data.to[t]];
      tied.set([data.x[a], data.y[a], data.x[b], data.y[b]], t * 4);
    }
    const looks = new Uint8Array(data.n * 4);
    const states = new Uint8Array(data.from.length * 2);
    const points = vertices(gl, places, looks, 4);
    const lines = vertices(gl, tied, states, 1);
    const rings = vertices(gl, new Float32Array(4), new Uint8Array(8), 4);
    const corners = hulls.filter(Boolean).map(({ points }) => points);
    const areas = vertices(gl, new Float32Array(corners.flat(2)), null, 0);

    const use = ({ made, at }, view) => {
      gl.useProgram(made);
      const [w, h] = [canvas.clientWidth, canvas.clientHeight];
      gl.uniform2f(at("scale"), (2 * view.k) / w, (2 * view.k) / h);
      gl.uniform2f(at("shift"), (-2 * view.x * view.k) / w, (-2 * view.y * view.k) / h);
      return at;
    };

    const drawAreas = (view, colours) => {
      const at = use(programs.areas, view);
      gl.bindVertexArray(areas.array);
      let first = 0;
      for (const outline of corners) {
        gl.uniform4f(at("area"), ...colours.area, 0.85);
        gl.drawArrays(gl.TRIANGLE_FAN, first, outline.length);
        gl.uniform4f(at("area"), ...colours.edge, 1);
        gl.drawArrays(gl.LINE_LOOP, first, outline.length);
        first += outline.length;
      }
    };

    const drawPoints = (view, colours, vertices, count) => {
      const at = use(programs.points, view);
      gl.uniform1f(at("grown"), (canvas.width / canvas.clientWidth) * view.grown);
      gl.uniform3fv(at("palette"), colours.palette);
      gl.uniform3f(at("paper"), ...colours.paper);
      gl.bindVertexArray(vertices);
      gl.drawArrays(gl.POINTS, 0, count);
    };

    /** Draws all of it: as `view` looks, in these colours, with rings around some. */
    const draw = (view, colours, ringed) => {
      const ratio = Math.min(2, devicePixelRatio || 1);
      const [w, h] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
      if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
      gl.viewport(0, 0, w, h);
      gl.clearColor(...colours.paper, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.enable(gl.BLEND);
      gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      drawAreas(view, colours);
      const at = use(programs.lines, view);
      gl.uniform3f(at("plain"), ...colours.line);
      gl.uniform3f(at("strong"), ...colours.strong);
      gl.uniform1f(at("faded"), view.faded);
      gl.bindVertexArray(lines.array);
      gl.drawArrays(gl.LINES, 0, states.length);
      drawPoints(view, colours, points.array, data.n);
      if (ringed.length) drawRings(view, colours, ringed);
    };

    const drawRings = (view, colours, ringed) => {
      const around = vertices(gl, new Float32Array(ringed.flatMap((p) => [data.x[p], data.y[p]])), ringLooks(ringed), 4);
      drawPoints(view, colours, around.array, ringed.length);
      gl.deleteVertexArray(around.array);
    };
    const ringLooks = (ringed) => Uint8Array.from(ringed.flatMap((p) => [11, RING, looks[p * 4 + 2] + 12, 2]));

    return {
      looks,
      states,
      draw,
      /** What was written to `looks` and `states` is shown from now on. */
      update: () => {
        points.update(looks);
        lines.update(states);
      },
    };
  };

  Object.assign(globalThis.kithMap, { picture });
})();
