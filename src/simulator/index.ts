export { SimulatorRequest, SimulatorResponse } from './http-message';
export { JournalEntry, JournalError } from './journal';
export { Limits } from './limits';
export { Simulator } from './simulator';
export { SimulatorOptions } from './simulator-options';
export { SimulatorServer, SimulatorServerOptions, startSimulatorServer } from './simulator-server';
export { parseSimulatorState } from './state/parse-simulator-state';
export { SimulatorState } from './state/simulator-state';
export * from './store/records';
