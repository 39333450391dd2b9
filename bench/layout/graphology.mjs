// ForceAtlas2 as graphology has it: node graphology.mjs NODE_MODULES_FOLDER GRAPH.tsv ITERATIONS
import { createRequire } from "module";
import fs from "fs";

const [folder, file, iterations] = process.argv.slice(2);
const require = createRequire(`${fs.realpathSync(folder)}/`);
const Graph = require("graphology");
const forceAtlas2 = require("graphology-layout-forceatlas2");

const graph = new Graph({ type: "undirected" });
let seed = 1;
const chance = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
for (const line of fs.readFileSync(file, "utf8").split("\n").filter(Boolean)) {
  const [source, target, weight] = line.split("\t");
  for (const node of [source, target]) {
    if (!graph.hasNode(node)) graph.addNode(node, { x: chance() * 1000, y: chance() * 1000 });
  }
  graph.addEdge(source, target, { weight: Number(weight) });
}
const settings = { ...forceAtlas2.inferSettings(graph), barnesHutOptimize: true };
const [cpuBefore, before] = [process.cpuUsage(), performance.now()];
forceAtlas2.assign(graph, { iterations: Number(iterations), settings });
const used = process.cpuUsage(cpuBefore);
const cpu = (used.user + used.system) / 1e6;
const wall = (performance.now() - before) / 1e3;
const memory = process.resourceUsage().maxRSS / 1024;
console.log(
  `graphology map             cpu ${cpu.toFixed(3)} s wall ${wall.toFixed(3)} s  rss ${memory.toFixed(0)} MiB` +
    `  ${iterations} iterations\n     ${(cpu / iterations).toFixed(4)} CPU s an iteration`,
);
