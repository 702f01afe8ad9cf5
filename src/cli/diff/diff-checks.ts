import type { CodeOptions } from '../known-code';
import type { ThresholdOptions } from './threshold-options';
import type { Connection } from '../../organizations/read-only-client';
import { refuseConnection } from '../options/meaningless-options';
import { checkOutputs, type OutputOptions } from '../output/review-output';
import { hasContents, type OrganizationSource, readCode, withAddresses, withContents } from '../sources/organization-source';
import type { StacksOption } from '../sources/stack-ids';

export interface DiffOptions extends OutputOptions, ThresholdOptions, CodeOptions, Connection, StacksOption {
  readonly live?: boolean;
  readonly base?: string;
  readonly impact: boolean;
  readonly rehearse?: boolean;
  readonly accountQuota?: number;
}

/** @throws Error for options that mean nothing together. */
export function checkOptions(after: string | undefined, options: DiffOptions): void {
  checkOutputs(options);
  if (options.live && after !== undefined) throw new Error(`With --live one folder is compared with the live organization. Given as a second: ${after}. Leave it out.`);
  if (!options.live && after === undefined) throw new Error('Only one of the two organizations is given. Give what comes after as well, or --live.');
  if (!options.live) refuseConnection(options, 'two organizations are given');
  if (options.accountQuota !== undefined && !options.rehearse) {
    throw new Error(`The quota of accounts is one of the rehearsal. Given: --account-quota ${options.accountQuota}. Give --rehearse as well, or leave it out.`);
  }
  const judged = options.failOn === 'loosens' || options.failOn === 'tightens';
  if (!options.impact && judged) throw new Error(`Without the impact this cannot be told: --fail-on ${options.failOn}. Leave --no-impact out.`);
}

/** The first review of an app has nothing before. @throws Error if there is nothing to compare. */
export function checkSources(base: OrganizationSource, head: OrganizationSource, { base: former }: DiffOptions): void {
  if (base.kind !== head.kind) [base, head].forEach(withAddresses);
  const isEmptyBefore = base.kind === 'live' ? former === undefined : !hasContents(base);
  if (isEmptyBefore) withContents(head);
  if (former !== undefined && !(base.kind === 'live' && head.kind === 'code')) {
    throw new Error(`Code was deployed onto a live organization, and here ${base.origin} is compared with ${head.origin}. Given: --base ${former}. `
      + 'Give --live or a snapshot as what comes before, and code as what comes after, or leave --base out.');
  }
  if (former !== undefined) withContents(readCode(former));
}
