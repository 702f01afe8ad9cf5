import type { Organization } from '../../model';
import { fieldsOf } from '../record/trail-record';

const TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];

/** A condition as it stands in a policy. */
export type RawCondition = readonly [operator: string, key: string, values: readonly string[]];

/** The service and resource control policies of organizations, and what they name. */
export class PolicyTexts {
  readonly documents: readonly unknown[];
  /** In lower case, each once. */
  readonly texts: readonly string[];
  /** Whether a policy may compare keys with each other. */
  readonly hasVariables: boolean;
  /** Patterns of `Resource` and `NotResource`, without `*`. */
  readonly resourcePatterns: readonly string[];
  private readonly keys = new Map<string, boolean>();

  constructor(organizations: readonly Organization[]) {
    this.documents = organizations.flatMap(({ policies }) => policies)
      .filter(({ type }) => TYPES.includes(type)).map(({ content }) => parsed(content));
    this.texts = [...new Set(this.documents.map((document) => JSON.stringify(document).toLowerCase()))];
    this.hasVariables = this.texts.some((text) => text.includes('${'));
    this.resourcePatterns = [...new Set(this.documents.flatMap(resourcePatterns))].filter((pattern) => pattern !== '*');
  }

  /** Whether a policy has the text, such as a condition key, in any case. */
  names(key: string): boolean {
    let found = this.keys.get(key);
    if (found === undefined) {
      const lower = key.toLowerCase();
      found = this.texts.some((text) => text.includes(lower));
      this.keys.set(key, found);
    }
    return found;
  }
}

/** The conditions of a policy document. */
export function conditionsIn(document: unknown): RawCondition[] {
  const statements = [fieldsOf(document).Statement ?? []].flat();
  return statements.flatMap((statement) => Object.entries(fieldsOf(fieldsOf(statement).Condition)).flatMap(([operator, pairs]) => (
    Object.entries(fieldsOf(pairs)).map(([key, values]): RawCondition => [operator, key, [values].flat().map(String)]))));
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}

function resourcePatterns(document: unknown): string[] {
  const statements = [fieldsOf(document).Statement ?? []].flat();
  return statements.flatMap((statement) => {
    const { Resource: resource, NotResource: notResource } = fieldsOf(statement);
    return [resource, notResource].flat().filter((each): each is string => typeof each === 'string');
  });
}
