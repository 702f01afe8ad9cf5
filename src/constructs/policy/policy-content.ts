import * as fs from 'fs';
import { Stack, Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { JsonProblem, minifyJson, parseJson } from '../../policy';
import { knownString, problem } from '../validation';

/**
 * The document of a policy. It may contain tokens, such as the ID of an account of the same app. White space between the parts of
 * the JSON text is left out, since AWS Organizations counts it.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html
 *
 * @example
 * new TagPolicy(this, 'Stages', {
 *   content: PolicyContent.fromJson({ tags: { stage: { tag_key: { '@@assign': 'Stage' } } } }),
 * });
 */
export abstract class PolicyContent {
  /**
   * A document as an object. Its text has the keys in a fixed order, regardless of the order in the object: maps of Java have another order
   * in every run.
   * @param document the content of the JSON text, such as `{ tags: { … } }`
   */
  public static fromJson(document: { [key: string]: any }): PolicyContent {
    return new StructuredContent(document, inOneOrder);
  }

  /**
   * A document as JSON text.
   * @param json a text that is not valid JSON is an error at synthesis, with line and column
   */
  public static fromString(json: string): PolicyContent {
    return new TextContent(() => json);
  }

  /**
   * A document in a JSON file (UTF-8).
   * @param path relative to the directory in which the app runs; a file that cannot be read is an error at synthesis
   */
  public static fromFile(path: string): PolicyContent {
    return new TextContent(() => fs.readFileSync(path, 'utf8').replace(/^\uFEFF/, ''), path);
  }

  /**
   * A document in the language of IAM, for service control and resource control policies.
   * @param document statements may be added to it until synthesis
   */
  public static fromPolicyDocument(document: iam.PolicyDocument): PolicyContent {
    return new StructuredContent(document);
  }

  /**
   * The text to send, or an approximation of it if the document has mistakes.
   *
   * @internal
   */
  public abstract _text(scope: IConstruct): string;

  /**
   * Messages about mistakes in the document.
   *
   * @internal
   */
  public abstract _problems(scope: IConstruct): string[];
}

class StructuredContent extends PolicyContent {
  constructor(private readonly document: object, private readonly arrange = (given: unknown) => given) {
    super();
  }

  public _text(scope: IConstruct): string {
    return this.openKeys(scope).length > 0 ? '{}' : Stack.of(scope).toJsonString(this.arrange(this.document));
  }

  public _problems(scope: IConstruct): string[] {
    const open = this.openKeys(scope);
    if (open.length > 0) {
      return open.map((given) => problem({
        wrong: 'A key of the policy is known only at deployment',
        given,
        remedy: 'Give the text itself: CloudFormation fills in values, but no keys',
      }));
    }
    const resolved = Stack.of(scope).resolve(this.document) ?? {};
    if (!Array.isArray(resolved) && typeof resolved === 'object' && Object.keys(resolved).length > 0) return [];
    return [problem({ wrong: 'The policy is empty', given: JSON.stringify(resolved), remedy: 'Give it at least one element' })];
  }

  private openKeys(scope: IConstruct): string[] {
    return [...keysOf(plainForm(this.document))].filter((key) => knownString(scope, key) === undefined);
  }
}

/** Elements of a policy in the order of the IAM documentation. Other keys follow in alphabetical order. */
const ELEMENTS = [
  'Version', 'Id', 'Statement', 'Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition',
];

/** The same value with the keys of plain objects in order. Lists and tokens do not change. */
function inOneOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOneOrder);
  if (typeof value !== 'object' || value === null || Token.isUnresolved(value)) return value;
  if (!isPlain(value)) return value;
  const place = (key: string) => (ELEMENTS.includes(key) ? ELEMENTS.indexOf(key) : ELEMENTS.length);
  const entries = Object.entries(value).sort(([one], [other]) => place(one) - place(other) || (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOneOrder(inner)]));
}

/** Whether an object is not an instance of a class. Objects from another realm are plain as well. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The content of a document in the language of IAM, which is a token itself; any other object as it is. */
function plainForm(document: object): unknown {
  return 'toJSON' in document && typeof document.toJSON === 'function' ? document.toJSON() : document;
}

/** The keys of an object and of the objects in it, without those of tokens. */
function* keysOf(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null || Token.isUnresolved(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) yield key;
    yield* keysOf(inner);
  }
}

class TextContent extends PolicyContent {
  private readonly text: string;
  private readonly unreadable?: string;

  constructor(read: () => string, private readonly file?: string) {
    super();
    try {
      this.text = read();
    } catch (error) {
      this.text = '{}';
      this.unreadable = (error as Error).message;
    }
  }

  public _text(): string {
    return minifyJson(this.text);
  }

  public _problems(scope: IConstruct): string[] {
    if (this.unreadable !== undefined) {
      return [problem({
        wrong: `The file of the policy cannot be read: ${this.unreadable}`,
        given: this.file ?? 'the text',
        remedy: 'Give a path relative to the directory in which the app runs, or an absolute one (path.join(__dirname, …))',
      })];
    }
    const mistake = whyNotAnObject(this.text);
    if (mistake === undefined) return [];
    if (Token.isUnresolved(this.text)) {
      // The whole text may be a token, or a token may replace a number or a list: then only the resolved text can be checked.
      const resolved = Stack.of(scope).resolve(this.text);
      if (typeof resolved !== 'string' || whyNotAnObject(resolved) === undefined) return [];
    }
    return [problem({
      wrong: `The policy is not valid JSON: ${mistake.message}`, given: this.file ?? mistake.given ?? 'the text', remedy: 'Correct it at that place',
    })];
  }
}

function whyNotAnObject(text: string): JsonProblem | undefined {
  try {
    const value = parseJson(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return undefined;
    return JsonProblem.at(text, 0, 'the document is not an object in braces');
  } catch (error) {
    if (error instanceof JsonProblem) return error;
    throw error;
  }
}
