import { beforeEach, expect, it, vi } from "vitest";

import { ProjectFeed, type ProjectEvent } from "./project-feed.ts";

/** A stream whose server is the test. */
class Source extends EventTarget {
  readyState = 1;
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
  }
  close(): void {
    this.readyState = 2;
  }
  tell(seq: number): void {
    this.dispatchEvent(new MessageEvent("change", { data: JSON.stringify({ seq }) }));
  }
}

let sources: Source[];
const open = (url: string) => {
  const source = new Source(url);
  sources.push(source);
  return source as unknown as EventSource;
};

beforeEach(() => {
  sources = [];
  vi.stubGlobal("EventSource", { CLOSED: 2 });
});

function startedFeed(after: number): { feed: ProjectFeed; source: Source } {
  const feed = new ProjectFeed((seq) => `/events?after=${seq}`, after, open);
  feed.start();
  return { feed, source: sources[0] as Source };
}

function listen(feed: ProjectFeed, after: number) {
  const seen: number[] = [];
  const gap = vi.fn();
  const stop = feed.follow(after, (event: ProjectEvent) => seen.push(event.seq), gap);
  return { seen, gap, stop };
}

it("starts at the revision that was loaded", () => {
  expect(startedFeed(41).source.url).toBe("/events?after=41");
});

it("delivers each event once, in order, and none that was loaded already", () => {
  const { feed, source } = startedFeed(5);
  const { seen, gap } = listen(feed, 7);
  for (const seq of [6, 7, 8, 8, 7, 9]) source.tell(seq);
  expect(seen).toEqual([8, 9]);
  expect(gap).not.toHaveBeenCalled();
});

it("gives whoever comes later what has happened since they loaded", () => {
  const { feed, source } = startedFeed(5);
  for (const seq of [6, 7, 8]) source.tell(seq);
  expect(listen(feed, 6).seen).toEqual([7, 8]);
});

it("says so when what somebody loaded is older than what it remembers", () => {
  const { feed } = startedFeed(5);
  expect(listen(feed, 4).gap).toHaveBeenCalledOnce();
});

it("stops telling those who have left", () => {
  const { feed, source } = startedFeed(0);
  const { seen, stop } = listen(feed, 0);
  stop();
  source.tell(1);
  expect(seen).toEqual([]);
});

it("connects again by itself, after the last event that it saw", () => {
  vi.useFakeTimers();
  const { feed, source } = startedFeed(5);
  source.tell(6);
  source.readyState = 2;
  source.dispatchEvent(new Event("error"));
  expect(feed.connection).toBe("lost");
  vi.advanceTimersByTime(1_000);
  expect(sources[1]?.url).toBe("/events?after=6");
  sources[1]?.dispatchEvent(new Event("open"));
  expect(feed.connection).toBe("live");
  vi.useRealTimers();
});
