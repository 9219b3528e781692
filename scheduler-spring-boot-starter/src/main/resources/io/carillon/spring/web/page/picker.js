// A schedule by choosing: shapes, a raw cron expression, and what is to be done.

import { server } from './api.js';
import { h } from './dom.js';
import { field } from './dialog.js';
import { SHAPES, WEEKDAYS, UNITS, DIALECTS, asksFor } from './shapes.js';

/** The fields of the schedule. */
export function scheduleFields(form, faults) {
  const { pick } = form.state;
  const asked = asksFor(pick);
  const set = (name, value) => { pick[name] = value; form.changed(); };
  const text = (name, attributes) => h('input', {
    id: `pick-${name}`, value: pick[name], 'data-held': true, oninput: event => set(name, event.target.value),
    ...faults.at('trigger'), ...attributes,
  });
  return [
    h('fieldset', { 'data-key': 'shape' }, h('legend', null, 'How often'), h('div', { class: 'chips' }, SHAPES.map(([value, label]) =>
      chip('radio', 'shape', value, label, pick.shape === value, () => set('shape', value))))),
    pick.shape === 'hourly' ? field('At minute', text('minute', { type: 'number', min: 0, max: 59, class: 'short' })) : null,
    pick.shape === 'every' ? h('div', { class: 'pair', 'data-key': 'every' },
      field('Every', text('n', { type: 'number', min: 1, class: 'short' })),
      field('Unit', select('unit', UNITS.map(unit => [unit, unit]), pick.unit, value => set('unit', value)))) : null,
    pick.shape === 'once' ? field('Date and time', text('at', { type: 'datetime-local' }), 'On the clock of the zone below.') : null,
    pick.shape === 'cron' ? h('div', { class: 'pair wide', 'data-key': 'cron' },
      field('Cron expression', text('cron', { class: 'mono', spellcheck: 'false', autocomplete: 'off' })),
      field('Dialect', select('dialect', DIALECTS, pick.dialect, value => set('dialect', value)))) : null,
    asked.weekdays ? days('Weekdays', 'weekdays', WEEKDAYS.map(day => [day, weekday(day)]), pick, set) : null,
    asked.monthDays ? days('Days of the month', 'monthDays', monthDays(), pick, set) : null,
    asked.times ? times(pick, set) : null,
  ];
}

function weekday(day) {
  const monday = Date.UTC(2024, 0, 1 + WEEKDAYS.indexOf(day));
  return new Date(monday).toLocaleDateString(undefined, { weekday: 'short', timeZone: 'UTC' });
}

function monthDays() {
  const days = Array.from({ length: 31 }, (_, i) => [`${i + 1}`, `${i + 1}`]);
  return [...days, ['last', 'last']];
}

function chip(type, name, value, label, checked, changed) {
  return h('label', { class: 'chip' }, h('input', {
    type, name, value, checked, 'data-held': true, onchange: changed,
  }), label);
}

function days(legend, name, choices, pick, set) {
  const toggled = day => (pick[name].includes(day) ? pick[name].filter(other => other !== day) : [...pick[name], day]);
  return h('fieldset', { 'data-key': name }, h('legend', null, legend), h('div', { class: name === 'monthDays' ? 'chips days' : 'chips' },
    choices.map(([value, label]) =>
      chip('checkbox', name, value, label, pick[name].includes(value), () => set(name, toggled(value))))));
}

function times(pick, set) {
  const changed = (index, value) => set('times', pick.times.map((time, i) => (i === index ? value : time)));
  return h('fieldset', { 'data-key': 'times' }, h('legend', null, 'At'), h('div', { class: 'chips' },
    pick.times.map((time, index) => h('span', { class: 'time' },
      h('input', {
        type: 'time', value: time, 'data-held': true, 'aria-label': `Time ${index + 1}`,
        oninput: event => changed(index, event.target.value),
      }),
      pick.times.length > 1 ? h('button', {
        type: 'button', class: 'ghost small', 'aria-label': `Remove time ${index + 1}`,
        onclick: () => set('times', pick.times.filter((_, i) => i !== index)),
      }, '×') : null)),
    h('button', { type: 'button', class: 'small', onclick: () => set('times', [...pick.times, '17:00']) }, 'Add a time')));
}

function select(name, choices, chosen, changed) {
  return h('select', { id: `pick-${name}`, 'data-held': true, onchange: event => changed(event.target.value) },
    choices.map(([value, label]) => h('option', { value, selected: value === chosen }, label)));
}

/** What can be done here: send a text, ask a model, run the application's code. */
function actions() {
  const { handlers = [], models = [] } = server() ?? {};
  return [
    ['notification', 'Send a text'],
    ...(handlers.includes('prompt') && models.length ? [['prompt', 'Ask the model']] : []),
    ...handlers.filter(name => name.startsWith('java/')).map(name => [name, `Run ${name.slice(5)}`]),
  ];
}

/** The fields of what is to be done. */
export function actionFields({ state, edited }, faults) {
  const choices = actions();
  return [
    field('What to do', select('action', choices, state.action, value => { state.action = value; edited(); })),
    state.action.startsWith('java/') ? null : field(state.action === 'prompt' ? 'Prompt' : 'Text', h('textarea', {
      id: 'pick-text', rows: 3, 'data-held': true, value: state.text,
      oninput: event => { state.text = event.target.value; edited(); }, ...faults.at('action'),
    }, state.text)),
    faults.list('action'),
  ];
}

/** What is to be done, as the definition has it. */
export function actionOf({ action, text }) {
  if (action.startsWith('java/')) return { type: 'java', handler: action.slice(5) };
  return action === 'prompt' ? { type: 'prompt', prompt: text } : { type: 'notification', text };
}
