/** How a request says who asks: by token, else by user and password, else not at all. */
export function authorizationOf(access: {
  token: string;
  user: string;
  password: string;
}): Record<string, string> {
  if (access.token !== "") return { authorization: `Bearer ${access.token}` };
  if (access.user === "") return {};
  const pair = Buffer.from(`${access.user}:${access.password}`).toString("base64");
  return { authorization: `Basic ${pair}` };
}
