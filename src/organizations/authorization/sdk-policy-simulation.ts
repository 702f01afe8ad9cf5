import * as sdk from '@aws-sdk/client-iam';
import type { PolicySimulationPort, SimulationAnswer, SimulationRequest } from './policy-simulation-port';
import type { Clock } from '../clock';
import { OrganizationsError } from '../errors/organizations-error';
import { type Connection, connectedConfig, requireCredentials } from '../read-only-client';
import { type AroundCall, retryingEachCall } from '../retrying-calls';
import { sendAround } from '../sdk-calls';

const OPERATION = 'SimulateCustomPolicy';

/** Errors about the parameters and the policies in them. Source: IAM API Reference, "SimulateCustomPolicy" and "Common Errors". */
const REFUSALS: readonly string[] = ['InvalidInput', 'InvalidInputException', 'PolicyEvaluation', 'PolicyEvaluationException', 'ValidationError'];

/** More pages than the result of one request takes. */
const MOST_PAGES = 10;

/** The policy simulator with the credentials of a connection. @throws Error at once if there are no credentials or no Region. */
export async function policySimulation(connection: Connection, clock: Clock): Promise<PolicySimulationPort> {
  const client = new sdk.IAMClient({ ...await connectedConfig(connection), maxAttempts: 1 });
  await requireCredentials(client);
  return new SdkPolicySimulation(client, retryingEachCall(clock));
}

class SdkPolicySimulation implements PolicySimulationPort {
  constructor(private readonly client: sdk.IAMClient, private readonly around: AroundCall) {}

  public async simulate(request: SimulationRequest): Promise<SimulationAnswer> {
    let marker: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const input = { ...request, Marker: marker } as unknown as sdk.SimulateCustomPolicyRequest;
      const answer = await sendAround(this.around, OPERATION, () => this.sent(input));
      if ('code' in answer) return answer;
      const [result] = answer.EvaluationResults ?? [];
      if (result !== undefined) return resultOf(result);
      if (!answer.IsTruncated) break;
      marker = answer.Marker;
    }
    throw new OrganizationsError(OPERATION, 'NoResult', 'the answer has no result for the request');
  }

  /** A refusal is an answer about the request, and no reason to stop. */
  private async sent(input: sdk.SimulateCustomPolicyRequest) {
    try {
      return await this.client.send(new sdk.SimulateCustomPolicyCommand(input));
    } catch (error) {
      const { name, message } = error as Error;
      if (!REFUSALS.includes(name)) throw error;
      return { code: name.replace(/Exception$/, ''), message };
    }
  }
}

function resultOf({ EvalDecision: decision, OrganizationsDecisionDetail: detail }: sdk.EvaluationResult): SimulationAnswer {
  const allowed = detail?.AllowedByOrganizations;
  return { decision: decision!, ...(allowed === undefined ? {} : { allowedByOrganizations: allowed }) };
}
