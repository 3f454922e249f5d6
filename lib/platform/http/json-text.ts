/** JSON that the database has written already; sent as it is, without parsing it on the way. */
export class JsonText<T> {
  readonly text: string;
  /** Carries the type only. */
  declare readonly shape: T;

  constructor(text: string) {
    this.text = text;
  }

  /** The value, for pages that need it parsed. */
  parse(): T {
    return JSON.parse(this.text) as T;
  }
}
