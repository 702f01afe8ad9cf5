import { Command } from 'commander';
import { type Deployed, deployedIds, type Review, reviewOf, reviewOfDeployment, reviewOfDrift, overlay } from '../../model';
import type { RehearsalSummary } from '../../report';
import { knownCode, withCode, type CodeOptions } from '../known-code';
import { exceeded, type ThresholdOptions, withThresholds } from './threshold-options';
import type { Connection } from '../../organizations/read-only-client';
import { integer, refuseConnection } from '../options/arguments';
import { LIVE_HELP, readLive, withConnection } from '../options/connection-options';
import { printable } from '../output/printable';
import { withOutputs, writeReview, checkOutputs, type OutputOptions } from '../output/review-output';
import { rehearseReview } from '../rehearse/rehearse-review';
import { assemblyPath } from '../sources/assembly-path';
import {
  type OrganizationSource, readCode, readCodeOn, readSource, withSettingsOf, hasContents, withAddresses, withContents,
} from '../sources/organization-source';
import { stacksOption, type StacksOption } from '../sources/stack-ids';

interface Options extends DiffOptions {
  readonly title?: string;
}

export function diffCommand(): Command {
  const command = new Command('diff')
    .description('Show the effect of a code change on the organization: changes, affected accounts, and risks')
    .argument('[before]', 'folder that `cdk synth` wrote, a snapshot, or a saved state; with --live this is what comes after (default: the cdk.out of the app)')
    .argument('[after]', 'the same, after the change')
    .option('--live', 'before is the live organization, which is only read')
    .addOption(stacksOption())
    .option('--base <cdk.out>', 'where before is a live organization: the code that was deployed onto it last')
    .option('--rehearse', 'also deploy before and after in a rehearsal: its writing calls, its duration, what the service will refuse')
    .option('--account-quota <number>', 'with --rehearse: how many accounts the organization may have (AWS: 10, more on request)', integer(1, 50_000))
    .option('--title <text>', 'the title of the HTML page')
    .option('--no-impact', 'do not evaluate what accounts can do; report every change that may loosen or tighten as if it did');
  return withConnection(withThresholds(withCode(withOutputs(command))))
    .addHelpText('after', `
Exit code 0: compared; 1: differences with --fail, a threshold of --fail-on exceeded, or unusable input.

  cdk-org diff base/cdk.out cdk.out                                  two versions of the code
  cdk-org diff base/cdk.out cdk.out --rehearse --format markdown     a comment for a pull request
  cdk-org diff base/cdk.out cdk.out --fail-on destroys,loosens --output review.html --output review.json
  cdk-org diff --live cdk.out --base base/cdk.out                    what a deployment changes in the live organization
${LIVE_HELP}`)
    .action(run);
}

async function run(given: string | undefined, after: string | undefined, options: Options): Promise<void> {
  checkOptions(after, options);
  const before = given ?? assemblyPath(undefined);
  const [found, present] = options.live
    ? withIds(await readLive(options), before, options) : bothGiven(before, after!, options);
  checkSources(found, present, options);
  const [base, head] = await bothWithSettings(found, present, options);
  const { review, shown } = compare(base, head, options);
  const rehearsal = options.rehearse ? await rehearseReview(base, head, options) : undefined;
  writeReview({ title: options.title ?? `${base.origin} → ${head.origin}`, review, after: shown, rehearsal }, options);
  fail(review, options, rehearsal);
}

/** Each live organization with the contacts and Regions that the other side names. */
async function bothWithSettings(
  base: OrganizationSource, head: OrganizationSource, { base: former }: Options,
): Promise<[OrganizationSource, OrganizationSource]> {
  const deployed = former === undefined || base.kind === 'code' ? [] : [readCode(former, idsOnto(base, former)).organization];
  const codes = [base, head].filter(({ kind }) => kind === 'code').map(({ organization }) => organization);
  return [await withSettingsOf(base, ...deployed, ...codes), await withSettingsOf(head, ...codes)];
}

