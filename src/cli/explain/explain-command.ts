import { Command, Option, InvalidArgumentError } from 'commander';
import { documentation } from '../documentation';
import { effectiveReport } from './effective-report';
import { decodedEvent } from './event/decode-event';
import { answerEvent, type EventAnswer } from './event/event-answer';
import { eventJson, eventReport } from './event/event-report';
import { readEvent } from './event/read-event';
import { answersJson, effectiveJson, groupedJson } from './explain-json';
import { type QuestionOptions, questionOf } from './explain-question';
import { explainReport } from './explain-report';
import { summaryReport } from './summary-report';
import type { CloudAssembly } from '../../assembly';
import { isManagementPolicyType, MANAGEMENT_POLICY_TYPES, type ManagementPolicyType } from '../../contract';
import { type AccessAnswer, type AccessQuestion, OrganizationAccess, refusedDocuments, type Organization, type PlacedAccount } from '../../model';
import { type Decision, foldedLines, type ContextValue } from '../../policy';
import { unknownNames, unknownNameText } from '../../policy/actions';
import { type Incident, incidentOf } from '../../trail';
import {
  AWS_CHECK_HELP, type AwsCheckOptions, checkAwsOptions, checkWithAws, DISAGREES, isRefutedByAws, withAwsCheck,
} from '../check-with-aws/check-with-aws';
import { awsJson, awsReport } from '../check-with-aws/check-with-aws-report';
import { jsonText } from '../output/json-text';
import { ListedProblems } from '../output/listed-problems';
import { printable } from '../output/printable';
import { givenSource, type SourceOptions } from '../sources/given-source';

/** Behind a slash stands the key of a tag, which may have spaces. */
const KEY_AND_VALUE = /^([^=\s]+:[^=\s/]+(?:\/[^=]*[^=\s])?)=(.*)$/s;

/** More than the key of a tag, which has at most 128 characters, and what stands before it. */
const LONGEST_KEY = 512;

/**
 * Condition keys from `KEY=VALUE`: a key given again, in upper or lower case, has several values; without a value the request lacks it. The
 * value `""` is an empty one.
 */
export function collectContext(text: string, before: Record<string, ContextValue> = {}): Record<string, ContextValue> {
  const end = text.indexOf('=');
  // The pattern looks at a key once for each colon in it.
  const [, written, given] = end < 0 || end > LONGEST_KEY ? [] : KEY_AND_VALUE.exec(text) ?? [];
  if (written === undefined) throw new InvalidArgumentError('Write KEY=VALUE with a condition key, such as aws:PrincipalTag/team=shop.');
  const key = Object.keys(before).find((name) => name.toLowerCase() === written.toLowerCase()) ?? written;
  const value = given === '""' ? '' : given;
  const known = before[key];
  const next = known === undefined || known === null ? value : [known].flat().map(String).concat(value);
  return { ...before, [key]: given === '' ? null : next };
}

const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/;

/** A Region by its shape, since there are more every year. One that is misspelled would be denied wherever Regions are limited. */
export function region(text: string): string {
  if (REGION.test(text)) return text;
  const meant = text.trim().toLowerCase().replace(/[\s_]+/g, '-').replace(/-?(\d{1,2})[a-z]?$/, '-$1');
  throw new InvalidArgumentError(REGION.test(meant) ? `Did you mean ${meant}?` : 'Write a Region as AWS does, such as eu-central-1.');
}

interface Options extends QuestionOptions, Omit<SourceOptions, 'region'>, AwsCheckOptions {
  readonly account?: string[];
  /** A file with a record or a message, or `-`. */
  readonly event?: string;
  /** Whether to let AWS STS decode the message of the event. */
  readonly decodeMessage?: boolean;
  readonly effective?: string;
  readonly failUnless?: Decision;
  readonly json?: boolean;
  readonly newNames?: readonly string[];
}

const EXIT_CODES: Record<Decision, number> = { allowed: 0, denied: 2, depends: 3 };
const UNEXPECTED = 4;

