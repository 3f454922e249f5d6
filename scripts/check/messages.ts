import fs from "node:fs";
import path from "node:path";
import { messageNeeds } from "./icu.ts";

type Messages = { [key: string]: string | Messages };

/** Differences between the languages: missing files, missing keys, other arguments, empty texts. */
export function findMessageFaults(directory = "messages"): string[] {
  if (!fs.existsSync(directory)) return [`${directory}/: is missing`];
  const languages = fs.readdirSync(directory).sort();
  const files = languages.flatMap((language) => fs.readdirSync(path.join(directory, language)));
  return [...new Set(files)].flatMap((file) => {
    const missing = languages.filter((name) => !fs.existsSync(path.join(directory, name, file)));
    if (missing.length > 0)
      return missing.map((name) => `${directory}/${name}/${file}: is missing`);
    const [first, ...others] = languages.map((name) =>
      readMessages(path.join(directory, name, file)),
    );
    return others.flatMap((other) => (first ? compareMessages(first, other) : []));
  });
}

export type MessageFile = { file: string; texts: Map<string, string> };

function readMessages(file: string): MessageFile {
  return { file, texts: flatten(JSON.parse(fs.readFileSync(file, "utf8")) as Messages) };
}

function flatten(messages: Messages, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === "string"
        ? [[`${prefix}${key}`, value] as const]
        : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

/** Each fault of either file as one line that names the file and the key. */
export function compareMessages(a: MessageFile, b: MessageFile): string[] {
  const keys = new Set([...a.texts.keys(), ...b.texts.keys()]);
  return [...keys].flatMap((key) => {
    const lacking = [a, b].find(({ texts }) => !texts.get(key)?.trim());
    if (lacking) return [`${lacking.file}: ${key} is missing or empty`];
    const [left, right] = [a, b].map(({ texts }) => describe(texts.get(key) ?? ""));
    return left === right ? [] : [`${b.file}: ${key} takes ${right}, but in ${a.file} ${left}`];
  });
}

/** Kinds are left out where a language may choose them: Korean needs no plural. */
function describe(text: string): string {
  try {
    const names = messageNeeds(text).map((need) =>
      need.replace(/:(plural|selectordinal|number)$/, ""),
    );
    return [...new Set(names)].sort().join(", ") || "nothing";
  } catch (error) {
    return `nothing that can be read: it ${(error as Error).message}`;
  }
}
