import { beforeAll, expect, test } from "vitest";
import { ForbiddenError, NotFoundError } from "#lib/platform/errors.ts";
import { createProjectActor } from "#lib/testing/actors.ts";
import {
  createTestProject,
  expectRefused,
  recorded,
  type TestProject,
} from "#lib/testing/projects.ts";
import { addComment } from "./add-comment.ts";
import { addEvidence } from "./add-evidence.ts";
import { editComment } from "./edit-comment.ts";
import { getItem, listComments, listEvidence } from "./queries.ts";
import { removeComment } from "./remove-comment.ts";
import { removeEvidence } from "./remove-evidence.ts";
import { restoreComment } from "./restore-comment.ts";

let project: TestProject;
let next = 0;

beforeAll(async () => {
  project = await createTestProject();
});

const anItem = () => ({
  projectId: project.projectId,
  itemId: project.items[next++]?.id ?? "",
});
const NOBODY = "00000000-0000-4000-8000-000000000000";

test("a comment is added, edited and removed, each with one event and the right count", async () => {
  const { engineer } = project;
  const on = anItem();
  const { userId: authorId } = engineer;
  const added = await recorded(project, () =>
    addComment(engineer, { ...on, body: "**Done** 완료" }),
  );
  const { id: commentId } = added.result;
  expect(added.events).toMatchObject([
    {
      action: "comment.added",
      subject: { type: "item", id: on.itemId },
      after: { commentId, body: "**Done** 완료", commentCount: 1 },
    },
  ]);
  const revision = added.events[0]?.seq;
  expect(await getItem(engineer, on)).toMatchObject({ commentCount: 1, revision });
  const wish = { ...on, commentId, body: "Done" };
  const edited = await recorded(project, () => editComment(engineer, wish));
  expect(edited.events).toMatchObject([
    { action: "comment.edited", before: { body: "**Done** 완료" }, after: { body: "Done" } },
  ]);
  expect((await recorded(project, () => editComment(engineer, wish))).events).toEqual([]);
  expect((await listComments(engineer, on)).comments).toEqual([edited.result]);
  expect(edited.result).toMatchObject({ authorId, editedAt: expect.any(String) as string });
  const removed = await recorded(project, () => removeComment(engineer, { ...on, commentId }));
  expect(removed.events).toMatchObject([
    { action: "comment.removed", before: { body: "Done" }, after: { commentCount: 0 } },
  ]);
  expect(await getItem(engineer, on)).toMatchObject({ commentCount: 0, comments: [] });
  await expect(editComment(engineer, wish)).rejects.toThrow(new NotFoundError("comment_not_found"));
});

test("only the author edits a comment; leads remove any", async () => {
  const { engineer, lead, owner, organizationId, projectId } = project;
  const other = await createProjectActor(organizationId, projectId, "engineer");
  const on = anItem();
  const { id: commentId } = await addComment(engineer, { ...on, body: "Mine" });
  for (const ctx of [other, lead, owner]) {
    await expect(editComment(ctx, { ...on, commentId, body: "Yours" })).rejects.toThrow(
      new ForbiddenError("comment_of_another"),
    );
  }
  await expect(removeComment(other, { ...on, commentId })).rejects.toThrow(ForbiddenError);
  await removeComment(lead, { ...on, commentId });
  expect((await listComments(engineer, on)).comments).toEqual([]);
});

test("a removed comment comes back as it was, with one event", async () => {
  const { engineer } = project;
  const on = anItem();
  const comment = await addComment(engineer, { ...on, body: "**Half** a thought" });
  const named = { ...on, commentId: comment.id };
  await removeComment(engineer, named);
  const { result, events } = await recorded(project, () => restoreComment(engineer, named));
  expect(result).toEqual(comment);
  expect(events).toMatchObject([
    {
      action: "comment.restored",
      subject: { type: "item", id: on.itemId },
      before: { commentCount: 0 },
      after: { commentId: comment.id, body: "**Half** a thought", commentCount: 1 },
    },
  ]);
  expect(await getItem(engineer, on)).toMatchObject({ commentCount: 1, comments: [comment] });
  expect((await recorded(project, () => restoreComment(engineer, named))).events).toEqual([]);
});

test("only who removed a comment brings it back; leads bring back any", async () => {
  const { engineer, lead, viewer, organizationId, projectId } = project;
  const other = await createProjectActor(organizationId, projectId, "engineer");
  const on = anItem();
  const { id: commentId } = await addComment(engineer, { ...on, body: "Mine" });
  const named = { ...on, commentId };
  await removeComment(engineer, named);
  await expect(restoreComment(other, named)).rejects.toThrow(ForbiddenError);
  await restoreComment(lead, named);
  await removeComment(lead, named);
  await expect(restoreComment(engineer, named)).rejects.toThrow(
    new ForbiddenError("comment_of_another"),
  );
  await expectRefused(project, [viewer], (ctx) => restoreComment(ctx, named));
  await expect(restoreComment(lead, { ...named, ...anItem() })).rejects.toThrow(
    new NotFoundError("comment_not_found"),
  );
  await expect(restoreComment(lead, { ...named, commentId: NOBODY })).rejects.toThrow(
    new NotFoundError("comment_not_found"),
  );
});