export function explainCommand(): Command {
  const command = new Command('explain')
    .description('Say whether the policies of the organization let a request pass, and which statement decides')
    .argument('[source]', 'folder that `cdk synth` wrote, a state that a rehearsal or a simulator saved, or a snapshot (default: the cdk.out of the app around this folder)')
    .option('--live', 'ask about the live organization, which is only read')
    .option('--profile <name>', 'with --live, --check-with-aws or --decode-message: profile in the shared AWS configuration')
    .option('--role-arn <arn>', 'with --live, --check-with-aws or --decode-message: a role to assume')
    .option('--endpoint-url <url>', 'with --live: another endpoint of AWS Organizations, such as a simulator')
    .option('--account <accounts...>', 'name, ID, email address or path of one or more accounts, or "all"')
    .addOption(new Option('--event <file>', 'why a call was refused: a CloudTrail record, an access-denied message, or a decoded authorization message; - reads standard input')
      .conflicts(['action', 'resource', 'region', 'principal', 'identityPolicy', 'effective', 'failUnless', 'newNames']))
    .option('--decode-message', 'with --event: let AWS STS decode an encoded message (sts:DecodeAuthorizationMessage)')
    .option('--action <action>', 'one action, such as s3:DeleteBucket')
    .option('--resource <arn>', 'ARN of the resource; without an account in it, it counts as the account\'s own')
    .option('--region <region>', 'Region of the request (aws:RequestedRegion); AWS_REGION sets that of the endpoint', region)
    .option('--principal <principal>', 'ARN, AWS service, identity provider, * for an anonymous caller, or role/Name, user/Name, root of the account')
    .option('--context <key=value...>', 'condition keys; KEY= for one that the request does not have, KEY=\'""\' for an empty value', collectContext)
    .option('--identity-policy <file>', 'what the principal\'s own policy allows')
    .addOption(new Option('--effective <type>', 'instead: the management policy that counts for the account')
      .choices(MANAGEMENT_POLICY_TYPES).conflicts(['action', 'resource', 'region', 'principal', 'context', 'identityPolicy', 'failUnless', 'newNames']))
    .addOption(new Option('--fail-unless <verdict>', 'for scripts: exit code 4 unless this is the verdict of every account')
      .choices(['allowed', 'denied', 'depends']))
    .option('--new-names <names...>', 'actions and condition keys that are newer than this version');
  return withAwsCheck(command, ['event', 'effective'])
    .option('--json', `print one JSON object (its schema: ${documentation('explain.schema.json')})`)
    .addHelpText('after', `
Exit code 0: allowed; 2: denied somewhere; 3: depends on what was not said; 1: the question cannot be answered.
${AWS_CHECK_HELP}

  cdk-org explain cdk.out --account log-archive --action s3:DeleteBucket --principal role/Developer
  cdk-org explain cdk.out --account all --action ec2:RunInstances --region us-west-1
  cdk-org explain cdk.out --account shop-prod --action s3:PutObject --context aws:PrincipalTag/team=shop
  cdk-org explain cdk.out --account shop-prod --effective TAG_POLICY
  cdk-org explain organization.json --event denied.json
  cdk-org explain --live --profile management --account shop-prod --action s3:PutObject`)
    .action(run);
}

