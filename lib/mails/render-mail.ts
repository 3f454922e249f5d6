import type { Locale } from "#lib/platform/i18n/locales.ts";
import { sayer } from "#lib/platform/i18n/say.ts";
import type { MailTemplate } from "./templates.ts";

export type RenderedMail = { subject: string; text: string; html: string };

/**
 * A mail's subject and its text, plain and as HTML that needs nothing from elsewhere. Times are in
 * the zone that `params.timeZone` names, else in UTC.
 */
export async function renderMail(
  template: MailTemplate,
  locale: Locale,
  params: Readonly<Record<string, string>>,
): Promise<RenderedMail> {
  const say = await sayer(locale, "mails");
  const { until, timeZone } = params;
  const values = { ...params, ...(until ? { until: dateOf(until, locale, timeZone) } : {}) };
  const part = (name: string) => say(`template.${template}.${name}`, values);
  const mail = {
    subject: part("subject"),
    paragraphs: [part("greeting"), part("body")],
    link: params.url ? { url: params.url, label: part("action") } : null,
    fallback: say("layout.fallback", {}),
    notes: [part("note"), say("layout.footer", {})],
  };
  return { subject: mail.subject, text: plain(mail), html: html(mail, locale) };
}

type Parts = {
  subject: string;
  paragraphs: string[];
  link: { url: string; label: string } | null;
  fallback: string;
  notes: string[];
};

function dateOf(moment: string, locale: Locale, timeZone = "UTC"): string {
  const format = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "long", timeStyle: "short", timeZone },
  });
  return `${format.format(new Date(moment))} ${timeZone === "UTC" ? "UTC" : `(${timeZone})`}`;
}

function plain({ paragraphs, link, notes }: Parts): string {
  const action = link ? [`${link.label}:\n${link.url}`] : [];
  return `${[...paragraphs, ...action, "-- ", ...notes].join("\n\n").replace("-- \n\n", "-- \n")}\n`;
}

const FONT = "font-family:system-ui,-apple-system,'Segoe UI','Apple SD Gothic Neo',sans-serif";
const BUTTON =
  "display:inline-block;padding:10px 18px;border-radius:6px;background:#4f46c8;color:#ffffff;text-decoration:none;font-weight:600";

function html({ subject, paragraphs, link, fallback, notes }: Parts, locale: Locale): string {
  const p = (text: string) => `<p style="margin:0 0 16px">${escape(text)}</p>`;
  const action = link
    ? `<p style="margin:24px 0"><a href="${escape(link.url)}" style="${BUTTON}">${escape(link.label)}</a></p>
<p style="margin:0 0 16px;font-size:14px">${escape(fallback)}<br><a href="${escape(link.url)}" style="word-break:break-all">${escape(link.url)}</a></p>`
    : "";
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escape(subject)}</title></head>
<body style="margin:0;padding:24px 16px;${FONT};font-size:16px;line-height:1.6">
<main style="max-width:560px;margin:0 auto">
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escape(subject)}</h1>
${paragraphs.map(p).join("\n")}
${action}
<hr style="border:0;border-top:1px solid #888888;margin:24px 0">
<div style="font-size:14px">${notes.map(p).join("\n")}</div>
</main>
</body>
</html>
`;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
