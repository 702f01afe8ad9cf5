import { ID_PATTERNS } from '../../../../contract';
import { sameJson } from '../../../../policy/same-json';
import { delegationsOf } from '../../../delegation/delegations';
import type { FlatOrganization } from '../../../diff/flat-organization';
import type { Aligned } from '../../../diff/identity/align';
import { handOverOf, isSafe } from '../../../diff/identity/hand-overs';
import { changesStack } from '../../../diff/identity/provenance';
import type { Obstacle } from '../../risk';
import { obstacle } from '../obstacle';

const SUBJECT = 'resource policy';

interface Known {
  /** Addresses of the resources that the deployment does not look at. */
  readonly untouched: ReadonlySet<string>;
  /** Addresses of the resources of the code that was deployed last. */
  readonly deployed: ReadonlySet<string>;
}

/**
 * An organization has at most one resource policy: a deployment does not overwrite a foreign one, and adopts one only with its present
 * statements. A delegation to an account outside the organization has no effect.
 */
export function resourcePolicyObstacles(aligned: Aligned, known: Known): Obstacle[] {
  const { base, head } = aligned;
  const after = head.resourcePolicy;
  if (after?.code === undefined || known.untouched.has(after.code.address)) return [];
  return [...ownership(aligned, known), ...(base.code === undefined ? unknownAccounts(after.content, head) : [])];
}

function ownership(aligned: Aligned, { deployed }: Known): Obstacle[] {
  const { base, head } = aligned;
  const [before, after] = [base.resourcePolicy, head.resourcePolicy!];
  const code = after.code!;
  const isLive = base.code === undefined;
  if (before === undefined) {
    if (!code.adopt || !isLive || deployed.has(code.address)) return [];
    return [obstacle('adoptFindsNothing', SUBJECT, 'The organization has no resource policy that could be taken over', 'adopt: true',
      'Leave adopt out: the deployment then creates it')];
  }
  const former = before.code;
  if (former === undefined ? !isLive : !changesStack({ before, after })) return [];
  if (former === undefined && !code.adopt) {
    return [obstacle('taken', SUBJECT, 'The organization has a resource policy that was not made by this code', before.id,
      'Set adopt: true to take it over, with the statements that it has')];
  }
  const handOver = handOverOf(aligned, before, after);
  if (handOver !== undefined && !isSafe(handOver)) {
    return [obstacle('movesToAnotherStack', SUBJECT, 'The resource policy moves to another stack, which leaves alone what the stack before owns',
      `from ${former!.owner} to ${code.owner}`, 'Deploy the former stack with the removal policy RETAIN on it first, and set adopt: true in the other one')];
  }
  return sameJson(before.content, after.content) ? [] : [obstacle('adoptedPolicyDiffers', SUBJECT,
    'The resource policy cannot be taken over: the code gives it other statements, and a rollback could not restore the present ones', before.id,
    'Write the statements that it has now into the code for the deployment that takes it over, and change them in a later one')];
}

function unknownAccounts(content: string, { targets }: FlatOrganization): Obstacle[] {
  const accounts = new Set(delegationsOf(content).filter(({ effect }) => effect !== 'Deny').flatMap(({ principals }) => principals));
  const missing = [...accounts].filter((id) => ID_PATTERNS.account.test(id) && !targets.has(id)).sort();
  return missing.map((id) => obstacle('doesNotExist', SUBJECT, 'The resource policy names an account that the organization does not have', id,
    'Correct the account ID, or take the account out of the statement'));
}
