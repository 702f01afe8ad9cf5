import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { organizationTree } from '../../../src/cli/output/tree';
import { readSimulatorState } from '../../../src/cli/simulator/simulator-command';
import { readJsonFile } from '../../../src/cli/sources/json-file';
import { readSourceFile } from '../../../src/cli/sources/organization-source';
import { isSnapshot, OrganizationAccess, type Organization, SNAPSHOT_FORMAT } from '../../../src/model';
import * as rehearsal from '../../../src/rehearsal';
import { Simulator, type SimulatorState } from '../../../src/simulator';
import type { FuzzTarget } from '../fuzz';
import { assertVisible, showEverything } from '../shown';

/** A saved state with stacks. */
function rehearsalState(simulator: SimulatorState): rehearsal.RehearsalState {
  const id = 'arn:aws:cloudformation:us-east-1:111111111111:stack/App/1';
  const stack = {
    id,
    name: 'App',
    accountId: '111111111111',
    region: 'us-east-1',
    status: 'CREATE_COMPLETE',
    createdAt: 1,
    updatedAt: 2,
    template: { Resources: { Unit: { Type: 'Custom::OrganizationsOrganizationalUnit', Properties: { Name: 'x' } } } },
    parameters: {},
    outputs: {},
    imports: [],
    resources: { Unit: { type: 'Custom::OrganizationsOrganizationalUnit', status: 'CREATE_COMPLETE', properties: { Name: 'x' }, attributes: {}, physicalId: 'ou-ab12-abcd1234' } },
  };
  return { format: 'cdk-org-rehearsal/1', now: Date.UTC(2026, 0, 1), simulator, stacks: { [id]: stack } } as unknown as rehearsal.RehearsalState;
}

/** The target for files that replace a live organization: states of simulators and rehearsals, and snapshots. */
export function stateTarget(state: SimulatorState): FuzzTarget {
  const organization = rehearsal.organizationOfState(state)!;
  const snapshot = { format: SNAPSHOT_FORMAT, takenAt: '2026-01-01T00:00:00.000Z', organization };
  return {
    name: 'states and snapshots',
    share: 0.2,
    valid: [state, snapshot, snapshot, rehearsalState(state)],
    run(text, folder) {
      const file = join(folder, 'state.json');
      writeFileSync(file, text);
      show(organization, readSourceFile(file, rehearsal).organization);
      if (!isSnapshot(JSON.parse(text))) readJsonFile(file, 'state file', rehearsal.parseRehearsalState);
      const simulator = new Simulator({ state: readSimulatorState(file), now: () => Date.UTC(2026, 6, 1) });
      JSON.stringify(simulator.state());
      JSON.stringify([...simulator.organization.accountsWithPaths()]);
      readFileSync(file);
    },
  };
}

function show(before: Organization, after: Organization): void {
  assertVisible('tree', organizationTree(after));
  showEverything(before, after);
  const access = new OrganizationAccess(after);
  for (const placed of access.accounts.slice(0, 2)) access.ask(placed, { action: 's3:DeleteObject', context: {} });
  rehearsal.stateOfOrganization(after);
}
