import {
  POLICY_IDS_ATTRIBUTE, POLICY_SET_TAG_KEY, policySetDocumentName, type PolicySetProperties, policySetTagValue, policyTypeLimits,
  readPolicyIds,
} from '../../contract';
import { type JsonValue, packStatements, readPolicyDocument, type Statement, writePolicyDocument } from '../../policy';
import { type Deployed, type DesiredResource, symbolOf } from '../desired-resources';
import type { Policy, Tags } from '../organization';

export interface DesiredPolicySet extends Omit<DesiredResource, 'properties'> {
  readonly properties: PolicySetProperties;
}

/** A policy set of the code with the policies that it would have on its first deployment. */
export interface PackedPolicySet {
  readonly id: string;
  /** The policy IDs that attachments refer to. */
  readonly policyIds: string;
  readonly policies: readonly Policy[];
}

/** `tags` are those of the set itself. */
export function packedPolicySet(
  set: DesiredPolicySet, tags: Tags, deployed?: Deployed,
): PackedPolicySet {
  const { stackName, logicalId, id, properties } = set;
  const { Name, Type, Description } = properties;
  const known = deployed?.attribute(stackName, logicalId, POLICY_IDS_ATTRIBUTE);
  const ids = known === undefined ? [id] : readPolicyIds(String(known));
  const membership = (index: number) => policySetTagValue({ firstId: index === 0 ? undefined : ids[0], temporary: false });
  const policies = contentsOf(properties).map((content, index): Policy => ({
    id: ids[index] ?? symbolOf(set, String(index + 1)),
    name: policySetDocumentName(Name, index + 1),
    type: Type,
    description: Description,
    content,
    tags: { ...tags, [POLICY_SET_TAG_KEY]: membership(index) },
  }));
  return {
    id,
    policyIds: known === undefined ? symbolOf(set, POLICY_IDS_ATTRIBUTE) : String(known),
    policies,
  };
}

/** A value that is not known yet may be longer as a symbol than it will be, so a single statement may exceed the limit here. */
function contentsOf({ Type, Statements, MaxContentLength }: PolicySetProperties): string[] {
  const { statements } = readPolicyDocument({ Version: '2012-10-17', Statement: Statements as readonly unknown[] as JsonValue }, Type).document;
  const longest = Math.max(0, ...statements.map((statement) => contentOf([statement]).length));
  const maxContentLength = Math.max(Number(MaxContentLength ?? policyTypeLimits(Type).maxContentLength), longest + 10);
  const packed = packStatements(statements, { maxContentLength, maxDocuments: Number.POSITIVE_INFINITY });
  return packed.map((document) => contentOf(document.statements));
}

export function contentOf(statements: readonly Statement[]): string {
  return JSON.stringify(writePolicyDocument({ version: '2012-10-17', statements }));
}
