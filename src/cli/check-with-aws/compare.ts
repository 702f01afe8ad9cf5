import { simulationRequest } from './simulation-request';
import type { AccessQuestion, OrganizationAccess, PlacedAccount, ServiceControlQuestion } from '../../model';
import type { SimulationAnswer, SimulationRequest } from '../../organizations/authorization/policy-simulation-port';

/** Answers a request as AWS does: the service itself, or answers that it gave before. */
export type AskAws = (request: SimulationRequest, question: AskedQuestion) => Promise<SimulationAnswer>;

/** A question in the words of the user. */
export interface AskedQuestion {
  readonly account: string;
  readonly action: string;
  readonly principal?: string;
  readonly resource?: string;
}

/** A question to AWS about an account. */
export interface Asked {
  readonly placed: PlacedAccount;
  readonly question: AccessQuestion;
  /** Why the question cannot be compared, if that is known before. */
  readonly why?: string;
}

/** A question with the answers of the evaluator and of IAM's policy simulator. */
export interface Comparison extends Omit<Asked, 'why'> {
  readonly result: 'agrees' | 'disagrees';
  readonly here: Pick<ServiceControlQuestion, 'decision' | 'reasons'>;
  readonly aws: SimulationAnswer;
  /** Differences that are no disagreement about the decision. */
  readonly notes: readonly string[];
  readonly sent: SimulationRequest;
}

/** A question to which AWS gives no answer that could be compared. */
export interface NotCompared extends Asked {
  readonly result: 'not compared';
  readonly why: string;
}

export type AwsCheck = readonly (Comparison | NotCompared)[];

/** Asks AWS each question, one after the other. */
export async function compareWithAws(
  access: OrganizationAccess, questions: readonly Asked[], ask: AskAws, onProgress: (done: number) => void = () => {},
): Promise<AwsCheck> {
  const results: (Comparison | NotCompared)[] = [];
  for (const asked of questions) {
    onProgress(results.length);
    results.push(await compared(access, asked, ask));
  }
  return results;
}

async function compared(access: OrganizationAccess, { placed, question, why }: Asked, ask: AskAws): Promise<Comparison | NotCompared> {
  if (why !== undefined) return { placed, question, result: 'not compared', why };
  if (/[*?]/.test(question.resource?.slice(1) ?? '')) {
    return { placed, question, result: 'not compared', why: 'IAM may take the wildcards of the resource for a pattern' };
  }
  const here = access.askServiceControl(placed, question);
  const sent = 'why' in here ? here : simulationRequest(here);
  if ('why' in here || 'why' in sent) return { placed, question, result: 'not compared', why: (sent as { readonly why: string }).why };
  const { action, principal, resource } = question;
  const aws = await ask(sent, {
    account: placed.path, action, ...(principal === undefined ? {} : { principal }), ...(resource === undefined ? {} : { resource }),
  });
  if ('decision' in aws && aws.decision === 'allowed' && aws.allowedByOrganizations === undefined) {
    return { placed, question, result: 'not compared', why: 'the answer of AWS has no decision of the service control policies' };
  }
  const result = 'code' in aws || isAllowed(aws) !== (here.decision === 'allowed') ? 'disagrees' : 'agrees';
  return { placed, question, result, here, aws, notes: result === 'agrees' ? notesOf(here, aws) : [], sent };
}

function isAllowed(answer: SimulationAnswer): boolean | undefined {
  return 'code' in answer ? undefined : answer.allowedByOrganizations ?? answer.decision === 'allowed';
}

/** AWS does not document which of the two kinds of denial it reports for service control policies. */
function notesOf({ decision, reasons }: ServiceControlQuestion, aws: SimulationAnswer): string[] {
  if ('code' in aws) return [];
  if (decision === 'allowed') return aws.decision === 'allowed' ? [] : [`AWS refuses it for another reason than service control policies (${aws.decision}).`];
  const isExplicit = reasons.some(({ kind }) => kind === 'deny');
  if (aws.decision === (isExplicit ? 'explicitDeny' : 'implicitDeny')) return [];
  return [`AWS calls it ${aws.decision}; here ${isExplicit ? 'a statement denies it' : 'no statement allows it'}.`];
}
