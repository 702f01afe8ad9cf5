import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RehearsalState } from '../../src/rehearsal';
import type { SimulatorState } from '../../src/simulator';
import { synthesizeExample } from '../../test/end-to-end/example';

const ROOT = join(__dirname, '..', '..');

/** Changes by hand in the console: an account moved, a guardrail detached, a tag changed. */
function byHand(state: SimulatorState): SimulatorState {
  const idOf = (list: readonly { readonly id: string; readonly name: string }[], name: string): string => {
    const found = list.find((each) => each.name === name);
    if (!found) throw new Error(`The example has no longer this name: ${name}`);
    return found.id;
  };
  const [sandbox, regions] = [idOf(state.organizationalUnits, 'Sandbox'), idOf(state.policies, 'allowed-regions')];
  return {
    ...state,
    accounts: state.accounts.map((account) => (account.name === 'shop-test' ? { ...account, parentId: sandbox }
      : account.name === 'log-archive' ? { ...account, tags: { ...account.tags, 'data-class': 'public' } } : account)),
    attachments: state.attachments.filter(({ policyId, targetId }) => policyId !== regions || targetId !== sandbox),
  };
}

/** Writes what `cdk-org drift` says of the example after that. @returns the file of the page. */
export function driftExample(work: string, folder: string): string {
  for (const each of [work, folder]) mkdirSync(each, { recursive: true });
  cpSync(synthesizeExample(), join(work, 'deployed'), { recursive: true });
  const cdkOrg = (expected: number, ...args: string[]) => {
    const { status } = spawnSync(process.execPath, [join(ROOT, 'bin', 'cdk-org'), ...args], { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== expected) throw new Error(`cdk-org ${args.join(' ')} failed with exit code ${status}`);
  };
  cdkOrg(0, 'rehearse', 'deployed', '--brief', '--save', 'saved.json');
  const { simulator } = JSON.parse(readFileSync(join(work, 'saved.json'), 'utf8')) as RehearsalState;
  writeFileSync(join(work, 'organization.json'), JSON.stringify(byHand(simulator!)));
  cdkOrg(2, 'drift', 'deployed', '--snapshot', 'organization.json', '--output', join(folder, 'drift.md'), 'drift.html');
  return join(work, 'drift.html');
}
