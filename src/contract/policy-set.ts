import type { PolicyTypeName } from './policy-types';

/** Types whose policies are statements that can be put into any document. */
export const POLICY_SET_TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const satisfies readonly PolicyTypeName[];

export type PolicySetTypeName = (typeof POLICY_SET_TYPES)[number];

export function isPolicySetType(type: string): type is PolicySetTypeName {
  return (POLICY_SET_TYPES as readonly string[]).includes(type);
}

/**
 * How the documents of a policy set are known again: each has the owner tag and this one, both from the call that creates it. The first
 * document stands for the set, since its id stays when the set is renamed; the others name it.
 */
export const POLICY_SET_TAG_KEY = 'cdk-aws-organizations:policy-set';

/** `Fn::GetAtt` of a set: the ids of its documents, the first one first. */
export const POLICY_IDS_ATTRIBUTE = 'PolicyIds';

const FIRST = 'first';
const TEMPORARY = '/temporary';
const SEPARATOR = ',';

export interface PolicySetMembership {
  /** Absent on the first document itself. */
  readonly firstId?: string;
  /** Holds statements only while they move from one document to another. */
  readonly temporary: boolean;
}

export function policySetTagValue({ firstId, temporary }: PolicySetMembership): string {
  return (firstId ?? FIRST) + (temporary ? TEMPORARY : '');
}

export function parsePolicySetTagValue(value: string): PolicySetMembership {
  const temporary = value.endsWith(TEMPORARY);
  const first = temporary ? value.slice(0, -TEMPORARY.length) : value;
  return { firstId: first === FIRST ? undefined : first, temporary };
}

/** The document that stands for the set that a policy is part of, by the value of its tag; `undefined` if it is part of none. */
export function policySetOf(policyId: string, tagValue: string | undefined): string | undefined {
  return tagValue === undefined ? undefined : parsePolicySetTagValue(tagValue).firstId ?? policyId;
}

export function policySetDocumentName(setName: string, number: number): string {
  return `${setName}-${number}`;
}

/** Set name and number in the name of a document; `undefined` for another name. */
export function parsePolicySetDocumentName(name: string): { readonly setName: string; readonly number: number } | undefined {
  const [, setName, number] = /^(.+)-([1-9]\d{0,3})$/s.exec(name) ?? [];
  return setName === undefined ? undefined : { setName, number: Number(number) };
}

export function writePolicyIds(ids: readonly string[]): string {
  return ids.join(SEPARATOR);
}

export function readPolicyIds(attribute: string): string[] {
  return attribute.split(SEPARATOR).filter(Boolean);
}
