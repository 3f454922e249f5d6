/** What can be done to what, in the order in which the filter offers it. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  item: [
    ...["claimed", "renewed", "judged", "settled", "unsettled", "planned"],
    ...["edited", "created", "moved", "removed", "restored"],
  ],
  comment: ["added", "edited", "removed", "restored"],
  evidence: ["added", "removed"],
  project: ["created", "edited", "rescoped", "archived", "restored"],
  check: ["changed"],
  checks: ["requested"],
  widget: ["added", "changed", "moved", "removed", "restored"],
  project_member: ["set", "removed"],
  member: ["added", "changed", "removed", "left"],
  integration: [
    ...["connected", "updated", "paused", "resumed"],
    ...["tested", "messaged", "removed", "restored"],
  ],
  invitation: ["created", "resent", "revoked", "accepted"],
  ownership: ["transferred"],
  account: ["exported", "deleted"],
  email_change: ["requested", "confirmed", "completed", "cancelled"],
  job: ["replayed"],
  mail: ["retried"],
  access: ["denied"],
  session: ["started", "verified", "ended", "refused", "revoked"],
  password: ["link_created", "reset_requested", "set", "refused"],
  second_factor: ["started", "enrolled", "removed", "refused", "reset"],
  recovery_code: ["used"],
  recovery_codes: ["created"],
  passkey: ["added", "renamed", "removed"],
  token: ["created", "rotated", "revoked"],
  service_account: ["created", "removed"],
  identity_provider: ["created", "edited", "enabled", "disabled", "removed"],
  identity: ["linked", "unlinked"],
  organization: ["created"],
  policy: ["changed"],
  secret: ["replaced", "resealed"],
  scim_token: ["created", "revoked"],
  group: ["created", "changed", "removed"],
};

const OF_PROJECTS = [
  "item",
  "comment",
  "evidence",
  "project",
  "check",
  "checks",
  "widget",
  "project_member",
  "integration",
];

/** The choices of the action filter: each noun, then its actions. */
export function actionChoices(
  kind: "project" | "organization",
): { noun: string; action: string | null }[] {
  const nouns = kind === "project" ? OF_PROJECTS : Object.keys(ACTIONS);
  return nouns.flatMap((noun) => [
    { noun, action: null },
    ...(ACTIONS[noun] ?? []).map((action) => ({ noun, action })),
  ]);
}
