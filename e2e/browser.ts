import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The path of a Chromium: the system's, Playwright's own, the one from npm, or a fresh install. */
export async function resolveChromium(): Promise<string> {
  const known = [process.env.CHROMIUM_PATH, ...SYSTEM, chromium.executablePath()];
  const found = known.find((file) => file && fs.existsSync(file));
  return found ?? (await fromPackage()) ?? fromSystemPackages();
}

async function fromPackage(): Promise<string | undefined> {
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    const file = await packaged.executablePath();
    // It is made for one platform; elsewhere it unpacks but does not run.
    execFileSync(file, ["--version"], { stdio: "ignore" });
    return file;
  } catch {
    return undefined;
  }
}

function fromSystemPackages(): string {
  const apt = "/usr/bin/apt-get";
  if (process.getuid?.() !== 0 || !fs.existsSync(apt)) {
    throw new Error(
      "No Chromium found. Install one, or name it in CHROMIUM_PATH, or run: npx playwright install chromium",
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  execFileSync(apt, ["update", "-qq"], { stdio: "inherit", env });
  const install = ["install", "-y", "-qq", "--no-install-recommends", "chromium"];
  execFileSync(apt, install, { stdio: "inherit", env });
  return "/usr/bin/chromium";
}
