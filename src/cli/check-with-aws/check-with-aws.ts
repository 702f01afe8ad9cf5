import { type Command, Option } from 'commander';
import { type AskAws, type Asked, type AwsCheck, compareWithAws } from './compare';
import { AnswerRecorder, askSaved } from './saved-answers';
import type { OrganizationAccess } from '../../model';
import { isOrganizationsError, NO_ANSWER, type OrganizationsError } from '../../organizations';
import type { Connection } from '../../organizations/read-only-client';
import { clock } from '../options/connection-options';
import { statusLine } from '../output/status-line';
import { assertWritable } from '../sources/json-file';

/** Exit code of a command if AWS disagrees, or if there is no answer to compare. */
export const DISAGREES = 5;

/** The options of commands whose answers AWS can check. */
export interface AwsCheckOptions {
  readonly checkWithAws?: boolean;
  /** A file that keeps the answers of AWS. */
  readonly saveAnswers?: string;
  /** A file with answers, in place of AWS. */
  readonly answers?: string;
}

/** The endpoint of AWS Organizations is not that of IAM. */
type IamConnection = Omit<Connection, 'endpointUrl'>;

/** The answers of AWS beside those of the evaluator. */
export interface CheckedByAws {
  readonly comparisons: AwsCheck;
  /** Only for saved answers. */
  readonly savedAt?: string;
}

export const AWS_CHECK_HELP = `
--check-with-aws sends the service control policies and the request to iam:SimulateCustomPolicy, which changes nothing, and lists every
disagreement. Resource control policies are not checked by AWS. Exit code 5: AWS disagrees, or no answer can be compared.`;

/** @param conflicts names of other options that do not go with these */
export function withAwsCheck(command: Command, conflicts: string[] = []): Command {
  return command
    .addOption(new Option('--check-with-aws', 'compare each answer with the policy simulator of IAM').conflicts(conflicts))
    .addOption(new Option('--save-answers <file>', 'with --check-with-aws: keep the answers of AWS in this file'))
    .addOption(new Option('--answers <file>', 'compare with answers of AWS that --save-answers kept, without a call').conflicts(['checkWithAws', 'saveAnswers', ...conflicts]));
}

/**
 * Asks AWS the same questions. Undefined if nobody wants that.
 * @throws Error for a call that was refused, and for a saved answer that is missing
 */
export async function checkWithAws(
  options: AwsCheckOptions, connection: IamConnection, access: OrganizationAccess, questions: readonly Asked[],
): Promise<CheckedByAws | undefined> {
  const { checkWithAws: isWanted = false, saveAnswers, answers } = options;
  if (answers !== undefined) {
    const { ask, savedAt } = askSaved(answers);
    return { comparisons: await compareWithAws(access, questions, ask), savedAt };
  }
  if (!isWanted) return undefined;
  if (saveAnswers !== undefined) assertWritable(saveAnswers);
  const recorder = new AnswerRecorder(await live(connection));
  const status = statusLine();
  try {
    const comparisons = await compareWithAws(access, questions, recorder.ask, (done) => status.show(`Asking AWS: ${done} of ${questions.length}`));
    if (saveAnswers !== undefined) recorder.save(saveAnswers, clock.now());
    return { comparisons };
  } catch (error) {
    throw isOrganizationsError(error) ? new Error(simulationProblem(error)) : error;
  } finally {
    status.clear();
  }
}

/** @throws Error for options that need another one */
export function checkAwsOptions({ checkWithAws: isWanted = false, saveAnswers }: AwsCheckOptions): void {
  if (saveAnswers === undefined || isWanted) return;
  throw new Error(`There are no answers of AWS to save (given: --save-answers ${saveAnswers}). Give --check-with-aws as well.`);
}

/** Whether a command fails because of AWS. */
export function isRefutedByAws(checked: CheckedByAws | undefined): boolean {
  const results = checked?.comparisons.map(({ result }) => result);
  return results !== undefined && (results.includes('disagrees') || !results.includes('agrees'));
}

async function live(connection: IamConnection): Promise<AskAws> {
  const { policySimulation } = await import('../../organizations/authorization/sdk-policy-simulation.js');
  const port = await policySimulation(connection, clock);
  return (request) => port.simulate(request);
}

function simulationProblem({ operation, code, message }: OrganizationsError): string {
  if (code === NO_ANSWER) return `The answer cannot be checked by AWS: ${operation} got no answer (${message}). Check the network and the AWS Region.`;
  const advice = code === 'AccessDenied' ? `Give the user or role the permission iam:${operation}`
    : code === 'TooManyRequests' ? 'Something else calls IAM at the same time. Try again later' : 'See what the service says, and try again';
  return `The answer cannot be checked by AWS: ${operation} was refused with ${code} (${message}). ${advice}.`;
}
