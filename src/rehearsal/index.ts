export type { ProgressEvent } from './cloudformation/cloud';
export type { DeployedResource, DeployedStack, StackOutput } from './cloudformation/records';
export type { Death, HandlerCall } from './lambda/mishap';
export { rehearse, rehearseDelete, type RehearsalOptions } from './rehearse';
export { type ChangeRehearsal, type ChangeRehearsalOptions, rehearseChange } from './rehearse-change';
export type { CallResult, RehearsalResult, ResourceResult, StackResult } from './rehearsal-result';
export { organizationOfState } from './organization-of-state';
export { stateOfOrganization } from './state-of-organization';
export { parseRehearsalState, REHEARSAL_STATE_FORMAT, type RehearsalState } from './rehearsal-state';
