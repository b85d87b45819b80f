/** Talks to the workspace's control API on this page's own host. */

/** The workspace said no, or did not answer (`status` 0); `message` is a sentence to show. */
export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }

  /** Whether the workspace could not be reached, as opposed to having refused. */
  get unreachable() {
    return this.status === 0;
  }
}

const TROUBLE = "We had some trouble connecting. Please try again.";

async function answerOf(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new ApiError(TROUBLE, 0);
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new ApiError(body.error ?? "The workspace did not understand that.", response.status);
  }
  return body;
}

/** Read `/control/<path>`; parameters that are null are left out. */
export function get(path, parameters = {}) {
  const given = ([, value]) => value !== null && value !== undefined;
  const entries = Object.entries(parameters).filter(given);
  const query = new URLSearchParams(entries).toString();
  return answerOf(fetch(`/control/${path}${query ? `?${query}` : ""}`, { cache: "no-store" }));
}

/** Do `/control/<path>` with a JSON body. */
export function post(path, body) {
  return answerOf(
    fetch(`/control/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
}

const RETRY_MS = 2000;

/**
 * Listen to what changes for one person; returns a function that stops listening.
 *
 * `onChange` gets each event's data, `onState` is told true and false as the connection comes and
 * goes. A browser gives up on an event stream that answers with an error, so this opens it again.
 */
export function listen(as, { onChange, onState }) {
  let source = null;
  let timer = null;
  const open = () => {
    source = new EventSource(`/control/events?${new URLSearchParams({ as })}`);
    source.onopen = () => onState(true);
    source.onmessage = (event) => onChange(JSON.parse(event.data));
    source.onerror = () => {
      onState(false);
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
