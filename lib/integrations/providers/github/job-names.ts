/** Whether a check carries the name of `job`, also as one of a matrix or called by another workflow. */
function isJob(check: string, job: string): boolean {
  const own = check.split(" / ").at(-1) ?? check;
  return [check, own].some((name) => name === job || name.startsWith(`${job} (`));
}

/**
 * Which of `checks` are the jobs that somebody has declared. Where nobody has, those with a usual word
 * in their name: good enough to pass, never to fail.
 */
export function jobsAmong<Named extends { name: string }>(
  checks: readonly Named[],
  declared: readonly string[],
  usual: RegExp,
): Named[] {
  return checks.filter(({ name }) =>
    declared.length > 0 ? declared.some((job) => isJob(name, job)) : usual.test(name),
  );
}
