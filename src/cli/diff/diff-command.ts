import { Command } from 'commander';
import {
  changedRows, exemptionNotes, organizationsOfReview, type OutsideGroup, outsideCode, overlay, type Review, reviewOf, reviewOfDeployment,
  reviewOfDrift, rolloutNotes,
} from '../../model';
import type { RehearsalSummary } from '../../report';
import type { ReplayResult } from '../../trail';
import { knownCode, withCode } from '../known-code';
import { type Comparison, type ComparisonOptions, readComparison } from './comparison';
import { withJudgedOrganization } from './judged-organization';
import { checkLastAccessed, lastAccessedOf, withLastAccessed } from './last-accessed/last-accessed-option';
import { checkReplay, replayed, type ReplayOptions, withReplay } from './replay/replay-option';
import { exceeded, type ThresholdOptions, withThresholds } from './threshold-options';
import { integer, namedValue } from '../options/arguments';
import { LIVE_HELP, withConnection } from '../options/connection-options';
import { printable } from '../output/printable';
import { withOutputs, writeReview } from '../output/review-output';
import { rehearseReview } from '../rehearse/rehearse-review';
import type { OrganizationSource } from '../sources/organization-source';
import { stackIdsOption } from '../sources/stack-ids';
import { unreadSentence } from '../sources/unread-notes';

interface Options extends ComparisonOptions, ReplayOptions {
  readonly outside?: boolean;
  readonly title?: string;
}

export function diffCommand(): Command {
  const command = new Command('diff')
    .description('Show the effect of a code change on the organization: changes, affected accounts, and risks')
    .argument('[before]', 'folder that `cdk synth` wrote, a snapshot, or a saved state; with --live this is what comes after (default: the cdk.out of the app)')
    .argument('[after]', 'the same, after the change')
    .option('--live', 'before is the live organization, which is only read')
    .addOption(stackIdsOption())
    .option('--stacks <names...>', 'only these stacks, with those that they depend on: those that are deployed (default: all)')
    .option('--parameters <name=value>', 'value of a template parameter that the deployment gives, or STACK:NAME=VALUE for one stack; can be repeated', namedValue('VpcCidr=10.0.0.0/16'))
    .option('--base <cdk.out>', 'where before is a live organization: the code that was deployed onto it last')
    .option('--rehearse', 'also deploy before and after in a rehearsal: its writing calls, its duration, what the service will refuse')
    .option('--account-quota <number>', 'with --rehearse: how many accounts the organization may have (AWS: 10, more on request)', integer(1, 50_000))
    .option('--outside', 'also list what the organization has and the code does not name, each with the reason why it may stay outside')
    .option('--title <text>', 'the title of the HTML page')
    .option('--no-impact', 'do not evaluate what accounts can do; report every change that may loosen or tighten as if it did');
  return withConnection(withJudgedOrganization(withLastAccessed(withReplay(withThresholds(withCode(withOutputs(command)))))))
    .addHelpText('after', `
Exit code 0: compared; 1: differences with --fail, a threshold of --fail-on exceeded, or unusable input.

  cdk-org diff base/cdk.out cdk.out                                  two versions of the code
  cdk-org diff base/cdk.out cdk.out --rehearse --format markdown     a comment for a pull request
  cdk-org diff base/cdk.out cdk.out --fail-on destroys,loosens --output review.html --output review.json
  cdk-org diff base/cdk.out cdk.out --organization organization.json two versions, judged with the policies of others
  cdk-org diff base/cdk.out cdk.out --organization organization.json --replay trail
                                                                     and who would have been refused
  cdk-org diff --live cdk.out --base base/cdk.out --last-accessed iam
                                                                     and when accounts last used what it denies
  cdk-org diff --live cdk.out --base base/cdk.out                    what a deployment changes in the live organization
${LIVE_HELP}`)
    .action(run);
}

async function run(before: string | undefined, after: string | undefined, options: Options): Promise<void> {
  checkReplay(options);
  checkLastAccessed(options);
  const comparison = await readComparison(before, after, options);
  const { base, head, digest } = comparison;
  const compared = compare(comparison, options);
  const { shown } = compared;
  assertNotesRead(comparison, options);
  const named = withNotes(withRows(compared.review, comparison), comparison);
  const review = options.outside ? { ...named, outside: outsideOf(comparison) } : named;
  const rehearsal = options.rehearse ? await rehearseReview(base, head, options) : undefined;
  const replay = options.replay === undefined ? undefined : await replayed(options.replay, organizationsOf(comparison, shown), options);
  const lastAccessed = options.lastAccessed === undefined ? undefined
    : await lastAccessedOf(options.lastAccessed, review, organizationsOf(comparison, shown).before, options);
  writeReview({ title: options.title ?? `${base.origin} → ${head.origin}`, review, after: shown, rehearsal, replay, lastAccessed, digest }, options);
  fail(review, options, rehearsal, replay);
}

