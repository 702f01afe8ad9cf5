/**
 * The program that Node.js evaluates in the confined process. It reads one line from its standard input and runs the program in it, so
 * the process needs no permission to read a file.
 */
export const BOOTSTRAP = `
const { readSync } = require('fs');
const chunk = Buffer.alloc(65536);
const chunks = [];
for (;;) {
  const length = readSync(0, chunk);
  if (length === 0) process.exit();
  chunks.push(Buffer.from(chunk.subarray(0, length)));
  if (chunk[length - 1] === 10) break;
}
const start = JSON.parse(Buffer.concat(chunks).toString());
require('vm').compileFunction(start.program, ['require', 'start', '__filename', '__dirname'], { filename: '/rehearsal/confined.js' })(
  require, start, '/rehearsal/confined.js', '/rehearsal');
`;

/**
 * The arguments of Node.js for a process without files, processes, threads and addons.
 * Source: Node.js documentation, "Permissions", for 20, 22, 24 and 25. From 25 on, the network is closed too.
 * @throws Error if this version of Node.js has no permissions.
 */
export function confinedArguments(heapMegabytes: number, known: ReadonlySet<string> = process.allowedNodeEnvironmentFlags): string[] {
  const permission = ['--permission', '--experimental-permission'].find((flag) => known.has(flag));
  if (permission === undefined) {
    throw new Error(
      `Code that is not this package's own cannot be rehearsed: this runtime has no permissions. Given: ${process.version}. Use Node.js 20 or later.`,
    );
  }
  return [permission, `--max-old-space-size=${heapMegabytes}`, '--no-warnings', '-e', BOOTSTRAP];
}
