// What tasks delivered to the in-app inbox, newest first.

import { page } from './api.js';
import { h, empty } from './dom.js';
import { pill, when, content } from './format.js';

export async function list(view, refresh) {
  const pages = view.state.pages ?? 1;
  let path = '/inbox?limit=20';
  const items = [];
  for (let i = 0; i < pages && path; i++) {
    const found = await page(path);
    items.push(...found.items);
    path = found.next;
  }
  return [
    h('div', { class: 'head' }, h('div', { class: 'grow' }, h('h1', null, 'Inbox'),
      h('p', { class: 'sub' }, 'Results that tasks deliver to the channel "inbox".'))),
    h('div', { class: 'card', id: 'inbox' },
      items.length ? items.map(mail) : empty('Nothing here yet', 'Give a task the delivery "inbox" to read its results here.'),
      path ? h('div', { class: 'more' }, h('button', {
        type: 'button', onclick: () => { view.state.pages = pages + 1; refresh(); },
      }, 'Show more')) : null),
  ];
}

function mail(delivery) {
  return h('article', { class: 'mail', 'data-key': delivery.id },
    h('h3', null, delivery.title || delivery.task),
    h('div', { class: 'from' }, h('a', { href: `#/runs/${delivery.runId}` },
        delivery.title && delivery.title !== delivery.task ? delivery.task : 'Open the run'),
      when(delivery.deliveredAt ?? delivery.createdAt),
      delivery.status === 'COMPLETED' ? null : pill(delivery.status)),
    content(delivery.content, false));
}
