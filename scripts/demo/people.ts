import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { redeemPasswordLink } from "#lib/accounts/redeem-password-link.ts";
import { addMember } from "#lib/members/add-member.ts";
import { setUp } from "#lib/organizations/set-up.ts";
import type { Context, PublicContext } from "#lib/platform/auth/context.ts";
import type { OrganizationRole } from "#lib/platform/auth/permissions.ts";

export type Person = { name: string; email: string; password: string; part: string; ctx: Context };

type Planned = { name: string; role: OrganizationRole; part: string };

// `part` is what they are in the projects; people with one of the organisation's roles see all.
const OWNER = { name: "Ada Park", part: "owner" };
const OTHERS: Planned[] = [
  { name: "김민아", role: "admin", part: "administrator" },
  { name: "Jonas Weber", role: "member", part: "lead" },
  { name: "이서준", role: "member", part: "lead" },
  { name: "Priya Nair", role: "member", part: "engineer" },
  { name: "박하은", role: "member", part: "engineer" },
  { name: "Tomás Silva", role: "member", part: "engineer" },
  { name: "Grace Kim", role: "member", part: "viewer" },
];

const ADDRESSES = ["ada", "mina", "jonas", "seojun", "priya", "haeun", "tomas", "grace"];
const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";

const emailOf = (index: number): string => `${ADDRESSES[index]}@northwind.example`;
// Sixteen characters from 96 random bits; made anew for every sample organisation.
const newPassword = (): string => randomBytes(12).toString("base64url");

function visitor(index: number, now: () => Date): PublicContext {
  return {
    requestId: uuidv7(),
    // Addresses of TEST-NET-1 (RFC 5737), which nobody has.
    origin: { ip: `192.0.2.${10 + index}`, userAgent: BROWSER },
    locale: index % 3 === 1 ? "ko" : "en",
    now,
  };
}

/** Sets the organisation up with its eight people, each with a password of their own. */
export async function createPeople(setupCode: string, now: () => Date): Promise<Person[]> {
  const password = newPassword();
  const base = visitor(0, now);
  const { organizationId, userId } = await setUp(base, {
    code: setupCode,
    organization: "Northwind Cloud",
    owner: { name: OWNER.name, email: emailOf(0), password },
  });
  const ctx: Context = {
    ...{ ...base, organizationId, userId, organizationRole: "owner", idempotency: null },
    actor: { type: "session", sessionId: uuidv7(), verifiedAt: now() },
    stage: "full",
  };
  const owner: Person = { ...OWNER, email: emailOf(0), password, ctx };
  const people = [owner];
  for (const [index, planned] of OTHERS.entries()) {
    people.push(await invite(owner, planned, index + 1, now));
  }
  return people;
}

async function invite(
  owner: Person,
  { name, role, part }: Planned,
  index: number,
  now: () => Date,
): Promise<Person> {
  const email = emailOf(index);
  const { member, passwordLink } = await addMember(owner.ctx, { name, email, role });
  const base = visitor(index, now);
  const password = newPassword();
  const secret = passwordLink.url?.split("#").at(-1) ?? "";
  await redeemPasswordLink(base, { secret, password });
  const ctx: Context = {
    ...{ ...base, userId: member.userId, organizationRole: role, idempotency: null },
    organizationId: owner.ctx.organizationId,
    actor: { type: "session", sessionId: uuidv7(), verifiedAt: now() },
    stage: "full",
  };
  return { name, email, password, part, ctx };
}
