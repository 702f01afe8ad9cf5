import { execFileSync } from 'node:child_process';

/** Runs git with the name of an author. @returns its output. */
export function git(folder: string, ...args: string[]): string {
  const settings = ['user.name=A', 'user.email=a@example.com', 'protocol.file.allow=always'].flatMap((setting) => ['-c', setting]);
  return execFileSync('git', [...settings, ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}
