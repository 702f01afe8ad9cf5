import type { AccessAnswer } from '../../model';
import { principalKind } from '../../policy';

/** Which policies have to allow what the organization permits; undefined where none has to, or where they were judged. */
export function iamLine({ decision, request: { principal }, because }: Pick<AccessAnswer, 'decision' | 'request' | 'because'>): string | undefined {
  if (decision !== 'allowed' || because.some(({ type }) => type === 'IDENTITY_POLICY')) return undefined;
  if (because.some((reason) => reason.kind === 'exempt' && reason.why.endsWith('which needs no permission'))) return undefined;
  const kind = principal === undefined ? 'role' : principalKind(principal);
  if (kind === 'root') return undefined;
  const who = ['service', 'federated', 'anonymous'].includes(kind) ? 'The policy of the resource' : 'IAM';
  return `${who} must allow it as well: this is what the organization permits at most.`;
}
