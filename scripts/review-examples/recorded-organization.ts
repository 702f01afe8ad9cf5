import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordsOf } from './pull-requests';
import type { RehearsalState } from '../../src/rehearsal';

const ROOT = join(__dirname, '..', '..');

/** Files with an organization and its recorded calls. */
export interface RecordedOrganization {
  readonly organization: string;
  readonly trail: string;
}

/**
 * Deploys the base onto a simulated organization, and writes the organization and its recorded calls. Accounts get invented IDs that are
 * easy to tell from real ones.
 * @param folder the folder of the recorded calls
 */
export function recordedOrganization(work: string, folder: string, records: RecordsOf): RecordedOrganization {
  const files = { organization: join(work, 'organization.json'), trail: join(folder, 'trail.json') };
  const { status } = spawnSync(process.execPath, [join(ROOT, 'bin', 'cdk-org'), 'rehearse', 'base', '--brief', '--save', files.organization], {
    cwd: work, stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`The base cannot be deployed (exit code ${status})`);
  const saved = readFileSync(files.organization, 'utf8');
  const { accounts } = (JSON.parse(saved) as RehearsalState).simulator!;
  const ids = new Map([...accounts].sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ id }, index) => [id, `1111222200${String(index + 1).padStart(2, '0')}`]));
  writeFileSync(files.organization, saved.replace(/(?<!\d)\d{12}(?!\d)/g, (id) => ids.get(id) ?? id));
  const accountId = (name: string): string => {
    const found = accounts.find((account) => account.name === name);
    if (!found) throw new Error(`The example has no longer this account: ${name}`);
    return ids.get(found.id)!;
  };
  writeFileSync(files.trail, `{"Records":[\n${records(accountId).map((record) => JSON.stringify(record)).join(',\n')}\n]}\n`);
  return files;
}
