/** Whether an address belongs to one of these domains, subdomains not included; no domains: any does. */
export function isAllowedEmail(domains: readonly string[], email: string): boolean {
  if (domains.length === 0) return true;
  return domains.includes(email.slice(email.lastIndexOf("@") + 1).toLowerCase());
}
