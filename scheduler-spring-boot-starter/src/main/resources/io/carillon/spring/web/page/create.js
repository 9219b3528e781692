// A new task: said in words or chosen, shown as the server reads it while it is typed, then saved.

import { loadSession, newest, post, server } from './api.js';
import { h, empty, toast } from './dom.js';
import { field, told } from './dialog.js';
import { faultsOf } from './faults.js';
import * as preview from './preview.js';
import { scheduleFields, actionFields, actionOf } from './picker.js';
import { picked, triggerOf } from './shapes.js';
import { question, spoken, understood, wordsField } from './words.js';
import { chosenZone, monthOf, zoneSelect } from './zones.js';

const PAUSE = 300;
const PLAIN_NAME = /[^\p{L}\p{N}]+/gu;

/** Kept while other views are looked at, until the task is created. */
let state = blank();
const asking = newest();
const drawing = newest();
const checking = newest();

function blank() {
  return {
    mode: 'words', zone: null, owner: '', words: '', model: false, reading: null, chosen: null, pick: picked(), action: 'notification', text: '',
    name: null, channels: null, ...unanswered(),
  };
}

function unanswered() {
  return { answer: null, asked: '', error: null, missing: null, problems: [], month: null, busy: false, creating: false, refused: null };
}

export async function form(view, refresh) {
  if (!server()) await loadSession();
  if (!view.state.drawn) view.focus = state.mode === 'words' ? '#words' : '#pick-cron';
  view.state.drawn = true;
  const acts = actsOf(view, refresh);
  const faults = faultsOf(problems());
  return [
    h('div', { class: 'head' }, h('div', { class: 'grow' },
      h('div', { class: 'crumb' }, h('a', { href: '#/tasks' }, 'Tasks'), ' / new'), h('h1', null, 'New task'))),
    h('div', { class: 'make' }, said(acts, faults), answered(acts, faults), task(acts, faults)),
    h('p', { class: 'sr', id: 'heard', role: 'status' }, state.busy ? null : spoken(state)),
  ];
}

/** What is known to be wrong; a refusal by the server comes first. */
function problems() {
  const { answer, error, refused } = state;
  return [refused, error].flatMap(fault => fault?.problem?.problems ?? [])
    .concat(state.problems, answer?.preview?.problems ?? [], answer?.problems ?? []);
}

function actsOf(view, refresh) {
  const asks = wait => ask(wait, refresh);
  return {
    state,
    changed: (wait = PAUSE) => asks(wait),
    say(words, wait = PAUSE) {
      Object.assign(state, { words, model: false, reading: null, chosen: null });
      asks(wait);
    },
    askModel() {
      state.model = true;
      view.focus = '#preview-title';
      asks(0);
    },
    choose(reading) {
      Object.assign(state, { reading, chosen: reading === null ? null : state.answer.readings[reading].label });
      view.focus = '#preview-title';
      asks(0);
    },
    mode(mode) {
      Object.assign(state, { mode, ...unanswered() });
      asks(0);
    },
    editCron({ cron, dialect }) {
      const { answer } = state;
      if (state.mode === 'words') {
        const action = answer.definition.action.type === 'prompt' ? 'prompt' : 'notification';
        Object.assign(state, { action, text: answer.instruction, name: state.name ?? answer.name, zone: answer.preview.zone });
      }
      Object.assign(state.pick, { shape: 'cron', cron, dialect });
      view.focus = '#pick-cron';
      this.mode('pick');
    },
    turn: by => draw(monthOf(`${state.month.name}-01`, by), refresh),
    edited: () => check(refresh),
    create: () => create(view, refresh),
    async forward() {
      if (state.busy) await asks(0);
      const typing = document.activeElement?.id === 'words';
      if (typing) document.getElementById(definition() ? 'create' : 'preview-title')?.focus();
    },
  };
}

