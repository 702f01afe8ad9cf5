import type { EffectiveManagementPolicy, PlacedAccount } from '../../model';
import { type Origin, problemText } from '../../policy';
import { colors } from '../output/colors';
import { printable } from '../output/printable';

/** The management policy that counts for an account: each value with the policy that it comes from. */
export function effectiveReport({ placed, policy }: { placed: PlacedAccount; policy: EffectiveManagementPolicy }): string {
  const { type, enabled, document, origins, problems, unknown } = policy;
  const lines = [`${colors.bold(type)} of ${colors.bold(printable(placed.path))}`];
  if (!enabled) lines.push('  The policy type is not enabled, so nothing counts.');
  else if (document === undefined) lines.push('  No policy sets anything.');
  lines.push(...valueLines(origins));
  lines.push(...problems.map((problem) => {
    const refused = problem.kind === 'refused' ? 'the service refuses it: ' : '';
    const order = problem.kind === 'conflict' ? ' Which one was attached first is not known here; the order of their names was taken.' : '';
    return colors.yellow(`  ${printable(`${problem.policy} at ${problem.level}: ${refused}${problemText(problem)}${order}`)}`);
  }));
  lines.push(...unknown.map((what) => colors.yellow(`  It also depends on ${printable(what)}.`)));
  return `${lines.join('\n')}\n`;
}

/** Values of a list that come from the same place share a line. */
function valueLines(origins: readonly Origin[]): string[] {
  const lines = new Map<string, string[]>();
  for (const origin of origins) {
    const where = JSON.stringify([printable(origin.path.join('.')), originText(origin)]);
    lines.set(where, [...lines.get(where) ?? [], printable(JSON.stringify(origin.value))]);
  }
  return [...lines].map(([where, values]) => {
    const [path, origin] = JSON.parse(where) as [string, string];
    return `  ${path} = ${values.join(', ')}  ${colors.dim(origin)}`;
  });
}

function originText({ policy, level, operator }: Origin): string {
  return `${printable(policy)} at ${printable(level)}, ${operator}`;
}
