// Fails when prisma/schema and prisma/migrations no longer describe the same database.
import { findDrift } from "./database/drift.ts";

const drift = await findDrift();
if (drift) {
  console.error(
    `The schema and the migrations drift apart. Run \`npm run db:migrate -- NAME\`, or write by hand what leads there:\n\n${drift}`,
  );
  process.exit(1);
}
console.log("The schema and the migrations agree.");
