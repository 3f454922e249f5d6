// A service outside as a server on this machine: it says what it was told to say, and remembers what
// it was asked.
import http from "node:http";
import type { AddressInfo } from "node:net";

export type RecordedAnswer = {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is, where there is no `json`. */
  text?: string;
};

type AskedRequest = {
  method: string;
  /** Path and query. */
  path: string;
  headers: http.IncomingHttpHeaders;
  body: string;
};

type Answers = Record<string, RecordedAnswer | ((asked: AskedRequest) => RecordedAnswer)>;

export type RecordedServer = {
  /** Such as `http://127.0.0.1:40000`. */
  url: string;
  asked: AskedRequest[];
  /**
   * Sets what is answered to `GET /path`, or to `GET /path?query` alone, which goes before it; an answer
   * that was there is replaced. What has no answer is 404.
   */
  answer: (answers: Answers) => void;
  close: () => Promise<void>;
};

const NOT_FOUND: RecordedAnswer = { status: 404, json: { message: "Not Found" } };

/** Answers that no service wants to give and all give at times; each fits any request. */
export const faults = {
  limited: { status: 429, headers: { "retry-after": "7" }, json: { message: "Slow down" } },
  page: { headers: { "content-type": "text/html" }, text: "<!doctype html><title>Sign in</title>" },
  broken: { status: 500, text: "" },
  forbidden: { status: 403, json: { message: "Forbidden" } },
} satisfies Record<string, RecordedAnswer>;

/** Starts the server on a free port of 127.0.0.1. */
export async function startRecordedServer(answers: Answers = {}): Promise<RecordedServer> {
  const known = new Map(Object.entries(answers));
  const asked: AskedRequest[] = [];
  const server = http.createServer((request, answer) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { method = "GET", url: path = "/", headers } = request;
      const one = { method, path, headers, body: Buffer.concat(parts).toString() };
      asked.push(one);
      const [bare = "/"] = path.split("?");
      const found = known.get(`${method} ${path}`) ?? known.get(`${method} ${bare}`) ?? NOT_FOUND;
      send(answer, typeof found === "function" ? found(one) : found);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer: (more) => {
      for (const [route, each] of Object.entries(more)) known.set(route, each);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(answer: http.ServerResponse, { status = 200, headers, json, text }: RecordedAnswer) {
  const body = json === undefined ? (text ?? "") : JSON.stringify(json);
  answer.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
}
