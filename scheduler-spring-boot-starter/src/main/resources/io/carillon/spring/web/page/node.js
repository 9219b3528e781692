// The node that answers, and the others it knows.

import { get } from './api.js';
import { h, empty } from './dom.js';
import { pill, when, count } from './format.js';

export async function detail() {
  const [health, nodes, counts] = await Promise.all([get('/health'), get('/nodes'), get('/counts')]);
  const fact = (name, ...value) => h('div', null, h('dt', null, name), h('dd', null, ...value));
  return [
    h('div', { class: 'head' }, h('div', { class: 'titleline' }, h('h1', null, health.node), pill(health.state))),
    health.problems.map(problem => h('div', { class: 'notice warn' }, problem)),
    h('div', { class: 'card' }, h('div', { class: 'in' }, h('dl', { class: 'facts' },
      fact('Working on', `${health.running} of ${health.capacity}`),
      fact('Last look for work', health.lastPass ? when(health.lastPass) : 'never'),
      fact('Planner restarts', health.restarts),
      fact('Clock offset', `${(health.clockOffsetMicros / 1000).toFixed(1)} ms`)))),
    h('div', { class: 'card' }, h('header', null, h('h2', null, 'Nodes')),
      nodes.length ? h('ul', { class: 'rows' }, nodes.map(row))
        : empty('No nodes are registered', 'A node appears when it starts.')),
    h('div', { class: 'card' }, h('header', null, h('h2', null, 'Runs by status')),
      h('div', { class: 'in' }, h('dl', { class: 'facts' },
        Object.entries(counts).map(([status, value]) => fact(status.toLowerCase(), count(value)))))),
  ];
}

function row(node) {
  return h('li', { class: 'row run', 'data-key': node.name + node.startedAt },
    h('div', null, pill(node.alive ? 'UP' : 'DOWN')),
    h('div', { class: 'wide' }, h('div', { class: 'name' }, node.name),
      h('div', { class: 'muted' }, node.handlers.join(', '))),
    h('div', { class: 'muted' }, 'since ', when(node.startedAt)),
    h('div', { class: 'muted' }, node.alive ? 'alive' : 'lease ended'),
    h('div', null));
}
