/** Who the specs act as. The global setup makes the owner's account. */
export type Person = { name: string; email: string; password: string };

export const organization = "Northwind Cloud";

export const owner: Person = {
  name: "Ada Park",
  email: "ada.park@example.com",
  password: "correct horse battery staple 42",
};
