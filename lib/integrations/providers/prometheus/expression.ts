// What an alert's expression compares with a number, read with Prometheus's own grammar.
import type { SyntaxNode } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";

export type LabelMatcher = { label: string; operator: string; value: string };

/** A metric as an expression selects it; the name is null where only labels say which. */
export type Selected = { name: string | null; matchers: LabelMatcher[] };

/** One side of a comparison whose other side is a number. */
export type Compared = {
  functions: Set<string>;
  /** It is a ratio, or has one in it. */
  divides: boolean;
  selected: Selected[];
};

const COMPARISONS = new Set(["==", "!=", ">", ">=", "<", "<="]);
/** Nobody writes longer ones, and what reads them takes its time. */
const LONGEST = 10_000;
const MOST_COMPARISONS = 20;

/** What recording rules are made of, by the names that they record. */
export type Recorded = ReadonlyMap<string, Compared>;

/** Reads the expressions of recording rules. */
export function readRecorded(rules: ReadonlyMap<string, string[]>): Recorded {
  const recorded = new Map<string, Compared>();
  for (const [name, expressions] of rules) {
    const parts = nothingYet();
    for (const expression of expressions.filter(({ length }) => length <= LONGEST)) {
      collect(parser.parse(expression).topNode, expression, parts);
    }
    recorded.set(name, parts);
  }
  return recorded;
}

/**
 * What is compared with numbers anywhere in the expression. A metric that a rule has recorded is what
 * it was recorded from, too.
 */
export function comparedWithNumbers(expression: string, recorded: Recorded): Compared[] {
  const found: Compared[] = [];
  if (expression.length > LONGEST) return found;
  let looked = 0;
  parser.parse(expression).iterate({
    enter: ({ node }) => {
      if (node.name !== "BinaryExpr" || looked >= MOST_COMPARISONS) return;
      if (comparesAnything(node, expression)) looked += 1;
      const side = comparedSide(node, expression);
      if (!side) return;
      const compared = nothingYet();
      collect(side, expression, compared);
      addRecorded(compared, recorded);
      found.push(compared);
    },
  });
  return found;
}

function comparesAnything(node: SyntaxNode, text: string): boolean {
  const operator = node.firstChild?.nextSibling;
  return operator != null && COMPARISONS.has(textOf(operator, text));
}

function comparedSide(node: SyntaxNode, text: string): SyntaxNode | null {
  const { firstChild: left, lastChild: right } = node;
  if (!left || !right || !comparesAnything(node, text)) return null;
  if (isNumber(right)) return isNumber(left) ? null : left;
  return isNumber(left) ? right : null;
}

/** A number, or arithmetic of numbers such as 14.4 * 0.001. */
function isNumber(node: SyntaxNode): boolean {
  let [numbers, others] = [0, 0];
  node.cursor().iterate(({ name }) => {
    if (name === "NumberDurationLiteral") numbers += 1;
    if (["VectorSelector", "FunctionCall", "AggregateExpr", "StringLiteral"].includes(name)) {
      others += 1;
    }
  });
  return numbers > 0 && others === 0;
}

function collect(node: SyntaxNode, text: string, compared: Compared): void {
  node.cursor().iterate(({ node: part }) => {
    if (part.name === "FunctionIdentifier" || part.name === "AggregateOp") {
      compared.functions.add(textOf(part, text).toLowerCase());
    }
    if (part.name === "Div") compared.divides = true;
    if (part.name === "VectorSelector") compared.selected.push(selectedBy(part, text));
  });
}

function selectedBy(node: SyntaxNode, text: string): Selected {
  const selected: Selected = { name: null, matchers: [] };
  const identifier = node.getChild("Identifier");
  if (identifier) selected.name = textOf(identifier, text);
  const list = node.getChild("LabelMatchers");
  for (let part = list?.firstChild ?? null; part; part = part.nextSibling) {
    const value = part.getChild("StringLiteral");
    if (!value) continue;
    const label = part.getChild("LabelName") ?? part.getChild("QuotedLabelName");
    const operator = part.getChild("MatchOp");
    // Alone in the braces, a quoted text is the metric's name.
    if (!label || !operator) selected.name = unquoted(textOf(value, text));
    else addMatcher(selected, textOf(label, text), textOf(operator, text), textOf(value, text));
  }
  return selected;
}

function addMatcher(selected: Selected, label: string, operator: string, value: string): void {
  const name = /^["'`]/.test(label) ? unquoted(label) : label;
  if (name === "__name__") selected.name = unquoted(value);
  else selected.matchers.push({ label: name, operator, value: unquoted(value) });
}

/** Adds what recorded metrics are made of, each once: some are made of each other. */
function addRecorded(compared: Compared, recorded: Recorded): void {
  const names = new Set<string>();
  // What is added while it runs is met in its turn.
  for (const { name } of compared.selected) {
    const parts = name === null || names.has(name) ? undefined : recorded.get(name);
    if (!parts || name === null) continue;
    names.add(name);
    for (const each of parts.functions) compared.functions.add(each);
    compared.divides ||= parts.divides;
    compared.selected.push(...parts.selected);
  }
}

const nothingYet = (): Compared => ({ functions: new Set(), divides: false, selected: [] });

const textOf = ({ from, to }: SyntaxNode, text: string): string => text.slice(from, to);

/** A PromQL string as it is meant; in backquotes nothing is escaped. */
function unquoted(text: string): string {
  const inner = text.slice(1, -1);
  return text.startsWith("`") ? inner : inner.replaceAll(/\\(.)/g, "$1");
}
