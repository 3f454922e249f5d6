import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import type { AuditEvent } from "#lib/audit/contract.ts";
import en from "#messages/en/audit.json" with { type: "json" };
import ko from "#messages/ko/audit.json" with { type: "json" };
import { sentenceValues, shortName } from "./sentence-values.ts";

const ADA = "0196a000-0000-7000-8000-000000000001";
const KIM = "0196a000-0000-7000-8000-000000000002";

function event(action: string, change: Partial<AuditEvent> = {}): AuditEvent {
  return {
    stream: ADA,
    seq: 1,
    at: "2026-03-01T09:00:00.000Z",
    project: null,
    actor: { id: ADA, name: "Ada Park", via: "session", token: null },
    action,
    subject: {
      type: "item",
      id: KIM,
      label: { code: "P0.1.a.1", text: "Rotate keys", textKo: "키 교체" },
    },
    before: null,
    after: null,
    reason: null,
    origin: null,
    requestId: ADA,
    hash: "0".repeat(64),
    names: { [KIM]: { code: null, text: "김민준", textKo: null } },
    ...change,
  };
}

function say(locale: "en" | "ko", given: AuditEvent): string {
  const t = createTranslator({
    locale,
    messages: { audit: locale === "en" ? en : ko },
    namespace: "audit",
  });
  const tag = (chunks: unknown) => String(chunks);
  const label = given.subject.label;
  return t
    .markup(
      `sentence.${given.action}` as never,
      {
        ...sentenceValues(given, locale),
        actor: given.actor.name ?? "",
        subject: label ? shortName(label, locale) : "",
        a: tag,
        s: tag,
      } as never,
    )
    .trim();
}

const planned = (after: AuditEvent["after"]) => event("item.planned", { after });

test.each([
  [
    event("item.claimed", { after: { claim: "done" } }),
    "Ada Park marked P0.1.a.1 as done",
    "Ada Park님이 P0.1.a.1 항목을 완료로 표시했습니다",
  ],
  [
    event("item.claimed", { after: { claim: "not_applicable" } }),
    "Ada Park marked P0.1.a.1 as not applicable",
    "Ada Park님이 P0.1.a.1 항목을 해당 없음으로 표시했습니다",
  ],
  [
    event("item.claimed", { after: { claimReason: "x" } }),
    "Ada Park changed the reason on P0.1.a.1",
    "Ada Park님이 P0.1.a.1 항목의 사유를 바꿨습니다",
  ],
  [
    planned({ assigneeId: KIM }),
    "Ada Park assigned P0.1.a.1 to 김민준",
    "Ada Park님이 P0.1.a.1 항목의 담당자를 김민준님으로 정했습니다",
  ],
  [
    planned({ assigneeId: ADA }),
    "Ada Park took P0.1.a.1",
    "Ada Park님이 P0.1.a.1 항목을 맡았습니다",
  ],
  [
    planned({ assigneeId: null }),
    "Ada Park unassigned P0.1.a.1",
    "Ada Park님이 P0.1.a.1 항목의 담당자를 해제했습니다",
  ],
  [
    planned({ dueAt: null }),
    "Ada Park removed the due date of P0.1.a.1",
    "Ada Park님이 P0.1.a.1 항목의 기한을 없앴습니다",
  ],
  [
    planned({ dueAt: "2026-03-01T00:00:00Z", assigneeId: KIM }),
    "Ada Park assigned P0.1.a.1 to 김민준 and set its due date",
    "Ada Park님이 P0.1.a.1 항목의 담당자를 김민준님으로, 기한과 함께 정했습니다",
  ],
])("%# is told in both languages", (given, english, korean) => {
  expect(say("en", given)).toBe(english);
  expect(say("ko", given)).toBe(korean);
});

test("a refused sign-in says that nobody knows who it was", () => {
  const refused = event("session.refused", {
    actor: { id: ADA, name: "Ada Park", via: "nothing", token: null },
    subject: { type: "member", id: ADA, label: { code: null, text: "Ada Park", textKo: null } },
  });
  expect(say("en", refused)).toBe("Somebody failed to sign in as Ada Park");
  expect(say("ko", refused)).toBe("누군가 Ada Park 계정으로 로그인하려다 실패했습니다");
});
