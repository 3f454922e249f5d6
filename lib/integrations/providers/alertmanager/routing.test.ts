import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseMatchers } from "./matchers.ts";
import { destinationsOf, routing, usedReceivers } from "./routing.ts";

const read = (yaml: string) => routing.parse(parse(yaml));
const receiversFor = (yaml: string, labels: Record<string, string>): string[] =>
  destinationsOf(read(yaml).route, labels).map(({ receiver }) => receiver);

describe("where an alert goes", () => {
  const TREE = `
route:
  receiver: root
  group_by: [alertname]
  routes:
    - match: { severity: info }
      receiver: nobody
    - matchers: ['severity=~"critical|page"']
      continue: true
      routes:
        - match_re: { team: "pay.*" }
          receiver: payments
          group_by: [team]
        - matchers: [team != ""]
          receiver: others
    - matchers: ['{severity="critical", env!~"dev|test"}']
      receiver: pager
    - receiver: rest
receivers: [{ name: root }]`;

  test.each([
    [{ severity: "info" }, ["nobody"]],
    [{ severity: "critical" }, ["root", "pager"]],
    [{ severity: "critical", team: "payments" }, ["payments", "pager"]],
    [{ severity: "critical", team: "users", env: "dev" }, ["others", "rest"]],
    [{ severity: "page" }, ["root", "rest"]],
    [{}, ["rest"]],
  ])("%o goes to %o", (labels, expected) => {
    expect(receiversFor(TREE, labels as Record<string, string>)).toEqual(expected);
  });

  test("a route without a grouping of its own groups as the one above it", () => {
    const { route } = read(TREE);
    const groups = (labels: Record<string, string>) =>
      destinationsOf(route, labels).map(({ groupBy }) => groupBy);
    expect(groups({ severity: "critical", team: "payments" })).toEqual([["team"], ["alertname"]]);
  });

  test("only receivers that a route names are used", () => {
    const all = read(`
route: { receiver: a, routes: [{ routes: [{ receiver: b }] }] }
receivers: [{ name: a }, { name: b }, { name: c }]`);
    expect(usedReceivers(all).map(({ name }) => name)).toEqual(["a", "b"]);
  });
});

describe("a matcher", () => {
  test.each([
    ['severity="critical"', [["severity", "=", "critical"]]],
    ["severity = critical", [["severity", "=", "critical"]]],
    ["team=~a|b", [["team", "=~", "a|b"]]],
    ['"se ver"!~"x,\\"y\\""', [["se ver", "!~", 'x,"y"']]],
    ['{a="1",b!="2"}', [...[["a", "=", "1"]], ["b", "!=", "2"]]],
    ['team=""', [["team", "=", ""]]],
    ["{}", []],
  ])("%s is read", (text, expected) => {
    expect(parseMatchers(text).map((each) => Object.values(each))).toEqual(expected);
  });

  test.each(["severity", '"severity', "=x", 'a="b'])("%s is not understood", (text) => {
    expect(() => parseMatchers(text)).toThrow("not_understood");
  });
});
