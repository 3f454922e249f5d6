import { createChecklist, openChecklist, rowOf } from "./checklist.ts";
import { expect, test } from "./fixtures.ts";
import { createProject, uniqueWord } from "./projects.ts";

test.describe("on a phone, in Korean, in the dark", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("items are claimed, filtered and opened", async ({ page, api, axe, baseURL }) => {
    const project = await createChecklist(api);
    const url = baseURL ?? "";
    await page.context().addCookies([
      { name: "locale", value: "ko", url },
      { name: "theme", value: "dark", url },
    ]);
    await openChecklist(page, project);
    const ports = rowOf(page, "Close unused ports");
    const claim = ports.getByRole("button", { name: /현재 할 일/ });
    const box = await claim.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    await claim.tap();
    await expect(ports.getByRole("button", { name: /현재 완료/ })).toBeVisible();
    await axe();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

    await page.getByRole("button", { name: "필터" }).tap();
    await page.getByRole("checkbox", { name: "완료", exact: true }).tap();
    await page.getByRole("button", { name: "항목 2개 보기" }).tap();
    await expect(page.getByText("전체 7개 중 2개")).toBeVisible();
    await ports.getByRole("link").tap();
    const sheet = page.getByRole("dialog");
    await expect(sheet.getByRole("heading", { name: "Close unused ports" })).toBeVisible();
    await expect(sheet.getByText("아직 댓글이 없습니다.")).toBeVisible();
    // No button of it, which would show its tooltip over the title.
    await expect(sheet).toBeFocused();
    await axe();
  });

  test("a long heading is read in full, and takes one line where it sticks", async ({
    page,
    api,
  }) => {
    const title = "Everything that whoever is on call needs to know before the first night alone";
    const items = Array.from({ length: 40 }, (_, index) => `- [ ] Measure ${index + 1}`);
    const above = ["# P0 Launch", "## Access", `### ${title}`];
    const markdown = [...above, ...items, "# P3 Later", "- [ ] The rest"].join("\n");
    const source = { source: "markdown", markdown } as const;
    const project = await createProject(api, `Long ${uniqueWord()}`, source);
    await openChecklist(page, project);
    const heading = page.getByText(title);
    const cut = (): Promise<boolean> =>
      heading.evaluate((text) => text.scrollWidth > text.clientWidth);
    const height = async (): Promise<number> => (await heading.boundingBox())?.height ?? 0;
    expect(await height()).toBeGreaterThan(36);
    expect(await cut()).toBe(false);
    const below = await rowOf(page, "Measure 1").boundingBox();
    expect((await heading.boundingBox())?.y).toBeLessThan((below?.y ?? 0) - (await height()));

    await page.evaluate(() => window.scrollTo(0, 1_200));
    await expect.poll(cut).toBe(true);
    expect(await height()).toBeLessThan(36);
    await page.evaluate(() => window.scrollTo(0, 0));
    await expect.poll(cut).toBe(false);
  });

  test("nobody's items can be assigned, and an item that is not there leads back", async ({
    page,
    api,
    axe,
    baseURL,
  }) => {
    const project = await createChecklist(api);
    await page.context().addCookies([{ name: "locale", value: "ko", url: baseURL ?? "" }]);
    await page.goto(`/projects/${project.slug}/checklist?item=P9.9.z.9`);
    const sheet = page.getByRole("dialog");
    await expect(sheet).toContainText("P9.9.z.9 항목은 이 체크리스트나 현재 범위에 없습니다.");
    await axe();
    await sheet.getByRole("button", { name: "목록 보기" }).tap();
    await expect(page).not.toHaveURL(/item=/);
    const assign = rowOf(page, "Close unused ports").getByRole("button", { name: /담당자 지정/ });
    await expect(assign.locator("svg")).toHaveCSS("opacity", "1");
    expect((await assign.boundingBox())?.height).toBeGreaterThanOrEqual(24);
  });

  test("items are selected by taps and changed together", async ({ page, api, axe, baseURL }) => {
    const project = await createChecklist(api);
    await page.context().addCookies([
      { name: "locale", value: "ko", url: baseURL ?? "" },
      { name: "theme", value: "dark", url: baseURL ?? "" },
    ]);
    await openChecklist(page, project);
    const boxes = page.getByRole("treegrid").getByRole("checkbox");
    await expect(boxes).toHaveCount(0);
    const select = page.getByRole("button", { name: "선택", exact: true });
    await select.tap();
    await expect(boxes).toHaveCount(7);
    await rowOf(page, "Move secrets to the vault").getByRole("link").tap();
    await rowOf(page, "Close unused ports").getByRole("checkbox").tap();
    await expect(page).not.toHaveURL(/item=/);
    const bar = page.getByRole("toolbar", { name: "선택한 항목" });
    await expect(bar).toContainText("2개 선택됨");
    await axe();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const target = await bar.getByRole("button", { name: "기한" }).boundingBox();
    expect(target?.height).toBeGreaterThanOrEqual(44);

    await bar.getByRole("button", { name: "상태" }).tap();
    await page.getByRole("button", { name: "적용" }).tap();
    for (const title of ["Move secrets to the vault", "Close unused ports"]) {
      await expect(rowOf(page, title).getByRole("button", { name: /현재 완료/ })).toBeVisible();
    }
    await bar.getByRole("button", { name: "보이는 항목 모두 선택" }).tap();
    await expect(bar).toContainText("7개 선택됨");
    await bar.getByRole("button", { name: "선택 해제" }).tap();
    await expect(bar).toBeHidden();
    await expect(boxes).toHaveCount(0);
    await rowOf(page, "Close unused ports").getByRole("link").tap();
    await expect(page.getByRole("dialog")).toBeVisible();
  });
});
