import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const CLI = join(__dirname, '..', '..', 'bin', 'cdk-org');

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in a process of its own, in the folder of the tests. */
export function cdkOrg(...args: string[]): Ended {
  return cdkOrgIn(process.cwd(), ...args);
}

/** The same with environment variables besides those of the tests. */
export function cdkOrgWith(variables: Readonly<Record<string, string>>, ...args: string[]): Ended {
  return spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', maxBuffer: 2 ** 27, env: { ...process.env, ...variables } });
}

/** The same in another folder. */
export function cdkOrgIn(cwd: string, ...args: string[]): Ended {
  return spawnSync(process.execPath, [CLI, ...args], { cwd, encoding: 'utf8', maxBuffer: 2 ** 27 });
}
