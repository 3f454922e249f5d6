/** The provider's clock as its answers tell it, and ours before the first of them. */
export class ProviderClock {
  /** Ours minus theirs, in milliseconds. */
  #skew: number | null = null;

  hear(headers: Headers): void {
    const theirs = Date.parse(headers.get("date") ?? "");
    if (!Number.isNaN(theirs)) this.#skew = Date.now() - theirs;
  }

  now(): Date {
    return new Date(Date.now() - (this.#skew ?? 0));
  }

  skewSeconds(): number | null {
    return this.#skew === null ? null : Math.round(this.#skew / 1_000);
  }
}
