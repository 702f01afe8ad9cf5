import type { ProgressEvent } from '../../rehearsal';
import { colours } from '../output/colours';
import { firstParagraph, printable } from '../output/printable';

/** Prints a line for each thing that ends or fails, with its virtual time, as a deployment's events are read. */
export function progressPrinter(output: NodeJS.WritableStream): (event: ProgressEvent) => void {
  return (event) => {
    // Only ends are news: everything that begins also ends.
    if (!/_(COMPLETE|FAILED|SKIPPED)$/.test(event.status)) return;
    // What is not simulated is there at once.
    if (event.type.startsWith('AWS::') && !event.type.startsWith('AWS::CloudFormation') && !event.status.endsWith('FAILED')) return;
    const name = printable(event.path ?? event.logicalId).replace(/\/Resource$/, '');
    const reason = event.reason ? `  ${printable(firstParagraph(event.reason))}` : '';
    output.write(`${colours.dim(timeOf(event.atSeconds))}  ${coloured(event.status).padEnd(18)}  ${name}${reason}\n`);
  };
}

function coloured(status: string): string {
  const text = printable(status).padEnd(16);
  if (status.endsWith('FAILED')) return colours.red(text);
  return status.includes('ROLLBACK') ? colours.yellow(text) : colours.green(text);
}

/** Virtual time as `m:ss.s`. */
export function timeOf(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${String(minutes).padStart(3)}:${(seconds - minutes * 60).toFixed(1).padStart(4, '0')}`;
}