/** Asks what the schedule means; an older answer never replaces a newer one. */
async function ask(wait, refresh) {
  const { trigger, missing } = state.mode === 'pick' ? triggerOf(state.pick) : {};
  const words = state.words;
  const nothing = state.mode === 'words' && !words.trim();
  state.refused = null;
  for (const older of [drawing, checking]) older(0, () => null);
  if (nothing || missing) {
    asking(0, () => null);
    Object.assign(state, unanswered(), { missing: missing ?? null });
    return refresh();
  }
  state.busy = true;
  refresh();
  const { reading, model } = state;
  const got = await asking(wait, signal => (state.mode === 'words'
    ? post('/tasks', { words, ...place(), ...(model ? { model } : {}), ...(reading === null ? {} : { reading }) }, signal)
    : post('/schedules/preview', { trigger, ...place() }, signal)));
  if (!got) return undefined;
  Object.assign(state, { busy: false, missing: null, problems: [], error: got.error ?? null });
  if (got.answer || got.error.status === 422) Object.assign(state, { answer: got.answer ?? null, asked: words, month: null });
  refresh();
  const fires = got.answer ? shown()?.fires ?? [] : [];
  if (fires.length) await draw(monthOf(fires[0].local), refresh);
  return check(refresh);
}

/** Whose task it is, and the zone that was chosen for it. */
function place() {
  const zone = chosenZone(state);
  const owner = state.owner.trim();
  return { ...(zone ? { zone } : {}), ...(owner ? { owner } : {}) };
}

/** The schedule that the answer shows; null for a question or a refusal. */
function shown() {
  return state.mode === 'words' ? state.answer?.preview ?? null : state.answer;
}

/** Fetches the picture of a month. */
async function draw(month, refresh) {
  const { triggers } = shown();
  const got = await drawing(0, signal => post('/schedules/preview',
    { triggers, ...place(), month, n: 1, ...(state.name ? { name: state.name } : {}) }, signal));
  if (!got?.answer || !shown()) return;
  state.month = { name: month, svg: got.answer.monthSvg };
  refresh();
}

/** The task as it would be saved; null when there is none yet. */
function definition() {
  const { answer, mode } = state;
  if (!answer || (mode === 'words' && answer.answer !== 'proposal')) return null;
  const drafted = answer.definition ?? {
    zone: answer.zone, triggers: answer.triggers, action: actionOf(state), deliveries: usual(),
  };
  const { owner } = place();
  return { ...drafted, ...(owner ? { owner } : {}), name: name(), deliveries: channels(drafted).map(channel =>
    drafted.deliveries?.find(known => known.channel === channel) ?? { channel }) };
}

/** Where results go when nobody says where. */
function usual() {
  return server().channels.includes('inbox') ? [{ channel: 'inbox' }] : [];
}

function name() {
  if (state.name !== null) return state.name.trim();
  if (state.mode === 'words') return state.answer?.name ?? '';
  const of = state.text || (state.action.includes('/') ? state.action.split('/')[1] : '');
  return of.toLowerCase().replace(PLAIN_NAME, '-').replace(/^-|-$/g, '').slice(0, 40);
}

function channels(drafted) {
  return state.channels ?? (drafted.deliveries ?? []).map(({ channel }) => channel);
}

/** Lets the server check a draft that was edited. */
async function check(refresh) {
  state.refused = null;
  refresh();
  const edited = state.mode === 'pick' ? state.name ?? state.text : state.name !== null || state.channels;
  const made = edited ? definition() : null;
  if (!made) return;
  const got = await checking(PAUSE, signal => post('/tasks/validate', made, signal));
  if (!got?.answer) return;
  state.problems = got.answer.problems;
  if (state.answer?.problems) state.answer.problems = [];
  refresh();
}

async function create(view, refresh) {
  Object.assign(state, { creating: true, refused: null });
  refresh();
  try {
    const made = await post('/tasks', definition());
    state = blank();
    checking(0, () => null);
    toast(`${made.name} is created.`);
    location.hash = `#/tasks/${made.id}`;
  } catch (error) {
    const taken = error.problem?.code === 'name_taken';
    Object.assign(state, { creating: false, refused: error });
    view.focus = taken ? '#task-name' : '#refused';
    refresh();
  }
}

function said(acts, faults) {
  const tab = (mode, label) => h('button', {
    type: 'button', class: 'chip', 'aria-pressed': `${state.mode === mode}`, onclick: () => acts.mode(mode),
  }, label);
  return h('section', { class: 'card say', 'aria-label': 'Schedule' }, h('div', { class: 'in form' },
    h('div', { class: 'chips', role: 'group', 'aria-label': 'How to say it' }, tab('words', 'In words'), tab('pick', 'By choosing')),
    state.mode === 'words' ? wordsField(acts, faults) : [scheduleFields(acts, faults), faults.list('trigger')],
    h('div', { class: 'pair wide', 'data-key': 'place' },
      field('Zone', zoneSelect('zone', chosenZone(state), state.owner, zone => { state.zone = zone || null; acts.changed(0); })),
      field('Owner', h('input', {
        id: 'owner', value: state.owner, 'data-held': true, autocomplete: 'off', spellcheck: 'false', placeholder: 'nobody',
        oninput: event => { state.owner = event.target.value; acts.changed(); }, ...faults.at('owner'),
      }))),
    faults.list('zone'), faults.list('owner')));
}

