// One run with everything that is known of it, live while it goes on.

import { get, now, post } from './api.js';
import { h, button, toast } from './dom.js';
import {
  pill, when, clock, took, usage, content, count, money, timeOfDay, duration, isStandIn,
} from './format.js';
import { diagram } from './flow.js';

const ENDED = new Set(['COMPLETED', 'FAILED', 'TIMEOUT', 'CANCELLED', 'SKIPPED']);

export async function detail(view, refresh) {
  const run = await get(`/runs/${encodeURIComponent(view.args[0])}`);
  const flow = run.kind === 'flow'
    ? await get(`/tasks/${run.taskId}/versions/${run.taskVersion}`).catch(() => null) : null;
  const models = [...new Set(run.steps.map(step => step.model).filter(Boolean))];
  return [
    h('div', { class: 'head' },
      h('div', { class: 'grow' },
        h('div', { class: 'crumb' }, h('a', { href: '#/runs' }, 'Runs'), ' / ',
          h('a', { href: `#/tasks/${run.taskId}` }, run.task)),
        h('div', { class: 'titleline' }, h('h1', null, run.task), pill(run.status)),
        h('p', { class: 'sub mono' }, run.id)),
      h('div', { class: 'actions' }, actions(run, refresh))),
    models.some(isStandIn) ? h('div', { class: 'notice warn', id: 'stand-in' },
      h('strong', null, 'Written by the offline stand-in, not by a language model'),
      `${models.filter(isStandIn).join(', ')} picks sentences out of its input. Configure a model for real answers.`) : null,
    run.error ? h('div', { class: 'notice bad' }, h('strong', null, run.error.kind ?? 'Failed'),
      run.error.message ?? '') : null,
    run.reason ? h('div', { class: 'notice' }, run.reason) : null,
    h('div', { class: 'card' }, h('div', { class: 'in' }, facts(run, models))),
    run.members.length ? h('div', { class: 'card' }, h('header', null, h('h2', null, 'Members')),
      flow ? diagram(flow.nodes, new Map(run.members.map(member => [member.member, member.run]))) : null,
      h('ul', { class: 'rows' }, run.members.map(member))) : null,
    run.kind === 'flow' ? null : output(run),
    run.kind === 'flow' ? null : h('div', { class: 'card' },
      h('header', null, h('h2', null, 'Log'), h('span', { class: 'end' },
        run.status === 'RUNNING' ? 'grows while it runs'
          : run.log.length === 1 ? '1 line' : `${run.log.length} lines`)),
      run.log.length ? log(run) : h('div', { class: 'in muted' }, 'Nothing logged.')),
    run.steps.length ? h('div', { class: 'card', id: 'steps' },
      h('header', null, h('h2', null, 'Steps'), h('span', { class: 'end' }, `${run.steps.length} journaled`)),
      run.steps.map(step)) : null,
    run.attempts.length && run.kind !== 'flow' ? h('div', { class: 'card' }, h('header', null, h('h2', null, 'Attempts')),
      h('ul', { class: 'rows' }, run.attempts.map(attempt))) : null,
    run.deliveries.length ? h('div', { class: 'card' }, h('header', null, h('h2', null, 'Deliveries')),
      h('ul', { class: 'rows' }, run.deliveries.map(delivery))) : null,
    run.error?.detail ? h('details', { class: 'card step', 'data-key': 'detail' },
      h('summary', null, 'Details for administrators'),
      h('div', { class: 'body' }, h('pre', { class: 'block' }, run.error.detail))) : null,
  ];
}

function actions(run, refresh) {
  const act = (label, kind, path, body, said) => button(label, kind, async () => {
    const answer = await post(`/runs/${run.id}/${path}`, body);
    toast(said);
    if (answer?.run) location.hash = `#/runs/${answer.run}`;
    else refresh();
  }, { 'data-act': path });
  const list = [];
  if (run.status === 'BLOCKED') {
    list.push(act('Release', 'primary', 'unblock', { decision: 'RELEASE' }, 'Released.'));
    list.push(act('Skip', '', 'unblock', { decision: 'SKIP' }, 'Skipped.'));
  }
  if (ENDED.has(run.status)) {
    list.push(act('Run again', '', 'rerun', {}, 'A new run is on its way.'));
  } else {
    list.push(act('Cancel', 'danger', 'cancel', {}, 'Asked to stop.'));
  }
  return list;
}

