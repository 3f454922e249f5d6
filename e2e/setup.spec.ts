import { expect, test } from "./fixtures.ts";
import { startServer, type Server } from "./server.ts";

const password = "five small boats at sunrise";
let server: Server;

test.describe.configure({ mode: "serial" });
test.use({ storageState: { cookies: [], origins: [] } });
test.beforeAll(async () => {
  test.setTimeout(6 * 60_000);
  server = await startServer();
});
test.afterAll(() => server.stop());

test("every page leads to the set-up, which tells what is wrong and keeps what was typed", async ({
  page,
  axe,
  expectProblems,
}) => {
  expectProblems(/status of (403|422)/);
  await page.goto(`${server.url}/account`);
  await expect(page).toHaveURL(`${server.url}/setup`);
  await expect(page.getByRole("heading", { name: "Set up Preflight" })).toBeVisible();
  await axe();

  await page.getByLabel("Organization", { exact: true }).fill("Northwind Cloud");
  await page.getByRole("button", { name: "Create and open" }).click();
  await expect(page.getByText("Fill this in.").first()).toBeVisible();
  await expect(page.getByLabel("Setup code")).toBeFocused();

  await page.getByLabel("Setup code").fill("not the code");
  await page.getByLabel("Your name").fill("Ada Park");
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password", { exact: true }).fill("passwordpassword");
  await page.getByLabel("Project name").fill("Payments API");
  await page.getByRole("button", { name: "Create and open" }).click();
  await expect(page.getByText("The setup code is wrong.")).toBeVisible();

  await page.getByLabel("Setup code").fill(server.setupCode);
  await page.getByRole("button", { name: "Create and open" }).click();
  await expect(page.getByText(/among the first that attackers try/)).toBeVisible();
  await expect(page.getByLabel("Organization", { exact: true })).toHaveValue("Northwind Cloud");

  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByText("A Markdown file of your own").click();
  await page.getByLabel("Markdown file", { exact: true }).setInputFiles({
    name: "notes.md",
    mimeType: "text/markdown",
    buffer: Buffer.from("Nothing to tick here.\n"),
  });
  await page.getByRole("button", { name: "Create and open" }).click();
  await expect(page.getByLabel("Checklist in Markdown")).toHaveAttribute("aria-invalid", "true");
});

test("from the printed address to the first project, in Korean, in one go", async ({
  openPage,
}) => {
  const page = await openPage(null, { locale: "ko-KR" });
  await page.goto(`${server.url}/setup?code=${server.setupCode}`);
  await expect(page.getByLabel("설정 코드")).toHaveCount(0);
  await page.getByLabel("조직 이름").fill("노스윈드 클라우드");
  await page.getByLabel("이름", { exact: true }).fill("박에이다");
  await page.getByLabel("이메일").fill("ada@example.com");
  await page.getByLabel("비밀번호", { exact: true }).fill(password);
  await page.getByLabel("프로젝트 이름").fill("결제 API");
  await page.getByRole("button", { name: "만들고 시작하기" }).click();
  await expect(page).toHaveURL(/\/projects\/./);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("결제 API");
});

test("once set up, it stays set up", async ({ page, request }) => {
  await page.goto(`${server.url}/setup?code=${server.setupCode}`);
  await expect(page).toHaveURL(`${server.url}/login`);
  const again = await request.post(`${server.url}/api/v1/setup`, {
    headers: { origin: server.url },
    data: {
      code: server.setupCode,
      organization: "Another",
      owner: { name: "Eve", email: "eve@example.com", password },
    },
  });
  expect(again.status()).toBe(409);
  expect(await again.json()).toMatchObject({ code: "already_set_up" });
});
