import { isRecord } from '../../assembly';
import { isSnapshot, parseSnapshot } from '../../model';
import { parseRehearsalState, stateOfOrganization } from '../../rehearsal';
import { parseSimulatorState, type SimulatorState } from '../../simulator';
import { readJsonFile } from '../sources/json-file';

/** Where a simulator starts: its own state, the organization of a rehearsal that was saved, or a snapshot. */
export function readSimulatorState(file: string): SimulatorState {
  return readJsonFile(file, 'state file', simulatorStateIn);
}

function simulatorStateIn(value: unknown): SimulatorState {
  if (isSnapshot(value)) return stateOfOrganization(parseSnapshot(value).organization);
  if (isRecord(value) && 'stacks' in value) {
    const { simulator } = parseRehearsalState(value);
    if (simulator === undefined) throw new Error('There is no organization in it. Give a state that was saved after a deployment, or start without one.');
    return simulator;
  }
  if (!isRecord(value) || !('organizationalUnits' in value)) {
    const given = isRecord(value) ? `an object with ${Object.keys(value).slice(0, 5).join(', ') || 'nothing in it'}` : JSON.stringify(value).slice(0, 100);
    throw new Error(`It holds no organization. Given: ${given}. Give a file of cdk-org rehearse --save, of cdk-org snapshot, or what GET /_simulator/state answered.`);
  }
  return parseSimulatorState(value);
}
