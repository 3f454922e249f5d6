import type { signInEndpoint, signOutEndpoint } from "#lib/accounts/contract.ts";
import type {
  getSecondFactorEndpoint,
  giveSecondFactorEndpoint,
  stepUpEndpoint,
} from "#lib/accounts/factors-contract.ts";
import type {
  bulkUpdateItemsEndpoint,
  createItemEndpoint,
  getItemEndpoint,
  listHeadingsEndpoint,
  listItemsEndpoint,
  moveItemEndpoint,
  removeItemEndpoint,
  restoreItemEndpoint,
  updateItemEndpoint,
} from "#lib/checklist/contract.ts";
import type {
  addCommentEndpoint,
  addEvidenceEndpoint,
  editCommentEndpoint,
  removeCommentEndpoint,
  removeEvidenceEndpoint,
  restoreCommentEndpoint,
} from "#lib/checklist/notes-contract.ts";
import type {
  getProjectEndpoint,
  listProjectMembersEndpoint,
  listProjectsEndpoint,
  portfolioEventsEndpoint,
  projectEventsEndpoint,
} from "#lib/projects/contract.ts";
import type { getProjectOverviewEndpoint } from "#lib/reports/contract.ts";
import { operation } from "./operation.ts";

// What several pages call. With the contracts the whole schema library would come along, hence
// operations; those of single pages stand in files of their own.

const project = "/projects/{projectId}";
const item = `${project}/items/{itemId}` as const;

export const signIn = operation<typeof signInEndpoint>("POST", "/session");
export const signOut = operation<typeof signOutEndpoint>("DELETE", "/session");
export const getSecondFactor = operation<typeof getSecondFactorEndpoint>(
  "GET",
  "/me/second-factor",
);
export const giveSecondFactor = operation<typeof giveSecondFactorEndpoint>(
  "POST",
  "/session/second-factor",
);
export const stepUp = operation<typeof stepUpEndpoint>("POST", "/session/step-up");

export const listProjects = operation<typeof listProjectsEndpoint>("GET", "/projects");
export const followProjects = operation<typeof portfolioEventsEndpoint>("GET", "/events");
export const getProject = operation<typeof getProjectEndpoint>("GET", project);
export const followProject = operation<typeof projectEventsEndpoint>("GET", `${project}/events`);
export const getProjectOverview = operation<typeof getProjectOverviewEndpoint>(
  "GET",
  `${project}/overview`,
);
export const listProjectMembers = operation<typeof listProjectMembersEndpoint>(
  "GET",
  `${project}/members`,
);

export const listHeadings = operation<typeof listHeadingsEndpoint>("GET", `${project}/headings`);
export const listItems = operation<typeof listItemsEndpoint>("GET", `${project}/items`);
export const createItem = operation<typeof createItemEndpoint>("POST", `${project}/items`);
export const bulkUpdateItems = operation<typeof bulkUpdateItemsEndpoint>(
  "POST",
  `${project}/items/bulk`,
);
export const getItem = operation<typeof getItemEndpoint>("GET", item);
export const updateItem = operation<typeof updateItemEndpoint>("PATCH", item);
export const moveItem = operation<typeof moveItemEndpoint>("POST", `${item}/move`);
export const removeItem = operation<typeof removeItemEndpoint>("DELETE", item);
export const restoreItem = operation<typeof restoreItemEndpoint>("POST", `${item}/restore`);

export const addComment = operation<typeof addCommentEndpoint>("POST", `${item}/comments`);
export const editComment = operation<typeof editCommentEndpoint>(
  "PATCH",
  `${item}/comments/{commentId}`,
);
export const removeComment = operation<typeof removeCommentEndpoint>(
  "DELETE",
  `${item}/comments/{commentId}`,
);
export const restoreComment = operation<typeof restoreCommentEndpoint>(
  "POST",
  `${item}/comments/{commentId}/restore`,
);
export const addEvidence = operation<typeof addEvidenceEndpoint>("POST", `${item}/evidence`);
export const removeEvidence = operation<typeof removeEvidenceEndpoint>(
  "DELETE",
  `${item}/evidence/{evidenceId}`,
);
