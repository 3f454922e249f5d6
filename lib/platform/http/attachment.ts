/**
 * A Content-Disposition header that saves a file as `name.ending`: in ASCII for old readers and in
 * UTF-8 (RFC 6266). The name holds letters and digits of any script, and hyphens.
 */
export function attachment(name: string, ending: string): string {
  const plain = name.match(/[a-z0-9]+/g)?.join("-") ?? "checklist";
  return `attachment; filename="${plain}.${ending}"; filename*=UTF-8''${encodeURIComponent(name)}.${ending}`;
}