function facts(run, models) {
  const fact = (name, ...value) => h('div', null, h('dt', null, name), h('dd', null, ...value));
  return h('dl', { class: 'facts' },
    fact('Cause', run.cause.toLowerCase(), run.actor ? h('small', null, `by ${run.actor}`) : null,
      run.rerunOf ? h('small', null, h('a', { href: `#/runs/${run.rerunOf}` }, 'repeats an earlier run')) : null,
      run.flowRun ? h('small', null, h('a', { href: `#/runs/${run.flowRun}` }, 'part of a flow run')) : null),
    fact('Due', when(run.due), run.nominal ? h('small', null, `slot ${run.nominal}`) : null),
    fact('Started', run.startedAt ? when(run.startedAt) : '–'),
    fact('Took', took(run)),
    run.usage.total ? fact('Tokens', count(run.usage.total),
      h('small', null, `${count(run.usage.input)} in · ${count(run.usage.output)} out`)) : null,
    run.usage.total ? fact('Cost', money(run.usage.costUsd)) : null,
    models.length ? fact('Model', models.join(', ')) : null,
    run.kind === 'flow' ? null : fact('Attempts', `${run.attempts.length}`,
      run.failures ? h('small', null, `${run.failures} failed`) : null,
      run.lost ? h('small', null, `${run.lost} lost with their node`) : null),
    run.node ? fact('Node', run.node) : null,
    fact('Task version', run.taskVersion));
}

function output(run) {
  const given = run.payload !== null;
  if (run.output === null && !given) return null;
  return h('div', { class: 'card' },
    h('header', null, h('h2', null, run.output === null ? 'Payload' : 'Output')),
    h('div', { class: 'in' },
      run.output === null ? null : h('div', { id: 'output' }, content(run.output)),
      given ? h('details', { 'data-key': 'payload', open: run.output === null },
        h('summary', { class: 'muted' }, 'Payload'), content(run.payload)) : null));
}

function log(run) {
  const several = new Set(run.log.map(line => line.claim)).size > 1;
  let claim = null;
  const lines = [];
  for (const line of run.log) {
    if (several && line.claim !== claim) {
      claim = line.claim;
      lines.push(h('div', { class: 'turn', 'data-key': `turn-${claim}` }, `attempt under claim ${claim}`));
    }
    lines.push(h('div', { class: 'line', 'data-key': `${line.claim}-${line.number}` },
      h('time', { datetime: line.at, title: line.at }, timeOfDay(line.at)), h('span', null, line.text)));
  }
  return h('div', { class: 'log', id: 'log', tabindex: '0', role: 'log', 'aria-label': 'Log' }, lines);
}

function step(step) {
  const millis = step.endedAt ? Date.parse(step.endedAt) - Date.parse(step.startedAt) : null;
  return h('details', { class: 'step', 'data-key': `${step.path}#${step.number}` },
    h('summary', null,
      h('span', null, h('span', { class: 'mono' }, step.path),
        step.number > 1 ? h('span', { class: 'muted' }, ` · try ${step.number}`) : null),
      h('span', { class: 'meta' },
        h('span', { class: 'tag' }, step.kind.toLowerCase()),
        step.model ? h('span', { class: 'tag' }, step.model) : null,
        usage(step.usage),
        millis === null ? null : h('span', { class: 'num' }, duration(millis)),
        pill(step.state))),
    h('div', { class: 'body' },
      step.error ? h('div', { class: 'notice bad' }, step.error) : null,
      step.request !== null ? h('div', null, h('div', { class: 'label' }, 'Request'),
        h('div', { class: 'block' }, content(step.request))) : null,
      step.response !== null ? h('div', null, h('div', { class: 'label' }, 'Response'),
        h('div', { class: 'block' }, content(step.response))) : null));
}

function attempt(attempt) {
  return h('li', { class: 'row run', 'data-key': `${attempt.claim}` },
    h('div', null, pill(attempt.status)),
    h('div', { class: 'wide' }, h('div', null, attempt.error ?? attempt.reason ?? ''),
      attempt.retryAt ? h('div', { class: 'muted' }, Date.parse(attempt.retryAt) > now() ? 'next try ' : 'tried again ', when(attempt.retryAt)) : null),
    h('div', { class: 'muted' }, when(attempt.startedAt ?? attempt.endedAt)),
    h('div', { class: 'muted num' }, attempt.startedAt
      ? duration(Date.parse(attempt.endedAt) - Date.parse(attempt.startedAt)) : ''),
    h('div', { class: 'muted' }, attempt.node ?? ''));
}

function delivery(delivery) {
  return h('li', { class: 'row run', 'data-key': delivery.id },
    h('div', null, pill(delivery.state)),
    h('div', { class: 'wide' }, h('div', { class: 'name' }, delivery.channel),
      delivery.error ? h('div', { class: 'muted' }, delivery.error) : null),
    h('div', { class: 'muted' }, when(delivery.deliveredAt ?? delivery.due)),
    h('div', { class: 'muted num' }, delivery.tries === 1 ? '1 try' : `${delivery.tries} tries`),
    h('div', null));
}

function member({ member, run }) {
  return h('li', { class: 'row run', 'data-key': run.id },
    h('div', null, pill(run.status)),
    h('div', { class: 'wide' },
      h('div', { class: 'name' }, h('a', { href: `#/runs/${run.id}`, title: clock(run.createdAt) }, member)),
      h('div', { class: 'muted clip' }, run.error?.message || run.reason || '')),
    h('div', { class: 'muted' }, run.startedAt ? when(run.startedAt) : ''),
    h('div', { class: 'muted num' }, took(run)),
    h('div', { class: 'muted num' }, usage(run.usage) ?? ''));
}
