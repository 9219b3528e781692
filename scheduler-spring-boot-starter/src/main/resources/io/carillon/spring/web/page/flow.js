// A flow as a picture: its members in columns, each right of all it waits for.

import { h, s } from './dom.js';
import { tone } from './format.js';

const WIDTH = 178;
const HEIGHT = 52;
const GAP_X = 62;
const GAP_Y = 20;

/** The picture of `nodes`; `runs` maps a member to its run, where there is one. */
export function diagram(nodes, runs) {
  const list = nodes.map(node => typeof node === 'string' ? { task: node } : node)
    .map(node => ({
      ...node,
      after: [node.after ?? []].flat().map(edge => typeof edge === 'string' ? { task: edge } : edge),
    }));
  const places = place(list);
  const columns = Math.max(...[...places.values()].map(spot => spot.column)) + 1;
  const rowsUsed = Math.max(...[...places.values()].map(spot => spot.row)) + 1;
  const width = columns * WIDTH + (columns - 1) * GAP_X + 4;
  const height = rowsUsed * (HEIGHT + GAP_Y) - GAP_Y + 4;
  return h('div', { class: 'flow' },
    s('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': 'Flow' },
      s('defs', null, s('marker', {
        id: 'tip', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto',
      }, s('path', { d: 'M0 0 L8 4 L0 8 z', class: 'tip' }))),
      list.flatMap(node => node.after.map(edge => arrow(places.get(edge.task), places.get(node.task), edge))),
      list.map(node => box(node, places.get(node.task), runs.get(node.task)))));
}

function place(list) {
  const byName = new Map(list.map(node => [node.task, node]));
  const columns = new Map();
  const column = (name, seen) => {
    if (columns.has(name)) return columns.get(name);
    if (seen.has(name) || !byName.has(name)) return 0;
    seen.add(name);
    const value = Math.max(-1, ...byName.get(name).after.map(edge => column(edge.task, seen))) + 1;
    columns.set(name, value);
    return value;
  };
  const used = new Map();
  return new Map(list.map(node => {
    const at = column(node.task, new Set());
    const row = used.get(at) ?? 0;
    used.set(at, row + 1);
    return [node.task, { column: at, row }];
  }));
}

const left = spot => spot.column * (WIDTH + GAP_X) + 2;
const top = spot => spot.row * (HEIGHT + GAP_Y) + 2;

function arrow(from, to, edge) {
  if (!from || !to) return null;
  const x1 = left(from) + WIDTH;
  const y1 = top(from) + HEIGHT / 2;
  const x2 = left(to);
  const y2 = top(to) + HEIGHT / 2;
  const bend = Math.max(24, (x2 - x1) / 2);
  return [
    s('path', {
      class: 'edge', 'marker-end': 'url(#tip)',
      d: `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2 - 2} ${y2}`,
    }),
    edge.when && edge.when !== 'SUCCESS'
      ? s('text', { class: 'when', x: (x1 + x2) / 2, y: (y1 + y2) / 2 - 6, 'text-anchor': 'middle' },
        edge.when.toLowerCase()) : null,
  ];
}

function box(node, spot, run) {
  const name = node.task.length > 22 ? `${node.task.slice(0, 21)}…` : node.task;
  const drawn = [
    s('title', null, node.task),
    s('rect', {
      class: `box ${run ? tone(run.status) : ''}`, x: left(spot), y: top(spot), width: WIDTH, height: HEIGHT, rx: 10,
    }),
    s('text', { x: left(spot) + 14, y: top(spot) + 22 }, name),
    s('text', { class: 'state', x: left(spot) + 14, y: top(spot) + 39 },
      run ? run.status.toLowerCase() : node.after.length ? `after ${node.after.length}` : 'starts the flow'),
  ];
  return run ? s('a', { href: `#/runs/${run.id}` }, drawn) : s('g', null, drawn);
}
