import { printable } from './printable';

/** One line on standard error that is written over; nothing where nobody watches. */
export function statusLine(output: NodeJS.WriteStream = process.stderr): { show(text: string): void; clear(): void } {
  const write = (text: string) => {
    if (output.isTTY) output.write(`\r\u001b[2K${printable(text)}`);
  };
  return { show: write, clear: () => write('') };
}
