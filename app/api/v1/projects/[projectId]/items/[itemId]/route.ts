import {
  getItemEndpoint,
  removeItemEndpoint,
  updateItemEndpoint,
} from "#lib/checklist/contract.ts";
import { getItem } from "#lib/checklist/queries.ts";
import { removeItem } from "#lib/checklist/remove-item.ts";
import { updateItem } from "#lib/checklist/update-item.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(getItemEndpoint, getItem);
export const PATCH = route(updateItemEndpoint, updateItem);
export const DELETE = route(removeItemEndpoint, removeItem);