/**
 * After the deployment: what it takes away is no question any more.
 * @throws Error where no organization besides the code is known
 */
function outsideOf({ base, head, judgedIn, deployed }: Comparison): OutsideGroup[] {
  const [live, former] = base.kind === 'live' ? [base.organization, deployed] : [judgedIn?.organization, base.organization];
  if (live !== undefined && head.kind === 'code') return outsideCode(overlay(live, head.organization, { former }), head.organization);
  throw new Error(`What is outside the code is a question about an organization and code, and here ${base.origin} is compared with ${head.origin}. Given: --outside. `
    + 'Give --live or --organization and code, or leave it out.');
}

/** @throws Error for code whose exemptions and rollouts cannot all be read, if the exit code depends on them */
function assertNotesRead({ head }: Comparison, { failOn }: ThresholdOptions): void {
  const isUnread = head.assembly !== undefined && unreadSentence(head.assembly) !== undefined;
  const level = failOn?.further.find((each) => each === 'ended-exemption' || each === 'hasty-rollout');
  if (!isUnread || level === undefined) return;
  throw new Error(`An exemption or a policy rollout of the code cannot be read, and the exit code depends on it. Given: --fail-on ${level}. `
    + 'Synthesize the app again, with the version of cdk-aws-organizations that this command has.');
}

/** Names the exemptions from guardrails and the policy rollouts that the code describes. */
function withNotes(review: Review, { base, head, deployedAssembly }: Comparison): Review {
  if (head.assembly === undefined) return review;
  const former = deployedAssembly ?? base.assembly;
  const now = Date.now();
  const exemptions = exemptionNotes(head.assembly, now, former);
  const rollouts = rolloutNotes(head.assembly, now, former, review.changes);
  return { ...review, ...(exemptions.length === 0 ? {} : { exemptions }), ...(rollouts.length === 0 ? {} : { rollouts }) };
}

/** Names the rows of fleets that describe what changes. */
function withRows(review: Review, { base, head, deployed, deployedAssembly }: Comparison): Review {
  const former = deployed === undefined ? base : { organization: deployed, assembly: deployedAssembly };
  const rows = changedRows(review.changes, head, former);
  return rows.length === 0 ? review : { ...review, rows };
}

/** @returns with the review, the organization after the change. */
function compare(
  { base, head, deployed, changesOfParameters, judgedIn }: Comparison, options: Options,
): { review: Review; shown: OrganizationSource } {
  const impact = options.impact ? {} : { actions: [] };
  const judging = { ...impact, knownCode: knownCode(options), changesOfParameters };
  const [before, after] = [base.organization, head.organization];
  if (base.kind === 'code') {
    const review = head.kind === 'code' ? reviewOf(before, after, { ...judging, judgedIn }) : reviewOfDrift(before, after, impact);
    return { review, shown: head };
  }
  if (head.kind === 'live') return { review: reviewOf(before, after, impact), shown: head };
  const planned = overlay(before, after, { former: deployed });
  return {
    review: reviewOfDeployment(before, after, deployed, judging),
    shown: { ...head, organization: planned, kind: 'live', origin: `${base.origin} after a deployment of ${head.origin}` },
  };
}

/** The two organizations that are asked about recorded calls. */
function organizationsOf({ base, head, judgedIn }: Comparison, shown: OrganizationSource) {
  return organizationsOfReview(base.organization, base.kind === 'code' ? head.organization : shown.organization, judgedIn);
}

function fail(review: Review, options: ThresholdOptions, rehearsal?: RehearsalSummary, replay?: ReplayResult): void {
  const reasons = exceeded(review, options, rehearsal, replay);
  for (const { reason, because } of reasons) {
    process.stderr.write(`cdk-org: ${printable(reason)}\n${because.map((each) => `  ${printable(each)}\n`).join('')}`);
  }
  process.exitCode = reasons.length > 0 ? 1 : 0;
}
