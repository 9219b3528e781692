// Learns of changes: from the stream of events, and by asking every few seconds while it is away.

import { eventsUrl } from './api.js';

const POLL = 4000;

/** Calls `changed(event)` for each change (null: anything may have), `state(name)` for the light. */
export function listen(changed, state) {
  let polling = null;
  const poll = () => {
    if (polling === null) {
      polling = setInterval(() => changed(null), POLL);
    }
  };
  const stream = new EventSource(eventsUrl());
  stream.onopen = () => {
    clearInterval(polling);
    polling = null;
    state('live');
    changed(null);
  };
  stream.addEventListener('scheduler', message => changed(JSON.parse(message.data)));
  stream.onerror = () => {
    state('polling');
    poll();
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(() => { stream.close(); clearInterval(polling); listen(changed, state); }, 10000);
    }
  };
  addEventListener('pagehide', () => stream.close());
}
