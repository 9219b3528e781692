// Finds the view for the address, keeps it fresh, and shows what goes wrong.

import { loadSession } from './api.js';
import { h, morph, loading, toast } from './dom.js';
import { tick, isStandIn } from './format.js';
import { listen } from './live.js';
import * as tasks from './tasks.js';
import * as task from './task.js';
import * as create from './create.js';
import * as runs from './runs.js';
import * as run from './run.js';
import * as inbox from './inbox.js';
import * as node from './node.js';

const ROUTES = [
  [/^\/tasks$/, 'tasks', tasks.list],
  [/^\/tasks\/([^/]+)$/, 'tasks', task.detail],
  [/^\/new$/, 'tasks', create.form],
  [/^\/runs$/, 'runs', runs.list],
  [/^\/runs\/([^/]+)$/, 'runs', run.detail],
  [/^\/inbox$/, 'inbox', inbox.list],
  [/^\/node$/, 'node', node.detail],
];

const SOON = 5000;

const main = document.getElementById('view');
let current = null;
let pending = null;
let lastRefresh = 0;

function route() {
  const [path, query] = (location.hash.slice(1) || '/tasks').split('?');
  const found = ROUTES.find(([pattern]) => pattern.test(path)) ?? ROUTES[0];
  const match = found[0].exec(path);
  current = {
    make: found[2],
    args: match ? match.slice(1).map(decodeURIComponent) : [],
    query: new URLSearchParams(query ?? ''),
    state: {},
  };
  for (const tab of document.querySelectorAll('[data-tab]')) {
    if (tab.dataset.tab === found[1]) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
  }
  main.replaceChildren(loading());
  scrollTo(0, 0);
  refresh();
}

/** Draws the current view again; what is open, focused or scrolled stays. */
async function refresh() {
  const view = current;
  lastRefresh = Date.now();
  let drawn;
  try {
    drawn = await view.make(view, refresh);
  } catch (error) {
    drawn = failure(error);
  }
  if (view !== current) return;
  const next = h('main', { id: 'view', tabindex: '-1' }, drawn);
  morph(main, next);
  if (view.focus) {
    main.querySelector(view.focus)?.focus();
    view.focus = null;
  }
  document.title = `${main.querySelector('h1')?.textContent ?? 'Carillon'} · Carillon`;
}

function failure(error) {
  if (!error.status && !error.problem) console.error(error);
  return h('div', { class: 'card' }, h('div', { class: 'empty' },
    h('b', null, error.status === 404 ? 'It is not there' : 'This could not be loaded'),
    h('p', null, error.message),
    h('p', null, h('button', { type: 'button', onclick: () => refresh() }, 'Try again'))));
}

/** Draws soon, once for a burst of changes. */
function changed() {
  if (pending !== null) return;
  const wait = Math.max(120, 600 - (Date.now() - lastRefresh));
  pending = setTimeout(() => {
    pending = null;
    if (!document.hidden) refresh();
  }, wait);
}

const LIGHTS = { live: 'live', polling: 'asking every 4 s', offline: 'offline' };

function light(state) {
  const element = document.getElementById('live');
  element.dataset.state = state;
  element.textContent = LIGHTS[state];
}

function theme() {
  const root = document.documentElement;
  const stored = localStorage.getItem('carillon-theme');
  if (stored) root.dataset.theme = stored;
  document.getElementById('theme').onclick = () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    localStorage.setItem('carillon-theme', root.dataset.theme);
  };
}

function banner(session) {
  const element = document.getElementById('banner');
  const notes = [];
  if (!session.enabled) notes.push('This node is disabled: it shows and edits tasks, and runs nothing.');
  const standIns = (session.models ?? []).filter(isStandIn);
  if (standIns.length && standIns.length === session.models.length) {
    notes.push(`No language model is configured: prompts are answered by ${standIns.join(', ')}, an `
      + 'offline stand-in that picks sentences out of its input.');
  }
  element.textContent = notes.join(' ');
  element.hidden = notes.length === 0;
}

async function begin() {
  theme();
  try {
    banner(await loadSession());
  } catch (error) {
    toast(error.message, 'bad');
  }
  addEventListener('hashchange', route);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
  route();
  listen(changed, light);
  setInterval(tick, 1000);
  setInterval(changed, SOON); // What other nodes do is not in this node's stream.
}

begin();
