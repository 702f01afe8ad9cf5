import { type Command, InvalidArgumentError } from 'commander';
import { ORGANIZATIONS_READINGS, type OrganizationsReadings } from '../../simulator';

/** Readings that a command was given, by their names. */
export type ReadingOption = Partial<OrganizationsReadings>;

/** Adds `--reading`, and all readings to the help. */
export function withReadings(command: Command): Command {
  return command
    .option('--reading <name=value>', 'how to behave where AWS does not say it; can be repeated; see below', collectReadings)
    .addHelpText('after', `
Readings of what AWS does not document, each <name>=<value>; the first value is the default:
${readingLines().join('\n')}`);
}

function readingLines(): string[] {
  const switches = Object.entries(ORGANIZATIONS_READINGS);
  const width = Math.max(...switches.map(([name]) => name.length));
  return switches.map(([name, values]) => `  ${name.padEnd(width)}  ${values.join(', ')}`);
}

/** The simulator checks names and values. */
function collectReadings(text: string, others: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const [name, value, ...more] = text.split('=');
  if (name === '' || !value || more.length > 0) {
    throw new InvalidArgumentError('Give a name and a value, such as policyNames=uniqueInTheOrganization; --help lists all.');
  }
  if (Object.hasOwn(others, name) && others[name] !== value) throw new InvalidArgumentError(`The reading ${name} has another value already: ${others[name]}. Give one of them.`);
  return { ...others, [name]: value };
}