function bothGiven(before: string, after: string, options: Options): [OrganizationSource, OrganizationSource] {
  const base = readSource(before);
  return base.kind === 'live' ? withIds(base, after, options) : [base, readSource(after)];
}

/** Finds each resource of a stack by its physical ID, so that a renamed object is still the same one. */
function withIds(base: OrganizationSource, after: string, { base: former }: Options): [OrganizationSource, OrganizationSource] {
  const head = readSource(after);
  if (head.kind === 'live') return [base, head];
  return [base, former === undefined ? readCodeOn(after, base) : readCode(after, idsOnto(base, former))];
}

function idsOnto(live: OrganizationSource, former: string): Deployed {
  return deployedIds(live.organization, readCodeOn(former, live).organization);
}

/** @returns with the review, the organization after the change. */
function compare(base: OrganizationSource, head: OrganizationSource, options: Options): { review: Review; shown: OrganizationSource } {
  const impact = options.impact ? {} : { actions: [] };
  const judging = { ...impact, knownCode: knownCode(options) };
  const [before, after] = [base.organization, head.organization];
  if (base.kind === 'code') {
    return { review: head.kind === 'code' ? reviewOf(before, after, judging) : reviewOfDrift(before, after, impact), shown: head };
  }
  if (head.kind === 'live') return { review: reviewOf(before, after, impact), shown: head };
  const former = options.base === undefined ? undefined : readCode(options.base, idsOnto(base, options.base)).organization;
  const planned = overlay(before, after, { former });
  return {
    review: reviewOfDeployment(before, after, former, judging),
    shown: { ...head, organization: planned, kind: 'live', origin: `${base.origin} after a deployment of ${head.origin}` },
  };
}

function fail(review: Review, options: ThresholdOptions, rehearsal?: RehearsalSummary): void {
  const reasons = exceeded(review, options, rehearsal);
  for (const { reason, because } of reasons) {
    process.stderr.write(`cdk-org: ${printable(reason)}\n${because.map((each) => `  ${printable(each)}\n`).join('')}`);
  }
  process.exitCode = reasons.length > 0 ? 1 : 0;
}

interface DiffOptions extends OutputOptions, ThresholdOptions, CodeOptions, Connection, StacksOption {
  readonly live?: boolean;
  readonly base?: string;
  readonly impact: boolean;
  readonly rehearse?: boolean;
  readonly accountQuota?: number;
}

/** @throws Error for options that mean nothing together. */
function checkOptions(after: string | undefined, options: DiffOptions): void {
  checkOutputs(options);
  if (options.live && after !== undefined) throw new Error(`With --live one folder is compared with the live organization. Given as a second: ${after}. Leave it out.`);
  if (!options.live && after === undefined) throw new Error('Only one of the two organizations is given. Give what comes after as well, or --live.');
  if (!options.live) refuseConnection(options, 'two organizations are given');
  if (options.accountQuota !== undefined && !options.rehearse) {
    throw new Error(`The quota of accounts is one of the rehearsal. Given: --account-quota ${options.accountQuota}. Give --rehearse as well, or leave it out.`);
  }
  const judged = options.failOn === 'loosens' || options.failOn === 'tightens';
  if (!options.impact && judged) throw new Error(`These levels cannot be decided without the impact. Given: --fail-on ${options.failOn}. Leave --no-impact out.`);
}

/** The first review of an app has nothing before. @throws Error if there is nothing to compare. */
function checkSources(base: OrganizationSource, head: OrganizationSource, { base: former }: DiffOptions): void {
  if (base.kind !== head.kind) [base, head].forEach(withAddresses);
  const isEmptyBefore = base.kind === 'live' ? former === undefined : !hasContents(base);
  if (isEmptyBefore) withContents(head);
  if (former !== undefined && !(base.kind === 'live' && head.kind === 'code')) {
    throw new Error(`Code was deployed onto a live organization, and here ${base.origin} is compared with ${head.origin}. Given: --base ${former}. `
      + 'Give --live or a snapshot as what comes before, and code as what comes after, or leave --base out.');
  }
  if (former !== undefined) withContents(readCode(former));
}
