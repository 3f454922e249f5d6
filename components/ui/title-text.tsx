/** The title in the reader's language where there is one. */
export function titleIn(titled: { title: string; titleKo: string | null }, locale: string): string {
  return locale === "ko" ? (titled.titleKo ?? titled.title) : titled.title;
}

/** A title whose `code` stands out; titles know no other Markdown. */
export function TitleText({ text }: { text: string }) {
  return text.split(/`([^`]+)`/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <code
        key={index}
        className="rounded-sm bg-pressed px-1 py-px font-mono text-[max(0.88em,0.75rem)]"
      >
        {part}
      </code>
    ),
  );
}
