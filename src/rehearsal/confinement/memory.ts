import { readFileSync } from 'fs';

/**
 * The resident memory of a process in bytes; undefined where the system has no such file, or the process is gone.
 * Source: proc(5), `/proc/[pid]/status`.
 */
export function residentBytes(pid: number | undefined): number | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
