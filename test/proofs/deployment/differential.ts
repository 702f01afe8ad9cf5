import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { World } from './aws/world';
import { type Difference, differencesBetween, silentDifferences, summary, type Verdict } from './deviations';
import { type Effect, effectsOf } from './effects';
import type { Gate } from './gate';
import type { Mutated } from './mutations/mutate';
import { QUICK_DEPLOY, recordDeployment, type Recording } from './recorder';
import { MANAGEMENT_ACCOUNT, REGION, type Seed } from './seeds';

/** The result for an assembly. */
export interface Finding {
  readonly verdict: Verdict;
  /** Empty for one that is refused. */
  readonly differences: readonly Difference[];
  /** The differences of which the gate says nothing. */
  readonly silent: readonly Difference[];
  /** The error with which the deployment ended. */
  readonly error?: string;
}

const HEADS = 16;

/** Compares what a gate says of a change of an assembly with what a deployment then does. */
export class Differential {
  private readonly folder = mkdtempSync(join(tmpdir(), 'differential-'));
  private readonly deployed = new Map<Seed, { readonly world: World; readonly effects: readonly Effect[] }>();

  private count = 0;

  constructor(private readonly gate: Gate) {
    mkdirSync(this.home);
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async check({ seed, files }: Pick<Mutated, 'seed' | 'files'>): Promise<Finding> {
    const { world, effects } = await this.base(seed);
    // What a failed deployment still does at the end must not find the files of the next one.
    const head = join(this.folder, `head ${this.count++ % HEADS}`);
    files.write(head);
    const verdict = await this.gate(this.baseOf(seed), head);
    // It is not deployed.
    if ('refused' in verdict) return { verdict, differences: [], silent: [] };
    const { sent, error } = await this.record(head, world);
    const differences = differencesBetween(effects, effectsOf(sent, { accountId: MANAGEMENT_ACCOUNT, before: world }));
    const silent = silentDifferences(differences, verdict);
    return { verdict, differences, silent, ...(error === undefined ? {} : { error: error.message }) };
  }

  /** The state before a change, and the effects of a deployment without a change. */
  private async base(seed: Seed): Promise<{ readonly world: World; readonly effects: readonly Effect[] }> {
    const known = this.deployed.get(seed);
    if (known !== undefined) return known;
    const directory = join(this.folder, 'deployed');
    seed.files.write(this.baseOf(seed));
    seed.files.write(directory);
    const first = await this.record(directory);
    if (first.error !== undefined) throw first.error;
    const { sent } = await this.record(directory, first.world);
    const base = { world: first.world, effects: effectsOf(sent, { accountId: MANAGEMENT_ACCOUNT, before: first.world }) };
    this.deployed.set(seed, base);
    return base;
  }

  private record(directory: string, world?: World): Promise<Recording> {
    return recordDeployment(directory, { accountId: MANAGEMENT_ACCOUNT, region: REGION, home: this.home, world, deploy: QUICK_DEPLOY });
  }

  private baseOf({ name }: Seed): string {
    return join(this.folder, `base of ${name}`);
  }

  private get home(): string {
    return join(this.folder, 'home');
  }
}

/** A failure, with all that is needed to repeat it. */
export function failureOf(number: number, { seed, changes }: Mutated, { silent }: Finding): string {
  return [`DEPLOYMENT_SEED=${number}, ${seed.name}: ${changes.join('; ')}`, ...silent.map(summary)].join('\n');
}
