import { expect, it } from "vitest";

import * as contract from "#lib/checklist/contract.ts";
import { claims, itemOrigins } from "./terms.ts";

it("knows the claims and origins that the contract knows", () => {
  expect(claims).toEqual(contract.claims);
  expect(itemOrigins).toEqual(contract.itemOrigins);
});