async function run(path: string | undefined, options: Options): Promise<void> {
  const { live, profile, roleArn, endpointUrl } = options;
  // The option --region is about the request that is judged.
  const incident = await givenIncident(options);
  if (incident === undefined && options.account === undefined) throw new Error('No account is given to ask about. Give --account with a name, or --event with a refused call.');
  checkAwsOptions(options);
  const isForSource = live || !(options.checkWithAws || options.decodeMessage);
  const { organization, origin, assembly } = await givenSource(path, { live, endpointUrl, ...(isForSource ? { profile, roleArn } : {}) });
  const access = new OrganizationAccess(organization);
  if (incident !== undefined) {
    explainEvent(answerEvent(access, incident, eventAccount(options), options.context), organization, assembly, options);
    return;
  }
  const accounts = options.account!;
  const wanted = accounts.includes('all') ? access.accounts : [...new Set(accounts.map((text) => access.find(text)))];
  if (wanted.length === 0) throw new Error(`There are no accounts to ask about: ${origin}. Give a source with at least one.`);
  if (options.effective !== undefined) {
    const type = managementType(options.effective);
    const results = wanted.map((placed) => {
      const policy = access.effectivePolicy(placed, type);
      if (!policy.enabled) return { placed, policy };
      return { placed, policy: { ...policy, problems: [...policy.problems, ...refusedDocuments(organization, placed, type)] } };
    });
    process.stdout.write(options.json ? jsonText(effectiveJson(organization, results)) : results.map(effectiveReport).join('\n'));
    return;
  }
  const { question, warnings: ofFiles } = questionOf(options);
  const isForAll = accounts.includes('all');
  const answers = isForAll ? access.askAll(wanted, question) : new Map(wanted.map((placed) => [placed, access.ask(placed, question)]));
  const warnings = [...unknownNamesOf(question, options), ...ofFiles];
  for (const warning of foldedLines(warnings)) process.stderr.write(`Warning: ${printable(warning)}\n`);
  const checked = await checkWithAws(options, { profile, roleArn }, access, wanted.map((placed) => ({ placed, question })));
  const asJson = () => ({
    ...(isForAll ? groupedJson(organization, question, answers, warnings) : answersJson(organization, [...answers.values()], warnings)),
    ...(checked === undefined ? {} : { awsCheck: awsJson(checked) }),
  });
  const asText = () => `${report(answers)}${checked === undefined ? '' : `\n${awsReport(checked)}`}`;
  process.stdout.write(options.json ? jsonText(asJson()) : asText());
  process.exitCode = isRefutedByAws(checked) ? DISAGREES : exitCode([...answers.values()], options.failUnless);
}

/** @throws Error for an event that cannot be read, and for a message that cannot be decoded */
async function givenIncident({ event, decodeMessage, profile, roleArn }: Options): Promise<Incident | undefined> {
  if (event === undefined && decodeMessage) throw new Error('There is no message to decode (given: --decode-message). Give --event with the message.');
  if (event === undefined) return undefined;
  const text = readEvent(event);
  return incidentOf(decodeMessage ? await decodedEvent(text, event, { profile, roleArn }) : text);
}

function explainEvent(event: EventAnswer, organization: Organization, assembly: CloudAssembly | undefined, { json }: Options): void {
  const warnings = event.incident.requests.flatMap(({ action, context }) => unknownNames(action, Object.keys(context), []))
    .map((name) => unknownNameText(name, 'compare it with the event'));
  for (const warning of foldedLines([...new Set(warnings)])) process.stderr.write(`Warning: ${printable(warning)}\n`);
  process.stdout.write(json ? jsonText(eventJson(event, organization, warnings, assembly)) : eventReport(event, organization, assembly));
  process.exitCode = exitCode(event.answers, undefined);
}

/** @throws Error for several accounts, since an event happened in one */
function eventAccount({ account }: Options): string | undefined {
  if (account === undefined || (account.length === 1 && account[0] !== 'all')) return account?.[0];
  throw new Error(`An event happened in one account. Given: --account ${account.join(' ')}. Give one, or leave it out.`);
}

/** @throws Error if a script would take the verdict for one about the policies, and no request has these names. */
function unknownNamesOf({ action, context = {} }: AccessQuestion, { newNames = [], failUnless }: Options): string[] {
  const unknown = unknownNames(action, Object.keys(context), newNames).map((name) => unknownNameText(name, `give --new-names '${name.given}'`));
  if (unknown.length > 0 && failUnless !== undefined) throw new ListedProblems('With --fail-unless every name has to be known:', unknown);
  return unknown;
}

function managementType(type: string): ManagementPolicyType {
  if (isManagementPolicyType(type)) return type;
  throw new Error(`This is no management policy: "${type}". Give one of ${MANAGEMENT_POLICY_TYPES.join(', ')}.`);
}

function report(answers: ReadonlyMap<PlacedAccount, AccessAnswer>): string {
  const [first] = answers.values();
  return answers.size === 1 ? explainReport(first) : summaryReport(answers);
}

function exitCode(answers: readonly AccessAnswer[], expected: Decision | undefined): number {
  const decisions = answers.map(({ decision }) => decision);
  if (expected !== undefined) return decisions.every((decision) => decision === expected) ? 0 : UNEXPECTED;
  return EXIT_CODES[(['denied', 'depends'] as const).find((decision) => decisions.includes(decision)) ?? 'allowed'];
}