function answered(acts, faults) {
  return h('section', { class: `card meaning ${state.busy ? 'busy' : ''}`, 'aria-label': 'What it means', 'aria-busy': `${state.busy}` },
    h('div', { class: 'in form', id: 'meaning' }, meaning(acts, faults)));
}

function meaning(acts, faults) {
  const { answer, error } = state;
  if (error && error.status !== 422) {
    return h('div', { class: 'notice bad', role: 'alert' }, h('strong', null, error.message), 'What you wrote is kept. ',
      h('button', { type: 'button', class: 'small', onclick: () => acts.changed(0) }, 'Try again'));
  }
  if (error) return [empty('Not a schedule yet', 'See the messages at the fields.'), faults.rest()];
  if (state.missing) return empty('Not a schedule yet', state.missing);
  if (!answer) return empty('What it means appears here', 'With its next fires, before anything is saved.');
  if (answer.answer === 'question') return question(answer, acts);
  if (answer.answer === 'refusal') {
    return h('div', { class: 'notice warn', id: 'refusal' }, h('strong', { id: 'preview-title', tabindex: '-1' }, 'No schedule'), answer.why,
      answer.modelMayHelp ? h('button', { type: 'button', class: 'small', id: 'ask-model', onclick: () => acts.askModel() }, 'Ask the model') : null);
  }
  return [preview.schedule(shown(), acts), state.mode === 'words' ? understood(answer, acts) : null];
}

const DOES = { prompt: 'Asks the model', notification: 'Sends this text', java: 'Runs code' };

/** What will be saved, and the button that saves it. */
function task(acts, faults) {
  const made = definition();
  if (!made && state.mode === 'words') return null;
  const drafted = made ?? { deliveries: usual() };
  const { action } = drafted;
  return h('section', { class: 'card task-part', 'aria-label': 'Task' }, h('form', {
    class: 'in form', onsubmit: event => { event.preventDefault(); acts.create(); },
  },
  state.mode === 'pick' ? actionFields(acts, faults) : h('div', { id: 'does' },
    h('span', { class: 'label' }, DOES[action.type] ?? action.type), h('div', { class: 'text' }, action.prompt ?? action.text ?? ''),
    state.answer.tools.length ? h('p', { class: 'muted small' }, `With ${state.answer.tools.join(', ')}`) : null,
    state.answer.remarks.map(remark => h('p', { class: 'muted small' }, remark)), faults.list('action')),
  field('Name', h('input', {
    id: 'task-name', value: state.name ?? name(), 'data-held': true, autocomplete: 'off', spellcheck: 'false',
    oninput: event => { state.name = event.target.value; acts.edited(); }, ...faults.at('name'),
  })),
  state.refused?.problem?.code === 'name_taken' ? h('p', { class: 'faults' }, state.refused.message) : faults.list('name'),
  deliveries(drafted, acts), faults.list('deliveries'), faults.rest(), refusal(),
  h('div', { class: 'actions' }, h('button', {
    id: 'create', type: 'submit', class: 'primary', disabled: !made || state.busy || state.creating,
  }, 'Create'))));
}

function refusal() {
  const { refused } = state;
  if (!refused || refused.problem?.code === 'name_taken') return null;
  return h('div', { class: 'notice bad', id: 'refused', role: 'alert', tabindex: '-1' },
    h('strong', null, 'It was not created'), refused.problem?.problems ? 'See the messages at the fields.' : told(refused));
}

function deliveries(drafted, acts) {
  const chosen = channels(drafted);
  const toggle = channel => {
    state.channels = chosen.includes(channel) ? chosen.filter(other => other !== channel) : [...chosen, channel];
    acts.edited();
  };
  return h('fieldset', null, h('legend', null, 'Deliver to'), h('div', { class: 'chips' }, server().channels.map(channel =>
    h('label', { class: 'chip' }, h('input', {
      type: 'checkbox', name: 'channel', value: channel, checked: chosen.includes(channel), 'data-held': true,
      onchange: () => toggle(channel),
    }), channel))));
}
