import { describe, expect, test } from "vitest";
import { innardsIn, keysIn } from "./leaks.ts";

// Put together here, so that nobody who looks for keys in this repository finds one.
const AWS = `AKIA${"ABCDEFGHIJ234567"}`;

describe("what should stand in no answer", () => {
  test.each([
    ["Anthropic key", `const key = "sk-ant-${"api03-abcdefgh"}"`],
    ["AWS access key", `accessKeyId:"${AWS}"`],
    ["GitHub token", `ghp_${"a".repeat(36)}`],
    ["private key", `-----BEGIN ${"RSA PRIVATE KEY"}-----`],
    ["private key", `-----BEGIN ${"PRIVATE KEY"}-----`],
  ])("%s: %s", (kind, text) => {
    expect(keysIn(text)).toEqual([kind]);
  });

  test.each([
    ["JavaScript stack frame", "TypeError\\n    at read (/usr/src/app/lib/read.js:12:5)"],
    ["JavaScript stack frame", "<br> &nbsp; at file:///srv/shop/server.mjs:4:11"],
    ["JavaScript stack frame", "at async run (node:internal/modules/run_main:123:5)"],
    ["Python stack frame", 'File "/srv/shop/views.py", line 40, in get'],
    ["Python stack frame", "Traceback (most recent call last):"],
    ["Java stack frame", "at com.shop.Orders.find(Orders.java:42)"],
    ["PHP stack frame", "#0 /var/www/html/index.php(12): run()"],
    ["PHP stack frame", "in <b>/var/www/a.php</b> on line <b>7</b>"],
    ["Go stack frame", "goroutine 1 [running]:"],
    ["Ruby stack frame", "app/models/order.rb:12:in `find'"],
    [".NET stack frame", "at Shop.Find() in C:\\shop\\Find.cs:line 12"],
    ["file path", 'cannot open "/home/deploy/shop/config.yml"'],
    ["file path", "ENOENT /var/www/shop/.env"],
    ["Windows file path", "cannot open C:\\inetpub\\shop\\web.config"],
    ["environment value", 'STRIPE_SECRET_KEY="rk_live_0123456789"'],
    ["environment value", '{"SESSION_SECRET":"0123456789abcdef"}'],
    ["address with a password", "connect to postgres://shop:hunter22@db.test/shop"],
  ])("%s: %s", (kind, text) => {
    expect(innardsIn(text)).toContain(kind);
  });

  test.each([
    '<script src="/home/shop/main.js"></script><link href="/usr/local/theme.css">',
    "<a href='/opt/shop/index.php'>Shop</a> Open at 9:30, closed at 18:00",
    'See <a href="https://shop.test/home/you/settings.json">https://shop.test/home/you/x.json</a>',
    '{"error":{"code":"not_found","message":"No such page"},"path":"/api/orders/12"}',
    "window.env = {NEXT_PUBLIC_MAPS_KEY:'abcdefghijkl', STRIPE_PUBLISHABLE_KEY:'pk_live_12345678'}",
    "Connect with postgresql://ROLE:PASSWORD@HOST/DATABASE or smtp://user:password@host:587",
    "Meet us at the office (line 3, stop 12:15:00), write to help@shop.test",
    '!function(e){var t=e.password;fetch("/api/token?x="+t)}(window)',
    "Set API_KEY=*** in your shell, then API_TOKEN=process.env.TOKEN_OF_MINE",
    "AKIA is a prefix, and sk-ant- too; so is ghp_ in our manual",
  ])("none of it: %s", (text) => {
    expect(innardsIn(text)).toEqual([]);
  });

  // Looking back at each letter would take hours.
  test("a megabyte of one letter is looked through at once", { timeout: 60_000 }, () => {
    const started = performance.now();
    for (const letter of ["A", "_", "/a", "at ", "A_", "C:\\a"]) innardsIn(letter.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});
