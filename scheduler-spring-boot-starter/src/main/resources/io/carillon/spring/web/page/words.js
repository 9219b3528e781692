// A task in words: the words, how they were read, and what to choose where they have two meanings.

import { h } from './dom.js';
import { field } from './dialog.js';
import { fires } from './preview.js';

const EXAMPLES = [
  'every weekday at 8:15 summarise my inbox', 'remind me on the last Friday of every month at 4pm to send the invoices',
  'in 20 minutes remind me to take the bread out', '每周一早上9点提醒我检查销售额',
];

const SCHEDULE = new Set(['REPETITION', 'DAY', 'TIME', 'LIMIT', 'EXCEPTION', 'ZONE']);

/** The text box; Enter goes on to the button that creates. */
export function wordsField({ state, say, forward }, faults) {
  return [
    field('When, and what to do', h('textarea', {
      id: 'words', rows: 3, maxlength: 1000, 'data-held': true, value: state.words, autocomplete: 'off',
      placeholder: 'every weekday at 8:15 summarise my inbox',
      oninput: event => say(event.target.value),
      onkeydown: event => {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        forward();
      },
      ...faults.at('words', 'trigger'),
    }, state.words), 'English, Chinese, French, German or Spanish. Nothing is saved until you create the task.'),
    faults.list('words', 'reading', 'trigger'),
    state.words ? null : h('div', { class: 'examples' }, h('span', { class: 'muted small' }, 'Such as'),
      EXAMPLES.map(text => h('button', { type: 'button', class: 'small', onclick: () => say(text, 0) }, text))),
  ];
}

/** The question that the words raise, with its readings to choose from. */
export function question(answer, { state, choose }) {
  const open = state.reading === null;
  return [
    h('h2', { id: 'preview-title', class: 'means', tabindex: '-1' }, answer.text),
    !answer.readings.length ? h('p', { class: 'muted' }, 'Write it into the words.')
      : h('div', { class: 'readings', role: 'group', 'aria-label': answer.text }, answer.readings.map((reading, index) =>
        h('div', { class: 'reading', 'data-reading': index },
          open ? h('button', { type: 'button', onclick: () => choose(index) }, reading.label) : h('b', null, reading.label),
          h('p', null, reading.description),
          fires(reading.fires.slice(0, 3), true)))),
    open ? null : again(choose),
  ];
}

/** Which words were taken for what, what was assumed, and the reading that was chosen. */
export function understood(answer, { state, choose }) {
  return [
    state.reading === null ? null : again(choose, state.chosen),
    h('p', { class: 'said', id: 'said' }, marked(state.asked, answer.words)),
    answer.assumptions.length ? h('ul', { class: 'notice listed', id: 'assumptions' },
      answer.assumptions.map(assumed => h('li', null, assumed))) : null,
  ];
}

function again(choose, label) {
  return h('p', { class: 'muted small' }, label ? `You chose "${label}". ` : null,
    h('button', { type: 'button', class: 'small', onclick: () => choose(null) }, 'Choose again'));
}

/** The phrase with the words of the schedule marked. */
function marked(phrase, words) {
  const parts = [];
  let at = 0;
  for (const { start, end, role } of words) {
    parts.push(phrase.slice(at, start));
    const text = phrase.slice(start, end);
    const title = `read as ${role.toLowerCase()}`;
    parts.push(SCHEDULE.has(role) ? h('mark', { title }, text) : h('span', { class: role.toLowerCase(), title }, text));
    at = end;
  }
  return [...parts, phrase.slice(at)];
}

/** What a screen reader is told when an answer arrives. */
export function spoken(state) {
  const { answer, error, missing } = state;
  if (error) return 'Not understood. See the messages at the fields.';
  if (missing) return missing;
  if (!answer) return '';
  if (answer.answer === 'question') return `${answer.text} ${answer.readings.length} readings to choose from.`;
  if (answer.answer === 'refusal') return `No schedule: ${answer.why}`;
  const preview = answer.preview ?? answer;
  const first = preview.fires[0];
  return `${preview.description}. ${first ? `First on ${first.local.slice(0, 16).replace('T', ' ')}.` : ''}`;
}
