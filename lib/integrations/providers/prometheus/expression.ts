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
const DEEPEST = 5;

/**
 * What is compared with numbers anywhere in the expression. `recorded` are the expressions of
 * recording rules: a metric that is one of them is what it was recorded from, too.
 */
export function comparedWithNumbers(
  expression: string,
  recorded: ReadonlyMap<string, string[]>,
): Compared[] {
  const found: Compared[] = [];
  parser.parse(expression).iterate({
    enter: ({ node }) => {
      const side = node.name === "BinaryExpr" ? comparedSide(node, expression) : null;
      if (!side) return;
      const compared: Compared = { functions: new Set(), divides: false, selected: [] };
      collect(side, expression, compared);
      addRecorded(compared, recorded, DEEPEST);
      found.push(compared);
    },
  });
  return found;
}

function comparedSide(node: SyntaxNode, text: string): SyntaxNode | null {
  const { firstChild: left, lastChild: right } = node;
  const operator = left?.nextSibling;
  if (!left || !right || !operator || !COMPARISONS.has(textOf(operator, text))) return null;
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

function addRecorded(
  compared: Compared,
  recorded: ReadonlyMap<string, string[]>,
  depth: number,
): void {
  if (depth === 0) return;
  for (const { name } of [...compared.selected]) {
    for (const expression of recorded.get(name ?? "") ?? []) {
      const inner: Compared = { functions: new Set(), divides: false, selected: [] };
      collect(parser.parse(expression).topNode, expression, inner);
      // What records itself is met at most so deep.
      addRecorded(inner, recorded, depth - 1);
      for (const each of inner.functions) compared.functions.add(each);
      compared.divides ||= inner.divides;
      compared.selected.push(...inner.selected);
    }
  }
}

const textOf = ({ from, to }: SyntaxNode, text: string): string => text.slice(from, to);

/** A PromQL string as it is meant; in backquotes nothing is escaped. */
function unquoted(text: string): string {
  const inner = text.slice(1, -1);
  return text.startsWith("`") ? inner : inner.replaceAll(/\\(.)/g, "$1");
}
