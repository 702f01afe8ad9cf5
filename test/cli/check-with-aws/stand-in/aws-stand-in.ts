import { createServer } from 'node:http';
import { readQuery, ServiceError } from './query-request';
import { DECODE_AUTHORIZATION_MESSAGE, type Shape, SIMULATE_CUSTOM_POLICY } from './query-shapes';
import { type Judgement, simulate } from './simple-judge';
import { listening } from '../../local-server';

/** Calls of IAM and AWS STS over HTTP, as their API models describe them. */
export interface AwsStandIn {
  readonly url: string;
  /** The input of each accepted call. */
  readonly calls: any[];
  close(): Promise<void>;
}

export interface StandInOptions {
  /** Errors for the first calls. */
  readonly fails?: ServiceError[];
  /** Answers other than those of the judge, by the action: a fault of the evaluator that has to be found. */
  readonly planted?: Readonly<Record<string, Judgement>>;
  /** Whether to leave out the decision of the service control policies. */
  readonly withoutDetail?: boolean;
  /** The messages that AWS STS decodes. */
  readonly messages?: Readonly<Record<string, string>>;
}

type Operation = { readonly shape: Shape; readonly result: (input: any, options: StandInOptions) => string };

const OPERATIONS: Readonly<Record<string, Operation>> = {
  'SimulateCustomPolicy 2010-05-08': { shape: SIMULATE_CUSTOM_POLICY, result: simulation },
  'DecodeAuthorizationMessage 2011-06-15': { shape: DECODE_AUTHORIZATION_MESSAGE, result: decoded },
};

export async function startAwsStandIn(options: StandInOptions = {}): Promise<AwsStandIn> {
  const calls: any[] = [];
  const fails = [...options.fails ?? []];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += chunk; });
    request.on('end', () => {
      try {
        if (!/^AWS4-HMAC-SHA256 Credential=/.test(request.headers.authorization ?? '')) throw new ServiceError('MissingAuthenticationToken', 'not signed', 403);
        const { Action, Version, ...rest } = Object.fromEntries(new URLSearchParams(body));
        const operation = OPERATIONS[`${Action} ${Version}`];
        if (operation === undefined) throw new ServiceError('InvalidAction', `${Action} ${Version}`);
        const input = readQuery(new Map(Object.entries(rest)), operation.shape);
        const failure = fails.shift();
        if (failure !== undefined) throw failure;
        calls.push(input);
        const result = operation.result(input, options);
        response.writeHead(200, { 'content-type': 'text/xml' }).end(`<${Action}Response><${Action}Result>${result}</${Action}Result></${Action}Response>`);
      } catch (error) {
        const { code, message, status } = error instanceof ServiceError ? error : new ServiceError('InternalFailure', String(error), 500);
        response.writeHead(status, { 'content-type': 'text/xml' }).end(`<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error></ErrorResponse>`);
      }
    });
  });
  return { ...await listening(server), calls };
}

function simulation(input: any, { planted = {}, withoutDetail = false }: StandInOptions): string {
  const { ActionNames: [action], CallerArn: caller = '' } = input;
  if (/:sts:|:root$/.test(caller)) throw new ServiceError('InvalidInput', `invalid caller ${caller}`);
  const decision = planted[action] ?? simulate(input);
  const detail = withoutDetail ? '' : `<OrganizationsDecisionDetail><AllowedByOrganizations>${decision === 'allowed'}</AllowedByOrganizations></OrganizationsDecisionDetail>`;
  return `<IsTruncated>false</IsTruncated><EvaluationResults><member><EvalActionName>${action}</EvalActionName><EvalResourceName>*</EvalResourceName><EvalDecision>${decision}</EvalDecision><MatchedStatements/><MissingContextValues/>${detail}</member></EvaluationResults>`;
}

function decoded({ EncodedMessage: message }: any, { messages = {} }: StandInOptions): string {
  if (!Object.hasOwn(messages, message)) throw new ServiceError('InvalidAuthorizationMessageException', 'Message is not valid');
  return `<DecodedMessage>${escaped(messages[message])}</DecodedMessage>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
