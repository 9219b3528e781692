// Asks for the little that an action needs. What is refused is said in the dialog, which stays open.

import { h } from './dom.js';

/**
 * Opens a dialog.
 *
 * @param options `title`, `text`, `fields` (elements with a name; their values go to the action),
 *     `label` and `kind` of the button, `action` of the values: closes the dialog unless it throws
 */
export function ask({ title, text, fields = [], label, kind = 'primary', action }) {
  const refused = h('div', { class: 'notice bad', role: 'alert', hidden: true });
  const confirm = h('button', { type: 'submit', class: kind }, label);
  const close = () => dialog.close();
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title', onclose: () => dialog.remove() },
    h('form', {
      onsubmit: async event => {
        event.preventDefault();
        confirm.disabled = true;
        refused.hidden = true;
        try {
          await action(Object.fromEntries(new FormData(event.target)));
          close();
        } catch (error) {
          refused.textContent = told(error);
          refused.hidden = false;
        } finally {
          confirm.disabled = false;
        }
      },
    },
    h('h2', { id: 'dialog-title' }, title), text ? h('p', { class: 'muted' }, text) : null, fields, refused,
    h('div', { class: 'actions end' }, h('button', { type: 'button', onclick: close }, 'Cancel'), confirm)));
  document.body.append(dialog);
  dialog.showModal();
}

/** A field below its label; the field needs an id. */
export function field(label, input, hint) {
  const note = `${input.id}-hint`;
  if (hint) input.setAttribute('aria-describedby', [input.getAttribute('aria-describedby'), note].filter(Boolean).join(' '));
  return h('div', { class: 'field', 'data-key': input.id }, h('label', { for: input.id }, label), input,
    hint ? h('small', { class: 'muted', id: note }, hint) : null);
}

/** Everything that a refusal says, in sentences. */
export function told(error) {
  const problems = error.problem?.problems ?? [];
  return problems.length ? problems.map(sentence).join('\n') : error.message;
}

/** One fault: where, what, and what to write. */
export function sentence({ field: place, what, fix }) {
  const whole = /^(it|its|the|there|no) /.test(what);
  const where = place && !whole && /^[a-z]/.test(what) ? `${place} ` : '';
  const told = whole ? what[0].toUpperCase() + what.slice(1) : what;
  return `${where}${told}${fix ? ` ${fix}` : ''}`;
}
