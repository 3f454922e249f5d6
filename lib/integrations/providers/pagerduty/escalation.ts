import { z } from "zod";
import { judge, unknown } from "#lib/integrations/finding.ts";
import { defineCheck } from "#lib/integrations/provider.ts";
import { onCallsOf, type PagerDutySource, policyOf, reference } from "./source.ts";

const policies = z.looseObject({
  escalation_policy: z.looseObject({
    name: z.string(),
    escalation_rules: z.array(z.looseObject({ targets: z.array(reference) })),
  }),
});

const methods = z.looseObject({ contact_methods: z.array(z.looseObject({ type: z.string() })) });

/** People that can be woken up by one policy; more are not asked for. */
const MOST_PEOPLE = 15;
const WAKES = /^(phone|sms)_contact_method/;

type Person = { id: string; name: string };

/** The people whom the policy names, and those whom its schedules name at this moment. */
async function peopleOf(
  source: PagerDutySource,
  policy: string,
  targets: z.infer<typeof reference>[],
): Promise<Person[]> {
  const named = targets.filter(({ type }) => type.startsWith("user"));
  const onCall = (await onCallsOf(source, policy)).flatMap(({ user }) => user ?? []);
  const people = new Map(
    [...named, ...onCall].map(({ id, summary }) => [id, { id, name: summary ?? id }]),
  );
  return [...people.values()];
}

async function canBeCalled(source: PagerDutySource, { id }: Person): Promise<boolean> {
  const { contact_methods: found } = await source.get(`users/${id}/contact_methods`, methods);
  return found.some(({ type }) => WAKES.test(type));
}

export const twoLevels = defineCheck({
  settings: z.strictObject({ leastLevels: z.number().int().min(2).max(10).default(2) }),
  needs: ["oncalls", "users"],
  run: async (source: PagerDutySource, { leastLevels }) => {
    const id = await policyOf(source);
    const { escalation_policy: policy } = await source.get(`escalation_policies/${id}`, policies);
    const rules = policy.escalation_rules.filter(({ targets }) => targets.length > 0);
    const different = new Set(
      rules.map(({ targets }) =>
        targets
          .map((each) => each.id)
          .sort()
          .join(" "),
      ),
    );
    const seen = { policy: policy.name, levels: rules.length, different: different.size };
    if (different.size < leastLevels) return judge(false, seen, { leastLevels });
    const people = await peopleOf(
      source,
      id,
      rules.flatMap(({ targets }) => targets),
    );
    const silent: string[] = [];
    for (const person of people.slice(0, MOST_PEOPLE)) {
      if (!(await canBeCalled(source, person))) silent.push(person.name);
    }
    const facts = { ...seen, people: people.length, without_phone: silent };
    // Of who was not asked for nothing is claimed.
    if (silent.length === 0 && people.length > MOST_PEOPLE) return unknown("too_large", facts);
    return judge(silent.length === 0, facts, { leastLevels });
  },
});
