import ts from "typescript";

/** A source file as text. */
export interface SourceFile {
  readonly path: string;
  readonly content: string;
}

/** What a file asks of the catalogue of texts. */
interface Request {
  /** The namespaces that it asks for. */
  readonly namespaces: readonly string[];
  /** What its literals look like, one of which a key has to match: `themes.*` for `themes.${name}`. */
  readonly patterns: readonly RegExp[];
}

/** Functions that give texts, whose first argument is a namespace. */
const GIVERS = new Set(["useTranslation", "translator"]);

/** Attributes and fields that a person reads or hears. */
const READ_ALOUD = new Set([
  "alt",
  "aria-description",
  "aria-label",
  "aria-placeholder",
  "aria-roledescription",
  "aria-valuetext",
  "confirm",
  "description",
  "hint",
  "label",
  "message",
  "placeholder",
  "question",
  "text",
  "thumbLabel",
  "title",
]);

/**
 * The keys, given by namespace, that no file asks for. A file asks for a key when it names the namespace and has a
 * literal that is the key, with or without the namespace before it, or a template that fits it.
 */
export function unusedKeys(keys: Readonly<Record<string, readonly string[]>>, files: readonly SourceFile[]): string[] {
  const requests = files.map(requestOf);
  return Object.entries(keys).flatMap(([namespace, names]) => {
    const patterns = requests.filter((request) => request.namespaces.includes(namespace)).flatMap((r) => r.patterns);
    const isUsed = (name: string) =>
      patterns.some((pattern) => pattern.test(name) || pattern.test(`${namespace}:${name}`));
    return names.filter((name) => !isUsed(name)).map((name) => `${namespace}:${name}`);
  });
}

function requestOf(file: SourceFile): Request {
  const namespaces: string[] = [];
  const patterns: RegExp[] = [];
  visit(parse(file), (node) => {
    namespaces.push(...namespacesNamedBy(node));
    if (ts.isStringLiteralLike(node) && !ts.isImportDeclaration(node.parent)) {
      patterns.push(patternOf([node.text]));
    }
    if (ts.isTemplateExpression(node)) {
      patterns.push(patternOf([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]));
    }
  });
  return { namespaces, patterns };
}

/** The namespaces of the texts that a call gives, or that the type of a function is bound to: `TFunction<"app">`. */
function namespacesNamedBy(node: ts.Node): string[] {
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && GIVERS.has(node.expression.text)) {
    const [argument] = node.arguments;
    const named = argument && ts.isArrayLiteralExpression(argument) ? argument.elements : node.arguments.slice(0, 1);
    return named.flatMap(textOf);
  }
  if (ts.isTypeReferenceNode(node) && node.typeName.getText() === "TFunction") {
    return (node.typeArguments ?? []).flatMap((type) => (ts.isLiteralTypeNode(type) ? textOf(type.literal) : []));
  }
  return [];
}

const textOf = (node: ts.Node): string[] => (ts.isStringLiteral(node) ? [node.text] : []);

/** What fits a text of these parts with anything in between, but not just anything. */
function patternOf(parts: readonly string[]): RegExp {
  const isJustAnything = parts.every((part) => !/\w/.test(part));
  const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return isJustAnything ? /(?!)/ : new RegExp(`^${escaped.join(".+")}$`);
}

/** Words that a file shows without asking the catalogue for them, each with its place: `Card.tsx:12: Close`. */
export function wordsInSource(file: SourceFile): string[] {
  const source = parse(file);
  const found: string[] = [];
  const take = (node: ts.Node, words: string) => {
    if (/\p{L}/u.test(words)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push(`${file.path}:${line + 1}: ${words.trim()}`);
    }
  };
  visit(source, (node) => {
    if (ts.isJsxText(node)) {
      take(node, node.text);
    } else if (ts.isStringLiteralLike(node) && isShown(node)) {
      take(node, node.text);
    } else if (ts.isTemplateExpression(node) && isShown(node)) {
      take(node, [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(" "));
    }
  });
  return found;
}

/** Whether a literal stands where a person reads it: as a child of an element, or as the value of such an attribute. */
function isShown(literal: ts.Node): boolean {
  const { parent } = literal;
  if (ts.isJsxAttribute(parent)) {
    return READ_ALOUD.has(parent.name.getText());
  }
  if (ts.isPropertyAssignment(parent)) {
    return parent.initializer === literal && READ_ALOUD.has(parent.name.getText().replaceAll(/["']/g, ""));
  }
  if (ts.isConditionalExpression(parent)) {
    return parent.condition !== literal && isShown(parent);
  }
  if (ts.isBinaryExpression(parent)) {
    return parent.right === literal && isLogical(parent.operatorToken.kind) && isShown(parent);
  }
  if (ts.isJsxExpression(parent)) {
    return ts.isJsxAttribute(parent.parent) ? isShown(parent) : true;
  }
  return false;
}

const isLogical = (kind: ts.SyntaxKind): boolean =>
  kind === ts.SyntaxKind.AmpersandAmpersandToken ||
  kind === ts.SyntaxKind.BarBarToken ||
  kind === ts.SyntaxKind.QuestionQuestionToken;

const parse = ({ path, content }: SourceFile): ts.SourceFile =>
  ts.createSourceFile(path, content, ts.ScriptTarget.ES2022, true, path.endsWith("x") ? ts.ScriptKind.TSX : undefined);

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => {
    visit(child, see);
  });
}
