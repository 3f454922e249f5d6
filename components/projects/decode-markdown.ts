/** The text of a file in UTF-8, or the line, from 1 on, at which it is none. */
export type Decoded = { text: string } | { badLine: number };

/** The text of a file. Line ends may be of any system. */
export function decodeMarkdown(bytes: ArrayBuffer): Decoded {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    // What is no UTF-8 stands there as replacement characters.
    const [before = ""] = new TextDecoder().decode(bytes).split("\uFFFD", 1);
    return { badLine: before.split(/\r\n|\n|\r/).length };
  }
}