test("one comment brought back twice at once is brought back once", async () => {
  const { engineer } = project;
  const on = anItem();
  const { id: commentId } = await addComment(engineer, { ...on, body: "Once" });
  await removeComment(engineer, { ...on, commentId });
  const { events } = await recorded(project, () =>
    Promise.all([1, 2, 3].map(() => restoreComment(engineer, { ...on, commentId }))),
  );
  expect(events).toHaveLength(1);
  expect(await getItem(engineer, on)).toMatchObject({ commentCount: 1 });
});

test("a comment that was edited elsewhere is not overwritten", async () => {
  const { engineer } = project;
  const on = anItem();
  const first = await addComment(engineer, { ...on, body: "One" });
  const edit = (body: string, seenAt: string) =>
    editComment(engineer, { ...on, commentId: first.id, body, seenAt });
  const second = await edit("Two", first.createdAt);
  await expect(edit("Three", first.createdAt)).rejects.toMatchObject({
    code: "comment_outdated",
    current: second,
  });
  expect(await edit("Three", second.editedAt ?? "")).toMatchObject({ body: "Three" });
});

test("links and notes are added as evidence and removed, each with one event", async () => {
  const { engineer } = project;
  const on = anItem();
  const link = { kind: "link" as const, url: "https://ci.example/1?a=한", text: "CI run" };
  const added = await recorded(project, () => addEvidence(engineer, { ...on, ...link }));
  const { id: evidenceId } = added.result;
  expect(added.result).toMatchObject({ ...link, createdBy: engineer.userId });
  expect(added.events).toMatchObject([
    { action: "evidence.added", after: { evidenceId, ...link, evidenceCount: 1 } },
  ]);
  const note = await addEvidence(engineer, { ...on, kind: "note", text: "Seen" });
  expect((await listEvidence(engineer, on)).evidence).toEqual([added.result, note]);
  const removed = await recorded(project, () => removeEvidence(engineer, { ...on, evidenceId }));
  expect(removed.events).toMatchObject([
    { action: "evidence.removed", before: link, after: { evidenceId, evidenceCount: 1 } },
  ]);
  expect(await getItem(engineer, on)).toMatchObject({ evidenceCount: 1, evidence: [note] });
  await expect(removeEvidence(engineer, { ...on, evidenceId })).rejects.toThrow(
    new NotFoundError("evidence_not_found"),
  );
});

test("what belongs to another item is not found through this one", async () => {
  const { lead } = project;
  const [one, two] = [anItem(), anItem()];
  const comment = await addComment(lead, { ...one, body: "Hello" });
  const evidence = await addEvidence(lead, { ...one, kind: "note", text: "Hello" });
  const wrong = { ...two, commentId: comment.id, evidenceId: evidence.id };
  await expect(editComment(lead, { ...wrong, body: "X" })).rejects.toThrow(NotFoundError);
  await expect(removeComment(lead, wrong)).rejects.toThrow(NotFoundError);
  await expect(removeEvidence(lead, wrong)).rejects.toThrow(NotFoundError);
  await expect(addComment(lead, { ...one, itemId: NOBODY, body: "X" })).rejects.toThrow(
    NotFoundError,
  );
});

test("viewers and outsiders are refused", async () => {
  const { viewer, lead } = project;
  const on = anItem();
  const { id: commentId } = await addComment(lead, { ...on, body: "Hello" });
  const { id: evidenceId } = await addEvidence(lead, { ...on, kind: "note", text: "Hello" });
  await expectRefused(project, [viewer], (ctx) => addComment(ctx, { ...on, body: "X" }));
  await expectRefused(project, [viewer], (ctx) =>
    editComment(ctx, { ...on, commentId, body: "X" }),
  );
  await expectRefused(project, [viewer], (ctx) => removeComment(ctx, { ...on, commentId }));
  await expectRefused(project, [viewer], (ctx) =>
    addEvidence(ctx, { ...on, kind: "note", text: "X" }),
  );
  await expectRefused(project, [viewer], (ctx) => removeEvidence(ctx, { ...on, evidenceId }));
  await expectRefused(project, [], (ctx) => listComments(ctx, on));
  await expectRefused(project, [], (ctx) => listEvidence(ctx, on));
  await expectRefused(project, [], (ctx) => getItem(ctx, on));
});

test("comments and evidence added at once are all counted", async () => {
  const { engineer, lead } = project;
  const on = anItem();
  const { events } = await recorded(project, () =>
    Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2
          ? addComment(lead, { ...on, body: `Comment ${index}` })
          : addEvidence(engineer, { ...on, kind: "note", text: `Note ${index}` }),
      ),
    ),
  );
  expect(events).toHaveLength(20);
  expect(await getItem(lead, on)).toMatchObject({ commentCount: 10, evidenceCount: 10 });
});

test("one comment removed twice at once is removed once", async () => {
  const { engineer } = project;
  const on = anItem();
  const { id: commentId } = await addComment(engineer, { ...on, body: "Once" });
  const { events } = await recorded(project, () =>
    Promise.allSettled([1, 2, 3].map(() => removeComment(engineer, { ...on, commentId }))),
  );
  expect(events).toHaveLength(1);
  expect(await getItem(engineer, on)).toMatchObject({ commentCount: 0 });
});
