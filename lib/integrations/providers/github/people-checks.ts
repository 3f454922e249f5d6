import { z } from "zod";
import { judge, unknown } from "../../finding.ts";
import type { Finding } from "../../provider.ts";
import { refusalAt, readAs } from "./client.ts";
import { repositoryCheck, type Repository } from "./repository.ts";
import { noSettings } from "./settings.ts";

const loginsShape = z
  .array(z.looseObject({ login: z.string() }))
  .transform((people) => people.map(({ login }) => login));
export const organizationShape = z.looseObject({
  // Shown to owners only.
  two_factor_requirement_enabled: z.boolean().nullish(),
});

async function adminsAllowed(repository: Repository, admins: string[]): Promise<Finding> {
  const { items, whole } = await repository.list(
    "/collaborators?permission=admin&per_page=100",
    loginsShape,
  );
  if (admins.length === 0) return unknown("not_declared", { admins: items }, "admins");
  const allowed = new Set(admins.map((login) => login.replace(/^@/, "").toLowerCase()));
  const others = items.filter((login) => !allowed.has(login.toLowerCase()));
  const seen = { admins: items, not_declared: others };
  return others.length === 0 && !whole
    ? unknown("no_data", seen)
    : judge(others.length === 0, seen, { admins });
}

async function twoFactor({ about, github }: Repository): Promise<Finding> {
  const { login, type } = about.owner;
  if (type !== "Organization") return unknown("absent", { owner: login, type });
  const path = `/orgs/${encodeURIComponent(login)}`;
  const { two_factor_requirement_enabled: required } = await github.get(path, organizationShape);
  if (required === undefined || required === null) {
    return unknown("no_permission", {}, "two_factor_requirement_enabled");
  }
  if (!required) return judge(false, { two_factor_requirement_enabled: false });
  const answer = await github.ask(`${path}/members?filter=2fa_disabled&per_page=100`);
  // "Only owners can use this filter."
  if (answer.status === 422) return unknown("no_permission", {}, refusalAt(answer)?.detail ?? "");
  const without = readAs(answer, loginsShape);
  const seen = { two_factor_requirement_enabled: true, without_2fa: without };
  return judge(without.length === 0, seen);
}

export const peopleChecks = {
  "collaborators.admins-in-allowlist": repositoryCheck({
    settings: z.strictObject({
      admins: z.array(z.string().trim().min(1).max(100)).max(200).default([]),
    }),
    needs: ["push"],
    run: (repository, { admins }) => adminsAllowed(repository, admins),
  }),
  "org.two-factor-required": repositoryCheck({
    settings: noSettings,
    needs: ["members"],
    run: twoFactor,
  }),
};
