import { readFileSync, writeFileSync } from 'node:fs';
import { AcceptPrimaryEmailUpdateCommand, AccountClient, type AccountClientConfig } from '@aws-sdk/client-account';
import {
  AcceptHandshakeCommand, CreateAccountCommand, ListHandshakesForAccountCommand, MoveAccountCommand, OrganizationsClient,
  type OrganizationsClientConfig,
} from '@aws-sdk/client-organizations';
import type { RehearsalState } from '../../../src/rehearsal';
import { Simulator, type SimulatorState, startSimulatorServer } from '../../../src/simulator';

/** Less than the 24 hours for which a one-time code holds. */
const TWELVE_HOURS_MS = 12 * 3_600_000;
const MANAGEMENT_ACCOUNT = '111111111111';

/** Endpoint, Region and credentials for calls of one account. An access key ID of twelve digits calls as that account. */
type ClientSettings = OrganizationsClientConfig & AccountClientConfig;
type SettingsOf = (accountId?: string) => ClientSettings;

/** Something that people do between two deployments, with the AWS SDK. */
export interface PeopleAct {
  readonly title: string;
  readonly calls: (settingsOf: SettingsOf, state: SimulatorState) => Promise<void>;
}

export const ACQUIRED_ACCOUNT = '222222222222';

export const acceptInvitation: PeopleAct = {
  title: `The account ${ACQUIRED_ACCOUNT} reads its invitation and accepts it.`,
  calls: async (settingsOf) => {
    const client = new OrganizationsClient(settingsOf(ACQUIRED_ACCOUNT));
    const { Handshakes: [invitation] = [] } = await client.send(new ListHandshakesForAccountCommand({}));
    await client.send(new AcceptHandshakeCommand({ HandshakeId: invitation.Id }));
  },
};

export const enterCode: PeopleAct = {
  title: 'A person reads the mail to the new address, and enters its code in the management account.',
  calls: async (settingsOf, { accountProfiles = [] }) => {
    const asked = accountProfiles.find(({ emailUpdate }) => emailUpdate?.status === 'PENDING');
    if (asked?.emailUpdate === undefined) throw new Error('AWS has sent no code. Look at what the deployment before called.');
    const { accountId: AccountId, emailUpdate: { address: PrimaryEmail, code: Otp } } = asked;
    await new AccountClient(settingsOf()).send(new AcceptPrimaryEmailUpdateCommand({ AccountId, PrimaryEmail, Otp }));
  },
};

export const createByHand: PeopleAct = {
  title: 'Somebody creates an account in the console, and moves it into the unit Experiments.',
  calls: async (settingsOf, { organizationalUnits, root }) => {
    const client = new OrganizationsClient(settingsOf());
    const { CreateAccountStatus: created } = await client.send(new CreateAccountCommand({ AccountName: 'by-hand', Email: 'hand@example.com' }));
    const unit = organizationalUnits.find(({ name }) => name === 'Experiments');
    await client.send(new MoveAccountCommand({
      AccountId: created!.AccountId, SourceParentId: root!.id, DestinationParentId: unit!.id,
    }));
  },
};

/** Lets people act on the organization of a saved rehearsal, and twelve hours pass. */
export async function letAct({ calls }: PeopleAct, stateFile: string): Promise<void> {
  const saved = JSON.parse(readFileSync(stateFile, 'utf8')) as RehearsalState & { simulator: SimulatorState };
  const now = saved.now + TWELVE_HOURS_MS;
  const simulator = new Simulator({
    seed: 1, now: () => now, managementAccountId: MANAGEMENT_ACCOUNT, accountCreationMs: 0, state: saved.simulator,
  });
  const server = await startSimulatorServer(simulator);
  try {
    await calls((accountId = MANAGEMENT_ACCOUNT) => ({
      endpoint: server.url, region: 'us-east-1', maxAttempts: 1, credentials: { accessKeyId: accountId, secretAccessKey: 'none' },
    }), saved.simulator);
  } finally {
    await server.close();
  }
  writeFileSync(stateFile, JSON.stringify({ ...saved, now, simulator: simulator.state() }, undefined, 2) + '\n');
}
