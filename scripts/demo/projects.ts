/** One sample project: when it began, how far it has come, and who works on it (by index). */
export type Sample = {
  name: string;
  description: string;
  scope: "core" | "complete";
  /** Days from its start to today. */
  age: number;
  /** Share of its items that are done by today. */
  done: number;
  lead: number;
  engineers: number[];
  archived?: true;
};

/** Twelve projects at different stages, from one that began yesterday to one that has launched. */
export const samples: Sample[] = [
  {
    name: "Payments API",
    description: "Card and bank payments for all storefronts. Launch with the autumn release.",
    ...{ scope: "complete", age: 58, done: 0.93, lead: 2, engineers: [4, 5, 6] },
  },
  {
    name: "Checkout web",
    description: "The new checkout, in all eight markets.",
    ...{ scope: "core", age: 45, done: 0.81, lead: 2, engineers: [4, 6] },
  },
  {
    name: "주문 처리 서비스",
    description: "주문 접수부터 출고 지시까지 처리하는 서비스입니다.",
    ...{ scope: "core", age: 40, done: 0.72, lead: 3, engineers: [5, 4] },
  },
  {
    name: "Identity gateway",
    description: "Single sign-on and sessions for internal tools.",
    ...{ scope: "complete", age: 34, done: 0.55, lead: 3, engineers: [5, 6] },
  },
  {
    name: "Notification hub",
    description: "E-mail, text messages and push through one interface.",
    ...{ scope: "core", age: 30, done: 0.62, lead: 2, engineers: [6] },
  },
  {
    name: "재고 동기화",
    description: "창고 세 곳의 재고를 1분 안에 맞춥니다.",
    ...{ scope: "core", age: 26, done: 0.44, lead: 3, engineers: [5] },
  },
  {
    name: "Search indexer",
    description: "Rebuilds the product index from the event stream.",
    ...{ scope: "core", age: 21, done: 0.38, lead: 2, engineers: [4, 6] },
  },
  {
    name: "Pricing engine",
    description: "Prices and promotions, computed per market.",
    ...{ scope: "complete", age: 16, done: 0.21, lead: 2, engineers: [4] },
  },
  {
    name: "Customer data export",
    description: "Answers to requests for personal data.",
    ...{ scope: "core", age: 9, done: 0.17, lead: 3, engineers: [5, 6] },
  },
  {
    name: "Fraud scoring",
    description: "A score for every order within 80 ms.",
    ...{ scope: "core", age: 4, done: 0.08, lead: 2, engineers: [6] },
  },
  {
    name: "Mobile backend",
    description: "One interface for both apps.",
    ...{ scope: "core", age: 1, done: 0.01, lead: 3, engineers: [4, 5] },
  },
  {
    name: "Legacy billing bridge",
    description: "Kept the old billing alive until the payments API took over. Retired.",
    ...{ scope: "core", age: 60, done: 1, lead: 2, engineers: [4], archived: true },
  },
];
