import { existsSync } from 'node:fs';
import { assertEmptyFolder } from './write-app';
import { type Language, LANGUAGES, Selection } from '../../init';
import { quoted } from '../adopt/outside-list';
import type { Ask } from '../options/terminal';
import { printable } from '../output/printable';

/** The choices about an app that a person at the terminal makes. Those that are given are not asked for. */
export interface Choices {
  readonly directory?: string;
  readonly language?: Language;
  /** A snapshot in place of the live organization. */
  readonly organization?: string;
  readonly profile?: string;
  readonly from?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly nestedStacks?: boolean;
  /** These are never asked for. */
  readonly simulatorState?: string;
  readonly roleArn?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly resume?: string;
  readonly offline?: boolean;
  readonly stackName?: string;
  readonly documents?: boolean;
  readonly accountRequests?: boolean;
  readonly check?: boolean;
}

export type MadeChoices = Choices & Required<Pick<Choices, 'directory' | 'language'>>;

/** The error if the input ends before the last answer. */
export function answersMissing(): Error {
  return new Error('The input ended before all questions were answered, so that nothing is written. Answer each, or give a folder and options.');
}

const FOLDER = 'organization';
const NESTED_STACKS = 'Nested stacks from the start, for an organization that will have hundreds of accounts: yes or no [no]: ';

/**
 * Asks for choices that are not given; an empty answer is the value in brackets. A wrong answer is explained, and asked for again.
 * @param hasSource whether options say already where the organization is read from
 */
export async function askForChoices(ask: Ask, given: Choices, hasSource: boolean): Promise<MadeChoices> {
  const directory = given.directory ?? await answer(ask, `Folder of the app [${FOLDER}]: `, (text) => {
    assertEmptyFolder(text || FOLDER);
    return text || FOLDER;
  });
  const language = given.language ?? await answer(ask, `Language: ${LANGUAGES.join(' or ')} [${LANGUAGES[0]}]: `, languageOf);
  const source = hasSource ? {} : await askForSource(ask);
  const from = given.from ?? await answer(ask, 'What another tool says about it: a Terraform state, or another file or folder [none]: ', existing);
  const include = given.include ?? await patterns(ask, 'Only these accounts and organizational units', 'all', 'include');
  const exclude = given.exclude ?? await patterns(ask, 'Without these', 'none', 'exclude');
  const nestedStacks = given.nestedStacks ?? await answer(ask, NESTED_STACKS, yesOrNo);
  return { ...given, directory, language, ...source, from, include, exclude, nestedStacks };
}

async function askForSource(ask: Ask): Promise<Pick<Choices, 'organization' | 'profile'>> {
  const organization = await answer(ask, 'File of a snapshot in place of the live organization [live]: ', (text) => (text === 'live' ? undefined : existing(text)));
  if (organization !== undefined) return { organization };
  return { profile: await answer(ask, 'Profile of the AWS configuration [that of the environment]: ', (text) => text || undefined) };
}

/** The answer to a question. @param read throws an error for a wrong one */
async function answer<Value>(ask: Ask, question: string, read: (text: string) => Value): Promise<Value> {
  for (let prompt = question; ; ) {
    const text = (await ask(prompt)).trim();
    try {
      return read(text);
    } catch (error) {
      prompt = `  ${printable((error as Error).message)}\n${question}`;
    }
  }
}

/** Patterns, one in each answer, until an empty one. */
async function patterns(ask: Ask, text: string, byDefault: string, option: 'include' | 'exclude'): Promise<readonly string[]> {
  const found: string[] = [];
  for (;;) {
    const question = found.length === 0 ? `${text}, such as Workloads/** or tag:team=payments [${byDefault}]: ` : '  and [no others]: ';
    const pattern = await answer(ask, question, (each) => {
      if (each !== '') new Selection({ [option]: [each] });
      return each;
    });
    if (pattern === '') return found;
    found.push(pattern);
  }
}

function languageOf(text: string): Language {
  const found = LANGUAGES.find((language) => language === (text || LANGUAGES[0]).toLowerCase());
  if (found === undefined) throw new Error(`This is not a language of apps (given: ${text}). Answer typescript or python.`);
  return found;
}

function existing(text: string): string | undefined {
  if (text === '' || text === 'none') return undefined;
  if (!existsSync(text)) throw new Error(`This path does not exist (given: ${text}). Give a file or a folder.`);
  return text;
}

function yesOrNo(text: string): boolean {
  if (/^(?:|no?)$/i.test(text)) return false;
  if (/^y(?:es)?$/i.test(text)) return true;
  throw new Error(`This is neither yes nor no (given: ${text}). Answer one of them.`);
}

/** The options of choices, in the order of the command that makes the same choices. */
const OPTIONS = [
  ['language', '--language'], ['organization', '--organization'], ['simulatorState', '--simulator-state'], ['profile', '--profile'],
  ['roleArn', '--role-arn'], ['region', '--region'], ['endpointUrl', '--endpoint-url'], ['resume', '--resume'], ['from', '--from'],
  ['offline', '--offline'], ['include', '--include'], ['exclude', '--exclude'], ['nestedStacks', '--nested-stacks'], ['stackName', '--stack-name'],
  ['documents', '--documents'], ['accountRequests', '--account-requests'],
] as const satisfies readonly (readonly [keyof Choices, string])[];

/** The command that makes the same choices in a script. */
export function commandOf(choices: MadeChoices): string {
  const given = OPTIONS.flatMap(([name, option]) => [choices[name]].flat().flatMap((value) => (
    typeof value === 'string' ? [`${option} ${quoted(value)}`] : value === true ? [option] : [])));
  return ['npx cdk-org init', quoted(choices.directory), ...given, ...(choices.check === false ? ['--no-check'] : [])].join(' ');
}
