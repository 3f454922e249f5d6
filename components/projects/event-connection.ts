/** `lost`: changes of others do not arrive at present. */
export type Connection = "connecting" | "live" | "lost";

export type OpenEventSource = (url: string) => EventSource;

interface Hearing {
  onChange: (data: string) => void;
  onState: (state: Connection) => void;
}

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
// Browsers hold six connections per server: tabs that nobody looks at give theirs back.
const HIDDEN_MS = 60_000;

/** An event stream that comes back: after a break by the browser, after a refusal by itself. */
export class EventConnection {
  #source: EventSource | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  readonly #url: () => string;
  readonly #hearing: Hearing;
  readonly #open: OpenEventSource;

  /** `url` is asked at every new start, and says where the reader is. */
  constructor(url: () => string, hearing: Hearing, open: OpenEventSource = openEventSource) {
    this.#url = url;
    this.#hearing = hearing;
    this.#open = open;
  }

  start = (): void => {
    if (this.#source) return;
    const source = this.#open(this.#url());
    this.#source = source;
    source.addEventListener("open", () => {
      this.#failures = 0;
      this.#hearing.onState("live");
    });
    source.addEventListener("change", (message: MessageEvent<string>) => {
      this.#hearing.onChange(message.data);
    });
    source.addEventListener("error", () => {
      this.#hearing.onState("lost");
      // The browser gives up after a refusal, for example while the server restarts.
      if (source.readyState === EventSource.CLOSED) this.#startLater();
    });
  };

  stop = (): void => {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  };

  #startLater(): void {
    this.stop();
    const pause = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LONGEST_RETRY_MS);
    this.#failures += 1;
    this.#retry = setTimeout(this.start, pause);
  }
}

function openEventSource(url: string): EventSource {
  return new EventSource(url);
}

/** Keeps `connection` open while somebody looks at the page, and a minute longer; returns how to end it. */
export function connectWhileVisible(connection: {
  start: () => void;
  stop: () => void;
}): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = (): void => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => connection.stop(), HIDDEN_MS);
    else connection.start();
  };
  connection.start();
  document.addEventListener("visibilitychange", follow);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", follow);
    connection.stop();
  };
}
