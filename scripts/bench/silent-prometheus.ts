// A Prometheus that has one sample for every question, in a process of its own, so that what it costs
// is not counted as ours. Prints its port; says at /count how often it was asked.
import http from "node:http";
import type { AddressInfo } from "node:net";

let asked = 0;
const sample = () => ({ metric: { job: "bench" }, value: [Date.now() / 1_000, "0.5"] });

const server = http.createServer((request, answer) => {
  answer.setHeader("content-type", "application/json");
  if (request.url === "/count") return void answer.end(String(asked));
  asked++;
  answer.end(
    JSON.stringify({ status: "success", data: { resultType: "vector", result: [sample()] } }),
  );
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
