export type { DeployingRole } from './call-sites';
export type { AttachedText } from './certain-policy';
export * from './lock-outs';
