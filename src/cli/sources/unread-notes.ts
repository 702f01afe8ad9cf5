import type { CloudAssembly } from '../../assembly';
import { printable } from '../output/printable';

const warned = new Set<string>();

/** One sentence about the exemptions and rollouts of code that cannot be read; undefined if all can. */
export function unreadSentence(assembly: CloudAssembly): string | undefined {
  const notes = assembly.stacks.flatMap(({ displayName, unreadNotes = [] }) => unreadNotes.map((note) => ({ ...note, displayName })));
  const [first] = notes;
  if (first === undefined) return undefined;
  const more = notes.length === 1 ? '' : `, and ${notes.length - 1} more`;
  const given = (JSON.stringify(first.data) ?? 'nothing').slice(0, 200);
  return `The stack ${first.displayName} describes ${first.of === 'policy rollout' ? 'a' : 'an'} ${first.of} in a form that is not known, so that nothing shows it (given: ${given}${more}). `
    + 'Synthesize the app again, with the version of cdk-aws-organizations that this command has.';
}

/** Warns once of descriptions in a cloud assembly that cannot be read. */
export function warnOfUnreadNotes(path: string, assembly: CloudAssembly): void {
  const sentence = unreadSentence(assembly);
  if (sentence === undefined || warned.has(path)) return;
  warned.add(path);
  process.stderr.write(`Warning: ${printable(sentence)}\n`);
}
