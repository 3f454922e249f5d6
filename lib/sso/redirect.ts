/** Sends a browser on; never cached, and the address with the code in it is told to nobody. */
export function redirect(location: string, cookie?: string): Response {
  const headers = new Headers({
    location,
    "cache-control": "private, no-store",
    "referrer-policy": "no-referrer",
  });
  if (cookie) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
