import ReactMarkdown, { type Components } from "react-markdown";

const components: Components = {
  // Headings of a comment must not mix with the outline of the page.
  h1: ({ children }) => <p className="mt-3 mb-1 font-semibold first:mt-0">{children}</p>,
  h2: ({ children }) => <p className="mt-3 mb-1 font-semibold first:mt-0">{children}</p>,
  h3: ({ children }) => <p className="mt-3 mb-1 font-semibold first:mt-0">{children}</p>,
  h4: ({ children }) => <p className="mt-3 mb-1 font-semibold first:mt-0">{children}</p>,
  h5: ({ children }) => <p className="mt-3 mb-1 font-semibold first:mt-0">{children}</p>,
  h6: ({ children }) => <p className="mt-3 mb-1 font-semibold first:mt-0">{children}</p>,
  p: ({ children }) => <p className="mb-2 last:mb-0">{children}</p>,
  ul: ({ children }) => <ul className="mb-2 list-disc pl-5 last:mb-0">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="mb-2 list-decimal pl-5 last:mb-0">
      {children}
    </ol>
  ),
  li: ({ children }) => <li className="mb-0.5 marker:text-faint">{children}</li>,
  blockquote: ({ children }) => (
    <blockquote className="mb-2 border-l-2 border-line-strong pl-3 text-muted last:mb-0">
      {children}
    </blockquote>
  ),
  code: ({ children }) => (
    <code className="rounded-sm bg-pressed px-1 py-0.5 font-mono text-[0.92em]">{children}</code>
  ),
  pre: ({ children }) => (
    <pre
      tabIndex={0}
      className="mb-2 overflow-x-auto rounded-md bg-sunken p-3 text-sm last:mb-0 [&>code]:bg-transparent [&>code]:p-0"
    >
      {children}
    </pre>
  ),
  hr: () => <hr className="my-3 border-line" />,
  a: ({ href, children }) =>
    href ? (
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="break-words text-accent-ink underline underline-offset-2"
      >
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
};

/** The default export is for React's lazy(); use `Markdown`. Unsafe addresses become plain text. */
export default function MarkdownRendered({ text }: { text: string }) {
  return (
    <ReactMarkdown skipHtml disallowedElements={["img"]} unwrapDisallowed components={components}>
      {text}
    </ReactMarkdown>
  );
}
