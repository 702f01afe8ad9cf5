import type { ContextValue } from '../../policy';
import { type Fields, fieldsOf, isFields, textOf } from '../record/trail-record';

/** An authorization message of Amazon EC2 and other services, decoded. */
export interface DecodedMessage {
  readonly principal?: string;
  readonly action?: string;
  readonly resource?: string;
  readonly context: Readonly<Record<string, ContextValue>>;
  readonly explicitDeny: boolean;
  /** The names of the statements that decided, as far as they have one. */
  readonly statements: readonly string[];
}

/** Keys with the parts of the ARN of the resource, which are no condition keys. Source: STS API Reference, the answer in its examples. */
const PARTS_OF_ARN = new Set(['aws:resource', 'aws:account', 'aws:region', 'aws:id', 'aws:service', 'aws:type', 'aws:arn']);

/**
 * Reads the answer of `aws sts decode-authorization-message`, or the message in it.
 * Source: AWS STS API Reference, "DecodeAuthorizationMessage".
 * @returns undefined for a value that is none
 */
export function decodedMessage(value: unknown): DecodedMessage | undefined {
  if (!isFields(value)) return undefined;
  if (typeof value.DecodedMessage === 'string') return decodedMessage(parsed(value.DecodedMessage));
  if (typeof value.allowed !== 'boolean' || !isFields(value.context)) return undefined;
  const { principal, action, resource, conditions } = value.context;
  const items = itemsOf(conditions);
  const region = items.find(({ key }) => textOf(key)?.toLowerCase() === 'aws:region');
  return {
    principal: textOf(fieldsOf(principal).arn),
    action: textOf(action),
    resource: textOf(resource),
    context: {
      ...(region === undefined ? {} : { 'aws:RequestedRegion': valuesOf(region) }),
      ...Object.fromEntries(items.flatMap((item): [string, ContextValue][] => {
        const key = textOf(item.key);
        return key === undefined || PARTS_OF_ARN.has(key.toLowerCase()) ? [] : [[key, valuesOf(item)]];
      })),
    },
    explicitDeny: value.explicitDeny === true,
    statements: itemsOf(value.matchedStatements).flatMap(({ statementId }) => textOf(statementId) ?? []),
  };
}

function itemsOf(list: unknown): Fields[] {
  const { items } = fieldsOf(list);
  return Array.isArray(items) ? items.filter(isFields) : [];
}

function valuesOf({ values }: Fields): ContextValue {
  const texts = itemsOf(values).flatMap(({ value }) => textOf(value) ?? []);
  return texts.length === 1 ? texts[0] : texts;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
